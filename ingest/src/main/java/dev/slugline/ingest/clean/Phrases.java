package dev.slugline.ingest.clean;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The phrases of one kind, in all languages, as {@code phrases.txt} has them. Immutable; asked with
 * folded text ({@link Folding}).
 */
final class Phrases {
  private static final String FILE = "phrases.txt";

  /** What a phrase says of the line that it stands in; each is a part of the file. */
  enum Kind {
    ALSO,
    MORE,
    WATCH,
    CLICK,
    READ,
    HERE,
    FOLLOW,
    SIGN_UP,
    SERIES,
    NAMED,
    GLUE,
    FOLLOW_END,
    OWN,
    CHANNEL,
    GET,
    DELIVERY,
    SUPPORT,
    CONTROL,
    COUNTED,
    ADVERTISEMENT,
    TAGS,
    SOURCE,
    INPUTS,
    AGENCIES,
    PHOTO,
    CREDIT_WORD,
    PHOTO_BY,
    PHOTO_LABEL,
    PHOTO_AGENCY,
    UPDATED,
    PUBLISHED,
    UPDATED_END,
    PUBLISHED_END,
    RIGHTS,
    SAID,
    WITHIN_NAMES,
    SECTION
  }

  private static final Map<Kind, Phrases> ALL = load();

  private final Set<String> whole = new HashSet<>();
  private final Set<String> bare = new HashSet<>();
  private final Set<String> asWritten = new HashSet<>();
  private final Map<Character, List<String>> byFirst = new HashMap<>();
  private final Map<Character, List<String>> byLast = new HashMap<>();

  private Phrases() {}

  static Phrases of(Kind kind) {
    return Objects.requireNonNull(ALL.get(kind));
  }

  private static Map<Kind, Phrases> load() {
    Map<Kind, Phrases> all = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      all.put(kind, new Phrases());
    }
    try (InputStream in = Phrases.class.getResourceAsStream(FILE);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      Kind kind = Kind.ALSO;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("[")) {
          String name = line.substring(1, line.length() - 1).replace('-', '_');
          kind = Kind.valueOf(name.toUpperCase(Locale.ROOT));
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          of(all, kind).add(line.substring(line.indexOf(':') + 1), kind);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    all.values().forEach(Phrases::sort);
    return all;
  }

  private static Phrases of(Map<Kind, Phrases> all, Kind kind) {
    return Objects.requireNonNull(all.get(kind));
  }

  private void add(String line, Kind kind) {
    boolean words = kind == Kind.GLUE || kind == Kind.AGENCIES || kind == Kind.WITHIN_NAMES;
    for (String written : line.split(words ? "[ ;]" : ";", -1)) {
      String phrase = Folding.of(written.strip());
      if (phrase.isEmpty()) {
        continue;
      }
      asWritten.add(written.strip());
      bare.add(bare(phrase));
      if (whole.add(phrase)) {
        byFirst.computeIfAbsent(phrase.charAt(0), c -> new ArrayList<>()).add(phrase);
        char last = phrase.charAt(phrase.length() - 1);
        byLast.computeIfAbsent(last, c -> new ArrayList<>()).add(phrase);
      }
    }
  }

  private void sort() {
    byFirst.values().forEach(list -> list.sort(Comparator.comparing(String::length).reversed()));
    byLast.values().forEach(list -> list.sort(Comparator.comparing(String::length).reversed()));
  }

  boolean isWhole(String folded) {
    return whole.contains(folded);
  }

  /** Whether a folded text is one of these but for marks and spaces. */
  boolean isBare(String folded) {
    return bare.contains(bare(folded));
  }

  /** Whether a text is one of these letter for letter. */
  boolean isAsWritten(String text) {
    return asWritten.contains(text);
  }

  /** Where the longest phrase ends that a folded text has from a place on; -1: it has none. */
  int end(String folded, int from) {
    if (from >= folded.length()) {
      return -1;
    }
    for (String phrase : byFirst.getOrDefault(folded.charAt(from), List.of())) {
      int end = from + phrase.length();
      if (folded.startsWith(phrase, from) && isBoundary(folded, end)) {
        return end;
      }
    }
    return -1;
  }

  /** Where the longest phrase begins that a folded text ends with; -1: it ends with none. */
  int lastStart(String folded) {
    if (folded.isEmpty()) {
      return -1;
    }
    for (String phrase : byLast.getOrDefault(folded.charAt(folded.length() - 1), List.of())) {
      int start = folded.length() - phrase.length();
      if (folded.endsWith(phrase) && isBoundary(folded, start)) {
        return start;
      }
    }
    return -1;
  }

  /** Whether one stands anywhere in a folded text, as words of their own. */
  boolean isIn(String folded) {
    for (int at = 0; at < folded.length(); at++) {
      if ((isBoundary(folded, at) || isPrefixed(folded, at)) && end(folded, at) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Letters, digits and what belongs to them, one space for all between. */
  private static String bare(String folded) {
    StringBuilder out = new StringBuilder(folded.length());
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (isWordPart(c)) {
        out.append(c);
      } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
        out.append(' ');
      }
    }
    return out.toString().strip();
  }

  private static boolean isWordPart(char c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  /** Whether a word can begin or end here; words of Chinese, Japanese, Korean, Thai always can. */
  private static boolean isBoundary(String text, int at) {
    if (at <= 0 || at >= text.length()) {
      return true;
    }
    char before = text.charAt(at - 1);
    char after = text.charAt(at);
    return !isWordPart(before) || !isWordPart(after) || !isSpaced(before) || !isSpaced(after);
  }

  private static boolean isSpaced(char c) {
    return c < 0x0e00 || (c >= 0x1e00 && c < 0x2000);
  }

  /** Arabic and Hebrew write "and", "in", "to" as one letter at the word that follows. */
  private static boolean isPrefixed(String text, int at) {
    char before = text.charAt(at - 1);
    return "\u0648\u0641\u0628\u0644\u06a9\u05d1\u05dc\u05d5\u05d4".indexOf(before) >= 0
        && isBoundary(text, at - 1);
  }
}
