package dev.slugline.ingest.page.script;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/**
 * How much of a text is prose: lines of some length in sentences, in any language; lists of words,
 * labels and code are not. Linear. Thread-safe.
 */
final class Prose {
  private static final int SHORTEST = 40;
  private static final int SHORTEST_UNMARKED = 80;
  private static final int DENSE = 3;

  /** A share of one in so many characters that are those of code makes a line code. */
  private static final int CODE = 30;

  private static final String ENDS =
      ".!?\u2026\u3002\uff01\uff1f\u0964\u061f\u06d4\u1362\u17d4\u104b\u0589";
  private static final String CLOSING = "\"'\u201d\u2019\u00bb\u201c)]\u300d\u300f\uff09 ";

  /** These write their sentences without a mark at the end. */
  private static final Set<UnicodeScript> UNMARKED =
      Set.of(UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.TIBETAN, UnicodeScript.KHMER);

  private static final Set<UnicodeScript> DENSE_SCRIPTS =
      Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);

  private Prose() {}

  /** The characters of its prose; one of a script that needs few counts as three. */
  static int of(String text) {
    int prose = 0;
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      prose += line(text, start, end);
      start = end + 1;
    }
    return prose;
  }

  /** Whether a text ends as a sentence does, or with the quote or bracket behind one. */
  static boolean endsSentence(String text) {
    int at = text.length() - 1;
    while (at >= 0 && (CLOSING.indexOf(text.charAt(at)) >= 0 || text.charAt(at) < ' ')) {
      at--;
    }
    return at >= 0 && (ENDS.indexOf(text.charAt(at)) >= 0 || isUnmarked(text.charAt(at)));
  }

  private static boolean isUnmarked(char c) {
    return c > 0x0e00 && UNMARKED.contains(UnicodeScript.of(c));
  }

  private static int line(String text, int start, int end) {
    int weight = 0;
    int letters = 0;
    int code = 0;
    boolean ends = false;
    boolean unmarked = false;
    for (int at = start; at < end; at++) {
      char c = text.charAt(at);
      weight += isDense(c) ? DENSE : 1;
      letters += isLetter(c) ? 1 : 0;
      code += "{}<>=;_\\|".indexOf(c) >= 0 ? 1 : 0;
      unmarked |= isUnmarked(c);
      ends |=
          ENDS.indexOf(c) >= 0 && (c > 0x7f || at + 1 == end || !isWordPart(text.charAt(at + 1)));
    }
    int length = end - start;
    boolean enough = weight >= SHORTEST && (ends || (unmarked && weight >= SHORTEST_UNMARKED));
    return enough && letters > length * 3 / 5 && code * CODE < length ? weight : 0;
  }

  private static boolean isWordPart(char c) {
    return c == '/' || Character.isLetterOrDigit(c);
  }

  private static boolean isDense(char c) {
    return c > 0x2e7f && DENSE_SCRIPTS.contains(UnicodeScript.of(c));
  }

  private static boolean isLetter(char c) {
    return Character.isLetterOrDigit(c)
        || Character.isSurrogate(c)
        || (c > 0x2ff && Character.getType(c) <= Character.COMBINING_SPACING_MARK);
  }
}
