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
import static dev.slugline.enrich.rule.Characters.MIDDLE;
import static dev.slugline.enrich.rule.Characters.PLAIN;
import static dev.slugline.enrich.rule.Characters.SPECIAL;

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

  private static final long ALL_PLAIN = 0x0101010101010101L * PLAIN;
  private static final long PLAIN_OR_SPECIAL = 0x0101010101010101L * (PLAIN | SPECIAL);

  private static final int HAND_OVER = Integer.MIN_VALUE;

  private final StandardTokenizer lucene = new StandardTokenizer();
  private final OffsetAttribute offset = lucene.getAttribute(OffsetAttribute.class);
  private final Slice slice = new Slice();

  /** Adds the tokens of a text. */
  void analyse(Characters characters, WordTable words, TokenBuffer out) {
    char[] text = characters.text;
    byte[] flags = characters.flags;
    int length = characters.length;
    if (length > 0 && Character.isHighSurrogate(text[length - 1])) {
      // Lucene may drop what it has read together with half a pair at the very end of a text
      handOver(characters, 0, length, 0, words, out);
      return;
    }
    int position = 0;
    int i = 0;
    while (i < length) {
      long met = Characters.eight(flags, i) & PLAIN_OR_SPECIAL;
      if (met == 0) {
        i += Long.BYTES;
        continue;
      }
      int start = i + first(met);
      int end = start;
      long not = ~Characters.eight(flags, end) & ALL_PLAIN;
      while (not == 0) {
        end += Long.BYTES;
        not = ~Characters.eight(flags, end) & ALL_PLAIN;
      }
      end += first(not);
      if (end == start || goesOn(flags, end) || end - start > MAX_LENGTH) {
        if (end > start) {
          end = match(text, start, end, CharClasses.of(text[end - 1]));
        } else {
          start -= start > i && CharClasses.of(text[start - 1]) == WEAK ? 1 : 0;
          end = match(text, start);
        }
        if (end == HAND_OVER) {
          end = start;
          while (CharClasses.of(text[end]) != OTHER) {
            end++;
          }
          int to = Math.min(end + 1, length);
          position = handOver(characters, start, to, position, words, out);
          i = end;
          continue;
        } else if (end < 0) {
          i = ~end;
          continue;
        }
        out.addUnlessDropped(words.any(characters, start, end), position, start, end);
      } else {
        out.addUnlessDropped(words.plain(characters, start, end), position, start, end);
      }
      position++;
      i = end;
    }
  }

  private static int first(long flags) {
    return Long.numberOfTrailingZeros(flags) / Byte.SIZE;
  }

  /** Whether a token of letters and digits may not be at its end. */
  private static boolean goesOn(byte[] flags, int end) {
    int here = flags[end];
    int next = flags[end + 1];
    return ((here & SPECIAL) | ((here / MIDDLE) & (next | (next / SPECIAL)) & 1)) != 0;
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
    return match(text, start, start + 1, last);
  }

  /**
   * As above.
   *
   * @param from where to go on; what is before are only letters and digits, or one connector
   * @param before the class of what is before
   */
  private static int match(char[] text, int start, int from, byte before) {
    byte last = before;
    boolean token = last != CONNECTOR;
    int i = from;
    while (true) {
      byte met = CharClasses.of(text[i]);
      if (!token
          && i - start > 2 * MAX_LENGTH
          && (met == LETTER || met == DIGIT || met == COMPLEX)) {
        return ~(i - 2 * MAX_LENGTH);
      } else if (met == LETTER || met == DIGIT) {
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
      } else if (!token) {
        return ~i;
      } else {
        return i - start > MAX_LENGTH ? HAND_OVER : i;
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
      Characters characters, int from, int to, int position, WordTable words, TokenBuffer out) {
    int next = position;
    try {
      slice.set(characters.text, from, to);
      lucene.setReader(slice);
      lucene.reset();
      while (lucene.incrementToken()) {
        int start = from + offset.startOffset();
        int end = from + offset.endOffset();
        out.addUnlessDropped(words.any(characters, start, end), next, start, end);
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
