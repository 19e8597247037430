package dev.slugline.enrich.rule;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * What each UTF-16 code unit is to Lucene's {@link StandardTokenizer}, found by asking it: a
 * character has the class of the model character beside which it is cut the same way in every one
 * of a set of contexts. So the Unicode version is always Lucene's. Classes are found when first
 * needed and kept for all threads: a race only finds the same class twice.
 */
final class CharClasses {
  /** Not asked yet. */
  private static final byte UNKNOWN = 0;

  /** Never in a token, and joins nothing: text can be cut here. */
  static final byte OTHER = 1;

  static final byte LETTER = 2;
  static final byte DIGIT = 3;

  /** Joins letters and digits, is no token alone: the low line. */
  static final byte CONNECTOR = 4;

  /** Joins two letters: the colon. */
  static final byte MID_LETTER = 5;

  /** Joins two digits: the comma. */
  static final byte MID_NUMBER = 6;

  /** Joins two letters or two digits: the full stop, the apostrophe. */
  static final byte MID_BOTH = 7;

  /** Belongs to what is before it: combining marks, soft hyphens. */
  static final byte EXTEND = 8;

  /** As {@link #EXTEND}, but may also begin a token with a {@link #COMPLEX} one. */
  static final byte ZERO_WIDTH_JOINER = 9;

  /** As {@link #OTHER}, unless beside a {@link #COMPLEX} one: the double quote, the number sign. */
  static final byte WEAK = 10;

  /** Any other, left to Lucene: ideographs, kana, Hebrew, Thai, emoji, half of a pair. */
  static final byte COMPLEX = 11;

  /** What {@link Characters} says of each; not to be changed from outside. */
  static final byte[] FLAGS = new byte[Character.MAX_VALUE + 1];

  private static final char LATIN_1 = 0xff;

  /** Its low byte is that of a control character, which is in no token. */
  private static final char APOSTROPHE = '\u2019';

  private static final byte[] CLASSES = new byte[Character.MAX_VALUE + 1];

  /** Where "x" stands for the character asked for; each tells some pair of classes apart. */
  private static final String CONTEXTS =
      "x ax xa axa 1x x1 1x1 ax1 1xa _x x_ _x_ a.x 1.x 1,x x.a x,1 x.1 xx"
          + " \u05d0x \u05d0x\u05d0 x\u05d0 \u0e01x x\u0e01 \u30a2x x\u30a2 \u3042x x\u3042"
          + " x\u20e3 #x #x\u20e3 #\u20e3x 1x\u20e3 \u261dx x\u261d \u261dx\u261d xx\u261d \u4e00x"
          + " x\ufe0f\u20e3 \uac00x x\uac00 x' x'x x\"x x\u200d\u261d";

  private static final Map<String, Byte> BY_BEHAVIOUR = new HashMap<>();

  static {
    Arrays.fill(FLAGS, Characters.SPECIAL);
    model(' ', OTHER);
    model('a', LETTER);
    model('\uac00', LETTER);
    model('1', DIGIT);
    model('\u0663', DIGIT);
    model('_', CONNECTOR);
    model(':', MID_LETTER);
    model(',', MID_NUMBER);
    model('.', MID_BOTH);
    model('\'', MID_BOTH);
    model('\u0301', EXTEND);
    model('\u200d', ZERO_WIDTH_JOINER);
    model('"', WEAK);
    model('#', WEAK);
  }

  private CharClasses() {}

  private static void model(char c, byte charClass) {
    BY_BEHAVIOUR.put(behaviour(c), charClass);
    keep(c, charClass);
  }

  /** The class of a code unit, never {@link #UNKNOWN}. */
  static byte of(char c) {
    byte known = CLASSES[c];
    return known == UNKNOWN ? ask(c) : known;
  }

  private static byte ask(char c) {
    byte found =
        Character.isSurrogate(c) ? COMPLEX : BY_BEHAVIOUR.getOrDefault(behaviour(c), COMPLEX);
    keep(c, found);
    return found;
  }

  private static void keep(char c, byte charClass) {
    CLASSES[c] = charClass;
    boolean single = c <= LATIN_1 || c == APOSTROPHE;
    int kind =
        switch (charClass) {
          case OTHER, WEAK -> 0;
          case MID_LETTER, MID_NUMBER, MID_BOTH -> Characters.MIDDLE;
          case LETTER, DIGIT -> c <= LATIN_1 ? Characters.PLAIN : Characters.SPECIAL;
          default -> Characters.SPECIAL;
        };
    FLAGS[c] = (byte) (single ? kind | Characters.BYTE : kind);
  }

  private static String behaviour(char c) {
    StringBuilder behaviour = new StringBuilder();
    try (StandardTokenizer tokenizer = new StandardTokenizer()) {
      OffsetAttribute offset = tokenizer.getAttribute(OffsetAttribute.class);
      tokenizer.setReader(new StringReader(CONTEXTS.replace('x', c)));
      tokenizer.reset();
      while (tokenizer.incrementToken()) {
        behaviour.append((char) offset.startOffset()).append((char) offset.endOffset());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return behaviour.toString();
  }
}
