package dev.slugline.ingest.page.facts;

import java.util.Locale;
import java.util.regex.Pattern;

/** What the name of a person looks like, in scripts with capitals and without. */
final class PersonName {
  private static final int LONGEST = 60;
  private static final int LONGEST_HAN = 14;
  private static final int MOST_WORDS = 6;
  private static final Pattern SENTENCE =
      Pattern.compile(
          "[!?\u201c\u201d\u201e\u00ab\u00bb\u061f\uff01\uff1f\"{}<>=*#%$\u20ac\u3002]");

  private PersonName() {}

  /** A text without marks and a full stop around it; the point of an initial stays. */
  static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isMark(text.charAt(start))) {
      start++;
    }
    while (end > start && (isMark(text.charAt(end - 1)) || isFullStop(text, end))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isMark(char c) {
    return c == ' '
        || ":;,|/-\u2013\u2014\u2022\u00b7()[]\u3010\u3011'\u2019\u201d\u201c~_".indexOf(c) >= 0;
  }

  private static boolean isFullStop(String text, int end) {
    int word = text.lastIndexOf(' ', end - 1) + 1;
    return text.charAt(end - 1) == '.' && end - word > 4;
  }

  /** Whether a text is of a script that has capitals. */
  static boolean isCased(String text) {
    return text.codePoints().anyMatch(c -> Character.isUpperCase(c) || Character.isLowerCase(c));
  }

  /** Whether a text can be the name of a person. */
  static boolean isName(String text) {
    boolean cased = isCased(text);
    String[] words = text.split(" ", -1);
    boolean sized =
        text.length() <= LONGEST && words.length <= MOST_WORDS && (cased || text.length() > 1);
    if (!sized
        || SENTENCE.matcher(text).find()
        || BylineWords.NOBODY.contains(text.toLowerCase(Locale.ROOT))) {
      return false;
    }
    if (text.codePoints().anyMatch(Character::isDigit)
        || text.codePoints().noneMatch(Character::isLetter)) {
      return false;
    }
    boolean han =
        text.codePoints()
            .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    return cased ? isCapital(words) : !han || text.length() <= LONGEST_HAN;
  }

  private static boolean isCapital(String[] words) {
    int capitals = 0;
    for (String word : words) {
      int c = word.isEmpty() ? 'a' : word.codePointAt(0);
      boolean lower =
          Character.isLowerCase(c) && !word.codePoints().skip(1).anyMatch(Character::isUpperCase);
      if (lower && !BylineWords.PARTICLES.contains(word)) {
        return false;
      }
      capitals += lower ? 0 : 1;
    }
    return capitals > 0 && (words.length > 1 || words[0].length() > 1);
  }
}
