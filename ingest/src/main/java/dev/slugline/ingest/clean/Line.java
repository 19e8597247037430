package dev.slugline.ingest.clean;

/**
 * A line as its kind is told: without the marks that lead it or stand around it. Immutable.
 *
 * @param text as written
 * @param folded the same, each character by {@link Folding}
 * @param enclosed whether brackets stood around the whole
 */
record Line(String text, String folded, boolean enclosed) {
  private static final String OPENING = "([{\u3010\u3014\uff08\uff3b<\u2039";
  private static final String CLOSING = ")]}\u3011\u3015\uff09\uff3d>\u203a";
  private static final String LEADING =
      "-\u2013\u2014*\u2022\u00b7\u00bb>\u203a|#_\u2023\u25e6\u30fb\u2605\u2606~=+\u203b";
  private static final String TRAILING = "\u00bb>\u203a*_|\u2192~=\u00b7";
  private static final String QUOTES = "\"\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d\u201f";
  private static final String STOPS = ".\u3002\u0964\u06d4\uff61";

  static Line of(String line) {
    String text = line;
    int from = 0;
    int to = text.length();
    while (from < to && isLeading(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (to > from && isTrailing(text.codePointBefore(to))) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    text = text.substring(from, to);
    boolean enclosed = isEnclosed(text);
    if (enclosed) {
      text = text.substring(1, text.length() - 1).strip();
    }
    return new Line(text, Folding.of(text), enclosed);
  }

  private static boolean isEnclosed(String text) {
    int kind = text.length() < 3 ? -1 : OPENING.indexOf(text.charAt(0));
    if (kind < 0 || text.charAt(text.length() - 1) != CLOSING.charAt(kind)) {
      return false;
    }
    // "(a) b (c)" has brackets at both ends and is in none
    return text.indexOf(CLOSING.charAt(kind)) == text.length() - 1;
  }

  private static boolean isLeading(int c) {
    int type = Character.getType(c);
    return Character.isWhitespace(c)
        || LEADING.indexOf(c) >= 0
        || c == 0xfe0f
        || c == 0x200d
        || type == Character.MODIFIER_SYMBOL
        || (type == Character.OTHER_SYMBOL && c != '\u00a9' && c != '\u24d2')
        || (type == Character.MATH_SYMBOL && c >= 0x2190 && c < 0x2200);
  }

  private static boolean isTrailing(int c) {
    int type = Character.getType(c);
    return Character.isWhitespace(c)
        || TRAILING.indexOf(c) >= 0
        || c == 0xfe0f
        || type == Character.OTHER_SYMBOL;
  }

  /** What stands from a place on. */
  Line from(int at) {
    return new Line(text.substring(at), folded.substring(at), enclosed);
  }

  Line upTo(int at) {
    return new Line(text.substring(0, at).strip(), folded.substring(0, at).strip(), enclosed);
  }

  /** The same without a full stop at its end. */
  Line withoutStop() {
    return isStatement() && !hasQuotes() ? upTo(text.length() - 1) : this;
  }

  /** The same without marks at its end. */
  Line withoutMarks() {
    int end = text.length();
    while (end > 0 && " .,;:|-\u2013\u2014\u3002\uff0c".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return upTo(end);
  }

  /** What stands behind spaces and these marks from a place on. */
  Line pastMarks(int at, String marks) {
    int next = at;
    while (next < text.length()
        && (text.charAt(next) == ' ' || marks.indexOf(folded.charAt(next)) >= 0)) {
      next++;
    }
    return from(next);
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  boolean startsLower() {
    return !text.isEmpty() && Character.isLowerCase(text.codePointAt(0));
  }

  boolean hasQuotes() {
    for (int i = 0; i < text.length(); i++) {
      if (QUOTES.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  boolean has(String marks) {
    for (int i = 0; i < folded.length(); i++) {
      if (marks.indexOf(folded.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  int words() {
    return WordCount.of(text);
  }

  /** Whether it ends as a statement does; three points and "U.S." are no such end. */
  boolean isStatement() {
    int end = text.length() - 1;
    while (end >= 0 && (QUOTES.indexOf(text.charAt(end)) >= 0 || text.charAt(end) == ')')) {
      end--;
    }
    if (end < 0 || STOPS.indexOf(text.charAt(end)) < 0) {
      return false;
    }
    String word = text.substring(text.lastIndexOf(' ', end) + 1, end);
    return !word.contains(".") && (word.length() != 1 || !Character.isUpperCase(word.charAt(0)));
  }

  /** How often a sentence ends before the end of the line. */
  int innerEnds() {
    int ends = 0;
    for (int i = 1; i + 1 < text.length(); i++) {
      char c = text.charAt(i);
      boolean end = ".!?".indexOf(c) >= 0 && text.charAt(i + 1) == ' ';
      boolean wide = "\u3002\uff01\uff1f\u0964\u06d4".indexOf(c) >= 0;
      boolean letter = i > 1 && text.charAt(i - 2) == ' ';
      ends += (end && !letter) || wide ? 1 : 0;
    }
    return ends;
  }
}
