package dev.slugline.ingest.page.text;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text that the page's data gives for the article, held against what stands on the page: the
 * parts that it has are the article's, and where it has far more than they, it is the text.
 */
final class Witness {
  private static final int RUN = 4;

  /** A page's data may have these too; they are no article even so. */
  private static final Set<String> NEVER =
      Set.of(
          BoxNames.CAPTIONED,
          BoxNames.NAVIGATION,
          BoxNames.FOOTER,
          BoxNames.FORM,
          BoxNames.COMMENTS,
          BoxNames.CONSENT,
          Boxes.TEASER,
          Choice.LINKS);

  private static final int LEAST = 25;
  private static final double ON_PAGE = 0.75;
  private static final double SAID = 0.7;
  private static final double UNSAID = 0.2;
  private static final double HARDLY = 0.4;
  private static final int LONG = 500;
  private static final double FULLER = 1.25;

  private final String text;
  private final Set<Long> runs = new HashSet<>();
  private final int weight;

  /** The runs of each part. */
  private final long[][] ofParts;

  private Witness(String text, long[][] ofParts) {
    this.ofParts = ofParts;
    this.text = text;
    this.weight = Letters.weight(text);
    addAll(runs, runs(text));
  }

  private static void addAll(Set<Long> to, long[] all) {
    for (long each : all) {
      to.add(each);
    }
  }

  private static int count(Set<Long> of, long[] all) {
    int found = 0;
    for (long each : all) {
      found += of.contains(each) ? 1 : 0;
    }
    return found;
  }

  /**
   * Holds the parts against the given texts; they are taken and left out accordingly.
   *
   * @param described how the page describes its article
   * @return the given text that is to stand instead of the parts; null: they stand
   */
  static @Nullable String hear(List<Part> parts, List<String> given, List<String> described) {
    if (given.isEmpty()) {
      return null;
    }
    Witness fuller = null;
    Witness best = null;
    double most = 0;
    int taken = parts.stream().filter(Part::isTaken).mapToInt(part -> part.weight).sum();
    Set<Long> shown = new HashSet<>();
    long[][] ofParts = parts.stream().map(part -> runs(part.text)).toArray(long[][]::new);
    for (long[] each : ofParts) {
      addAll(shown, each);
    }
    List<Witness> all = given.stream().map(each -> new Witness(each, ofParts)).toList();
    for (Witness witness : all) {
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
    for (Witness witness : taken > 0 ? all : List.<Witness>of()) {
      if (fuller == null && (witness.agrees(parts, described) || witness.goesOn(parts))) {
        fuller = witness;
      }
    }
    return fuller == null ? null : fuller.text;
  }

  /** Whether it has the words of the description, where what is taken has them not. */
  private boolean agrees(List<Part> parts, List<String> described) {
    StringBuilder taken = new StringBuilder();
    parts.stream().filter(Part::isTaken).forEach(part -> taken.append(Letters.bare(part.text)));
    String own = Letters.bare(text);
    return described.stream()
        .map(Headline::head)
        .anyMatch(head -> !head.isEmpty() && taken.indexOf(head) < 0 && own.contains(head));
  }

  /** Whether it begins as what is taken does and goes on with what is not shown. */
  private boolean goesOn(List<Part> parts) {
    Part first = null;
    Set<Long> shown = new HashSet<>();
    for (Part part : parts) {
      if (part.isTaken() && part.isProse()) {
        first = first == null ? part : first;
        addAll(shown, ofParts[part.index]);
      }
    }
    return first != null && weight >= LONG && known(first) >= SAID && share(shown) < HARDLY;
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
        addAll(heard, ofParts[part.index]);
      }
    }
    for (Part part : parts) {
      boolean body =
          part.weight >= LEAST
              && !part.isHeading()
              && !part.isMostlyLinks()
              && !NEVER.contains(String.valueOf(part.left()));
      if (!part.isTaken() && body && known(part) >= SAID && isNew(part, heard)) {
        part.take();
        addAll(heard, ofParts[part.index]);
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

  private boolean isNew(Part part, Set<Long> heard) {
    long[] all = ofParts[part.index];
    return count(heard, all) < all.length / 2.0;
  }

  private double known(Part part) {
    long[] all = ofParts[part.index];
    return all.length == 0 ? 0 : (double) count(runs, all) / all.length;
  }

  /** A text's runs of four words, hashed; of signs where words are not spaced. */
  private static long[] runs(String text) {
    int[] words = new int[text.length()];
    int n = 0;
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean in = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
      boolean sign = in && Letters.isSign(text.charAt(i));
      if (start >= 0 && (!in || sign)) {
        words[n++] = text.substring(start, i).toLowerCase(Locale.ROOT).hashCode();
        start = -1;
      }
      if (sign) {
        words[n++] = text.charAt(i);
      } else if (in && start < 0) {
        start = i;
      }
    }
    long[] runs = new long[n == 0 ? 0 : Math.max(1, n - RUN + 1)];
    for (int i = 0; i < runs.length; i++) {
      long hash = 7;
      for (int k = i; k < Math.min(n, i + RUN); k++) {
        hash = hash * 1_000_003 + words[k];
      }
      runs[i] = hash;
    }
    return runs;
  }
}
