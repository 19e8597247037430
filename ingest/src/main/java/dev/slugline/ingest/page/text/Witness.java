package dev.slugline.ingest.page.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text that the page's data gives for the article, held against what stands on the page: the
 * parts that it has are the article's, and where it has far more than they, it is the text.
 */
final class Witness {
  private static final int RUN = 4;
  private static final int LEAST = 25;
  private static final double ON_PAGE = 0.75;
  private static final double SAID = 0.7;
  private static final double UNSAID = 0.2;
  private static final double HARDLY = 0.4;
  private static final int LONG = 500;
  private static final double FULLER = 1.25;

  private final String text;
  private final Set<Long> runs;
  private final int weight;

  private Witness(String text) {
    this.text = text;
    this.weight = Letters.weight(text);
    this.runs = new HashSet<>(runs(text));
  }

  /**
   * Holds the parts against the given texts; they are taken and left out accordingly.
   *
   * @param described how the page describes its article
   * @return the given text that is to stand instead of the parts; null: they stand
   */
  static @Nullable String hear(List<Part> parts, List<String> given, List<String> described) {
    Witness fuller = null;
    Witness best = null;
    double most = 0;
    int taken = parts.stream().filter(Part::isTaken).mapToInt(part -> part.weight).sum();
    Set<Long> shown = new HashSet<>();
    parts.forEach(part -> shown.addAll(runs(part.text)));
    for (String each : given) {
      Witness witness = new Witness(each);
      double share = witness.share(shown);
      if (share >= ON_PAGE && witness.weight * share > most) {
        best = witness;
        most = witness.weight * share;
      } else if (share < ON_PAGE
          && witness.weight > FULLER * taken
          && (fuller == null || witness.weight > fuller.weight)) {
        fuller = witness;
      }
    }
    if (best != null && 2 * best.weight > taken) {
      best.judge(parts);
      return null;
    }
    if (fuller == null && taken > 0) {
      fuller = agreeing(parts, given, described);
    }
    return fuller == null ? null : fuller.text;
  }

  /** The given text that has the words of the description, where what is taken has them not. */
  private static @Nullable Witness agreeing(
      List<Part> parts, List<String> given, List<String> described) {
    StringBuilder taken = new StringBuilder();
    parts.stream().filter(Part::isTaken).forEach(part -> taken.append(Letters.bare(part.text)));
    for (String each : described) {
      String head = Headline.head(each);
      for (String text : head.isEmpty() || taken.indexOf(head) >= 0 ? List.<String>of() : given) {
        if (Letters.bare(text).contains(head)) {
          return new Witness(text);
        }
      }
    }
    return goingOn(parts, given);
  }

  /** The given text that begins as what is taken does and goes on with what is not shown. */
  private static @Nullable Witness goingOn(List<Part> parts, List<String> given) {
    Part first = null;
    Set<Long> shown = new HashSet<>();
    for (Part part : parts) {
      if (part.isTaken() && part.isProse()) {
        first = first == null ? part : first;
        shown.addAll(runs(part.text));
      }
    }
    for (String text : first == null ? List.<String>of() : given) {
      Witness witness = new Witness(text);
      if (witness.weight >= LONG
          && witness.known(first) >= SAID
          && witness.share(shown) < HARDLY) {
        return witness;
      }
    }
    return null;
  }

  private double share(Set<Long> shown) {
    int found = 0;
    for (Long run : runs) {
      found += shown.contains(run) ? 1 : 0;
    }
    return runs.isEmpty() ? 0 : (double) found / runs.size();
  }

  private void judge(List<Part> parts) {
    Set<Long> heard = new HashSet<>();
    double taken = 0;
    double said = 0;
    int first = -1;
    int last = -1;
    for (Part part : parts) {
      double known = part.weight < LEAST ? 0 : known(part);
      if (part.isTaken() && part.weight >= LEAST) {
        taken += part.weight;
        said += known >= SAID ? part.weight : 0;
      }
      if (part.isTaken() && known >= SAID) {
        first = first < 0 ? part.index : first;
        last = part.index;
        heard.addAll(runs(part.text));
      }
    }
    for (Part part : parts) {
      boolean body = part.weight >= LEAST && !part.isHeading() && !part.isMostlyLinks();
      if (!part.isTaken() && body && known(part) >= SAID && isNew(part, heard)) {
        part.take();
        heard.addAll(runs(part.text));
        first = first < 0 ? part.index : Math.min(first, part.index);
        last = Math.max(last, part.index);
      }
    }
    if (said >= SAID * taken) {
      leaveUnsaid(parts, first, last);
    }
  }

  /** What stands below all that the text has is not the article's. */
  private void leaveUnsaid(List<Part> parts, int first, int last) {
    for (Part part : parts.subList(last + 1, parts.size())) {
      if (part.isTaken() && known(part) <= UNSAID) {
        part.leave("not in the text that the page's data has");
      }
    }
    for (Part part : parts.subList(0, Math.max(0, first))) {
      if (part.isTaken() && part.weight < LEAST) {
        part.leave("not in the text that the page's data has");
      }
    }
  }

  private static boolean isNew(Part part, Set<Long> heard) {
    List<Long> all = runs(part.text);
    return all.stream().filter(heard::contains).count() < all.size() / 2.0;
  }

  private double known(Part part) {
    List<Long> all = runs(part.text);
    return all.isEmpty() ? 0 : (double) all.stream().filter(runs::contains).count() / all.size();
  }

  /** A text's runs of four words, hashed; of signs where words are not spaced. */
  private static List<Long> runs(String text) {
    List<Integer> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean in = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
      boolean sign = in && Letters.isSign(text.charAt(i));
      if (start >= 0 && (!in || sign)) {
        words.add(Letters.bare(text.substring(start, i)).hashCode());
        start = -1;
      }
      if (sign) {
        words.add((int) text.charAt(i));
      } else if (in && start < 0) {
        start = i;
      }
    }
    List<Long> runs = new ArrayList<>();
    for (int i = 0; i < Math.max(1, words.size() - RUN + 1) && !words.isEmpty(); i++) {
      long hash = 7;
      for (int k = i; k < Math.min(words.size(), i + RUN); k++) {
        hash = hash * 1_000_003 + words.get(k);
      }
      runs.add(hash);
    }
    return runs;
  }
}
