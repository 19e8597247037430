package dev.slugline.ingest.page.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Counts in text of any script. */
final class Letters {
  private static final int SYLLABLE = 3;
  private static final int TAIL = 6;
  private static final String ENDS =
      ".!?\u2026\u3002\uff01\uff1f\uff0e\u0964\u0965\u061f\u06d4\u1362\u104b\u17d4\u0589:";
  private static final String CLOSERS = "\"'\u201d\u2019\u00bb\u203a)]\u300d\u300f\uff09\u3011*";
  private static final Set<UnicodeScript> SYLLABLES =
      EnumSet.of(
          UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);
  private static final Set<UnicodeScript> UNMARKED =
      EnumSet.of(UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.KHMER, UnicodeScript.MYANMAR);

  private static final Set<UnicodeScript> UNSPACED =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private Letters() {}

  /** The letters and digits and what stands between them, spaces counted once. */
  static int weight(String text) {
    int weight = 0;
    boolean space = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == '\u00a0') {
        weight += space ? 0 : 1;
        space = true;
      } else {
        weight += c < '\u1100' || !isSyllable(c) ? 1 : SYLLABLE;
        space = false;
      }
    }
    return space && weight > 0 ? weight - 1 : weight;
  }

  /** Whether it is of a script that is written without spaces between words. */
  static boolean isSign(char c) {
    return c >= '\u0e00' && Character.isLetter(c) && UNSPACED.contains(UnicodeScript.of(c));
  }

  private static boolean isSyllable(char c) {
    return Character.isLetter(c) && SYLLABLES.contains(UnicodeScript.of(c));
  }

  /** Whether the text closes with a mark that ends sentences, in any script. */
  static boolean endsSentence(String text) {
    int at = text.length() - 1;
    for (int n = 0; at >= 0 && n < TAIL; at--) {
      char c = text.charAt(at);
      if (ENDS.indexOf(c) >= 0) {
        return true;
      }
      if (CLOSERS.indexOf(c) < 0 && c > ' ' && c != '\u00a0' && c != '\u200b') {
        return false;
      }
      n++;
    }
    return false;
  }

  /** Whether it is of a script that ends sentences with spaces. */
  static boolean hasNoMarks(String text) {
    int seen = 0;
    int of = 0;
    for (int i = 0; i < text.length() && seen < 20; i++) {
      if (Character.isLetter(text.charAt(i))) {
        seen++;
        of += UNMARKED.contains(UnicodeScript.of(text.charAt(i))) ? 1 : 0;
      }
    }
    return 2 * of > seen;
  }

  /** The letters and digits alone, in lower case: by which two texts are the same. */
  static String bare(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        out.append(c);
      }
    }
    return out.toString().toLowerCase(Locale.ROOT);
  }
}
