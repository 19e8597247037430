package dev.slugline.ingest.format;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** UTF-8 that is not quite sound. */
final class Utf8 {
  private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

  private Utf8() {}

  /**
   * The text with a replacement character for each broken sequence. Surrogates that were encoded
   * one by one (CESU-8) make their character; a lone one is broken.
   */
  static String lenient(byte[] bytes, int from) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    int copied = from;
    int i = from;
    while (i < bytes.length) {
      int surrogate = surrogate(bytes, i);
      if (surrogate < 0) {
        i++;
        continue;
      }
      out.write(bytes, copied, i - copied);
      int low = surrogate(bytes, i + 3);
      boolean pair =
          Character.isHighSurrogate((char) surrogate)
              && low >= 0
              && Character.isLowSurrogate((char) low);
      if (pair) {
        String character = Character.toString(Character.toCodePoint((char) surrogate, (char) low));
        out.writeBytes(character.getBytes(StandardCharsets.UTF_8));
      } else {
        out.writeBytes(REPLACEMENT);
      }
      i += pair ? 6 : 3;
      copied = i;
    }
    out.write(bytes, copied, bytes.length - copied);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The surrogate that three bytes stand for; -1: none. */
  private static int surrogate(byte[] bytes, int at) {
    if (at + 2 >= bytes.length
        || (bytes[at] & 0xff) != 0xed
        || (bytes[at + 1] & 0xe0) != 0xa0
        || (bytes[at + 2] & 0xc0) != 0x80) {
      return -1;
    }
    return 0xd000 | (bytes[at + 1] & 0x3f) << 6 | (bytes[at + 2] & 0x3f);
  }
}
