package dev.slugline.ingest.page.facts;

import java.util.Locale;
import java.util.regex.Pattern;

/** A name that stands in capitals in the case in which it is read; any other as it is. */
final class NameCase {
  private static final int SHORTEST = 2;
  private static final Pattern SPACE = Pattern.compile(" ");

  private NameCase() {}

  /** Two words or more, all in capitals, become capitalised words; particles stay small. */
  static String of(String name) {
    boolean capitals =
        name.codePoints().noneMatch(Character::isLowerCase) && PersonName.isCased(name);
    String[] words = SPACE.split(name, -1);
    if (!capitals || words.length < 2) {
      return name;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < words.length; i++) {
      String lower = words[i].toLowerCase(Locale.ROOT);
      boolean particle = i > 0 && i < words.length - 1 && BylineWords.PARTICLES.contains(lower);
      out.append(i == 0 ? "" : " ").append(particle ? lower : word(words[i], lower));
    }
    return out.toString();
  }

  private static String word(String word, String lower) {
    boolean initials =
        word.length() <= SHORTEST && "AEIOU".indexOf(word.charAt(word.length() - 1)) < 0;
    if (initials || word.indexOf('.') >= 0 || lower.length() != word.length()) {
      return word;
    }
    StringBuilder out = new StringBuilder(lower);
    for (int i = 0; i < lower.length(); i++) {
      boolean starts = i == 0 || "-'\u2019".indexOf(lower.charAt(i - 1)) >= 0;
      if (starts || (i == 2 && lower.startsWith("mc"))) {
        out.setCharAt(i, word.charAt(i));
      }
    }
    return out.toString();
  }
}
