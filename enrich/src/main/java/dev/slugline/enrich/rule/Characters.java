package dev.slugline.enrich.rule;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The code units of one text, laid out so that eight can be looked at in one step. All arrays are
 * longer than the text: after it come two spaces, and no flags. Reused from text to text. Not
 * thread-safe.
 */
final class Characters {
  /** A letter or digit of Latin-1. */
  static final byte PLAIN = 1;

  /** Not to be skipped, and what is before it may go on: to be looked at one by one. */
  static final byte SPECIAL = 2;

  /** May join what is before it and what follows. */
  static final byte MIDDLE = 4;

  /** Known by its low byte alone, as no token has the other characters with that byte. */
  static final byte BYTE = 8;

  private static final int BEYOND = 3 * Long.BYTES;
  private static final int KEPT = 1 << 21;
  private static final char ZERO_WIDTH_NON_JOINER = '\u200c';
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final boolean nonJoinersAreSpaces;

  char[] text = {};

  /** What each is: a sum of the constants; what is not plain or special can be skipped. */
  byte[] flags = {};

  /** The low byte of each. */
  byte[] low = {};

  int length;

  /**
   * Characters of a kind of text.
   *
   * @param nonJoinersAreSpaces whether zero-width non-joiners are to be spaces
   */
  Characters(boolean nonJoinersAreSpaces) {
    this.nonJoinersAreSpaces = nonJoinersAreSpaces;
  }

  void set(String from) {
    length = from.length();
    int size = length + BEYOND;
    if (text.length < size || (text.length > KEPT && size < KEPT)) {
      int room = size < KEPT ? Math.max(size + size / 2, 1 << 13) : size;
      text = new char[room];
      flags = new byte[room];
      low = new byte[room];
    }
    from.getChars(0, length, text, 0);
    if (nonJoinersAreSpaces) {
      for (int i = 0; i < length; i++) {
        text[i] = text[i] == ZERO_WIDTH_NON_JOINER ? ' ' : text[i];
      }
    }
    text[length] = ' ';
    text[length + 1] = ' ';
    mark(text, flags, low, length);
    Arrays.fill(flags, length, size, (byte) 0);
  }

  private static void mark(char[] text, byte[] flags, byte[] low, int length) {
    byte[] known = CharClasses.FLAGS;
    for (int i = 0; i < length; i++) {
      char c = text[i];
      flags[i] = known[c];
      low[i] = (byte) c;
    }
  }

  /** Eight bytes, the first the lowest. */
  static long eight(byte[] bytes, int at) {
    return (long) EIGHT.get(bytes, at);
  }
}
