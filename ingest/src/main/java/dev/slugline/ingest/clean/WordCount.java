package dev.slugline.ingest.clean;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;

/** How many words a text has; by dictionary where words are not spaced. */
public final class WordCount {
  /** Every script whose words are not spaced lies above. */
  private static final int UNSPACED_FROM = 0x0e00;

  private WordCount() {}

  public static int of(String text) {
    return hasUnspaced(text) ? byDictionary(text) : bySpaces(text);
  }

  private static boolean hasUnspaced(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= UNSPACED_FROM && unspaced(text.codePointAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static int bySpaces(String text) {
    int words = 0;
    boolean counted = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      boolean inside = !Character.isWhitespace(c) && !Character.isSpaceChar(c);
      if (!inside) {
        counted = false;
      } else if (!counted && Character.isLetterOrDigit(c)) {
        counted = true;
        words++;
      }
    }
    return words;
  }

  private static int byDictionary(String text) {
    BreakIterator breaks = BreakIterator.getWordInstance(ULocale.ROOT);
    breaks.setText(text);
    int words = 0;
    while (breaks.next() != BreakIterator.DONE) {
      if (breaks.getRuleStatus() >= BreakIterator.WORD_NONE_LIMIT) {
        words++;
      }
    }
    return words;
  }

  private static boolean unspaced(int c) {
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }
}
