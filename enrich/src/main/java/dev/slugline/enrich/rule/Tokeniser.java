package dev.slugline.enrich.rule;

import static dev.slugline.enrich.rule.CharClasses.COMPLEX;
import static dev.slugline.enrich.rule.CharClasses.CONNECTOR;
import static dev.slugline.enrich.rule.CharClasses.DIGIT;
import static dev.slugline.enrich.rule.CharClasses.EXTEND;
import static dev.slugline.enrich.rule.CharClasses.LETTER;
import static dev.slugline.enrich.rule.CharClasses.MID_BOTH;
import static dev.slugline.enrich.rule.CharClasses.MID_LETTER;
import static dev.slugline.enrich.rule.CharClasses.MID_NUMBER;
import static dev.slugline.enrich.rule.CharClasses.OTHER;
import static dev.slugline.enrich.rule.CharClasses.WEAK;
import static dev.slugline.enrich.rule.CharClasses.ZERO_WIDTH_JOINER;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * Cuts text where Lucene's {@link StandardTokenizer} cuts it (the word boundaries of Unicode's
 * annex 29, tokens of at most 255 code units). Letters, digits, marks and the punctuation between
 * them are cut here; from the beginning of a token that meets anything else, or is very long, up to
 * the next character that joins nothing, Lucene's own tokeniser does it. The time is linear in the
 * text. Not thread-safe.
 */
final class Tokeniser {
  /** Lucene cuts tokens at 255, and looks no further ahead: shorter ones do not come near. */
  private static final int MAX_LENGTH = 250;

  private static final int HAND_OVER = Integer.MIN_VALUE;

  private final StandardTokenizer lucene = new StandardTokenizer();
  private final OffsetAttribute offset = lucene.getAttribute(OffsetAttribute.class);
  private final Slice slice = new Slice();

  /**
   * Adds the tokens of a text.
   *
   * @param text with two spaces after the last character
   * @param length without these two
   */
  void analyse(char[] text, int length, WordTable words, TokenBuffer out) {
    if (length > 0 && Character.isHighSurrogate(text[length - 1])) {
      // Lucene may drop what it has read together with half a pair at the very end of a text
      handOver(text, 0, length, 0, words, out);
      return;
    }
    byte[] classes = CharClasses.known();
    int position = 0;
    int i = 0;
    while (true) {
      byte met = classes[text[i]];
      while (met == OTHER) {
        if (i >= length) {
          return;
        }
        met = classes[text[++i]];
      }
      int start = i;
      long key = 0;
      int bits = 0;
      while (met == LETTER) {
        char c = text[i];
        key = (key << Byte.SIZE) | c;
        bits |= c;
        met = classes[text[++i]];
      }
      if (i > start
          && i - start <= MAX_LENGTH
          && (met == OTHER
              || ((met == MID_NUMBER || met == MID_BOTH) && classes[text[i + 1]] == OTHER))) {
        int word = words.word(text, start, i, key, bits);
        if (word >= 0) {
          out.add(word, position, start, i);
        }
        position++;
        continue;
      }
      int end = match(text, start);
      if (end == HAND_OVER) {
        end = start;
        while (CharClasses.of(text[end]) != OTHER) {
          end++;
        }
        position = handOver(text, start, Math.min(end + 1, length), position, words, out);
        i = end;
      } else if (end < 0) {
        i = ~end;
      } else {
        int word = words.word(text, start, end);
        if (word >= 0) {
          out.add(word, position, start, end);
        }
        position++;
        i = end;
      }
    }
  }

  /** The end of what begins at start, inverted where that is no token; or {@link #HAND_OVER}. */
  private static int match(char[] text, int start) {
    byte last = CharClasses.of(text[start]);
    if (last == COMPLEX) {
      return HAND_OVER;
    } else if (isMark(last)) {
      int next = afterMarks(text, start);
      return CharClasses.of(text[next]) == COMPLEX ? HAND_OVER : ~next;
    } else if (last == WEAK) {
      byte next = CharClasses.of(text[start + 1]);
      return isMark(next) || next == COMPLEX ? HAND_OVER : ~(start + 1);
    } else if (last != LETTER && last != DIGIT && last != CONNECTOR) {
      return ~(start + 1);
    }
    boolean token = last != CONNECTOR;
    int i = start + 1;
    while (true) {
      byte met = CharClasses.of(text[i]);
      if (met == LETTER || met == DIGIT) {
        last = met;
        token = true;
        i++;
      } else if (met == CONNECTOR) {
        last = met;
        i++;
      } else if (isMark(met)) {
        i++;
      } else if (met == COMPLEX) {
        return HAND_OVER;
      } else if (joins(met, last)) {
        int next = afterMarks(text, i + 1);
        byte after = CharClasses.of(text[next]);
        if (after == COMPLEX || next - start > MAX_LENGTH) {
          return HAND_OVER;
        } else if (after != last) {
          return i;
        }
        i = next + 1;
      } else if (i - start > MAX_LENGTH) {
        return HAND_OVER;
      } else {
        return token ? i : ~i;
      }
    }
  }

  private static int afterMarks(char[] text, int from) {
    int i = from;
    while (isMark(CharClasses.of(text[i]))) {
      i++;
    }
    return i;
  }

  private static boolean isMark(byte charClass) {
    return charClass == EXTEND || charClass == ZERO_WIDTH_JOINER;
  }

  private static boolean joins(byte mid, byte both) {
    return (both == LETTER && (mid == MID_LETTER || mid == MID_BOTH))
        || (both == DIGIT && (mid == MID_NUMBER || mid == MID_BOTH));
  }

  private int handOver(
      char[] text, int from, int to, int position, WordTable words, TokenBuffer out) {
    int next = position;
    try {
      slice.set(text, from, to);
      lucene.setReader(slice);
      lucene.reset();
      while (lucene.incrementToken()) {
        int start = from + offset.startOffset();
        int end = from + offset.endOffset();
        int word = words.word(text, start, end);
        if (word >= 0) {
          out.add(word, next, start, end);
        }
        next++;
      }
      lucene.end();
      lucene.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return next;
  }

  /** Reads a part of the text. */
  private static final class Slice extends Reader {
    private char[] text = {};
    private int next;
    private int to;

    void set(char[] text, int from, int to) {
      this.text = text;
      this.next = from;
      this.to = to;
    }

    @Override
    public int read() {
      return next < to ? text[next++] : -1;
    }

    @Override
    public int read(char[] into, int at, int length) {
      Objects.checkFromIndexSize(at, length, into.length);
      int read = Math.min(length, to - next);
      if (read <= 0) {
        return -1;
      }
      System.arraycopy(text, next, into, at, read);
      next += read;
      return read;
    }

    @Override
    public void close() {}
  }
}
