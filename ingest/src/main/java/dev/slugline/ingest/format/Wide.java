package dev.slugline.ingest.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A charset whose units are wider than a byte.
 *
 * @param marked whether a byte order mark says so
 * @param skip the length of that mark
 */
record Wide(Charset charset, boolean marked, int skip) {
  private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
  private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
  private static final int SAMPLE = 4_096;

  /** Told by a mark, else by where the zero bytes stand; null: neither. */
  static @Nullable Wide of(byte[] bytes) {
    if (startsWith(bytes, 0xff, 0xfe, 0, 0)) {
      return new Wide(UTF_32LE, true, 4);
    }
    if (startsWith(bytes, 0, 0, 0xfe, 0xff)) {
      return new Wide(UTF_32BE, true, 4);
    }
    if (startsWith(bytes, 0xfe, 0xff)) {
      return new Wide(StandardCharsets.UTF_16BE, true, 2);
    }
    if (startsWith(bytes, 0xff, 0xfe)) {
      return new Wide(StandardCharsets.UTF_16LE, true, 2);
    }
    return unmarked(bytes);
  }

  private static @Nullable Wide unmarked(byte[] bytes) {
    int length = Math.min(SAMPLE, bytes.length) & ~3;
    if (length < 4) {
      return null;
    }
    int[] zeros = new int[4];
    int[] low = new int[2];
    for (int i = 0; i < length; i++) {
      zeros[i & 3] += bytes[i] == 0 ? 1 : 0;
      low[i & 1] += bytes[i] >= 0 && bytes[i] < ' ' ? 1 : 0;
    }
    int even = zeros[0] + zeros[2];
    int odd = zeros[1] + zeros[3];
    // the upper halves of nearly all alphabets are control characters as bytes, in no other text
    int most = length * 2 / 5;
    if (zeros[0] == length / 4 && zeros[1] > length / 5) {
      return unmarked(bytes, length, UTF_32BE);
    }
    if (zeros[3] == length / 4 && zeros[2] > length / 5) {
      return unmarked(bytes, length, UTF_32LE);
    }
    if (low[1] >= most && odd > 0 && even * 10 <= odd) {
      return unmarked(bytes, length, StandardCharsets.UTF_16LE);
    }
    return low[0] >= most && even > 0 && odd * 10 <= even
        ? unmarked(bytes, length, StandardCharsets.UTF_16BE)
        : null;
  }

  private static @Nullable Wide unmarked(byte[] bytes, int length, Charset charset) {
    return isText(bytes, length, charset) ? new Wide(charset, false, 0) : null;
  }

  /** What bytes are that are said to be this; null: they are not. */
  static @Nullable Wide said(byte[] bytes, @Nullable Charset charset) {
    int length = Math.min(SAMPLE, bytes.length) & ~3;
    if (charset == null || !is(charset) || length == 0) {
      return null;
    }
    if (!charset.name().equals("UTF-16")) {
      return unmarked(bytes, length, charset);
    }
    Wide little = unmarked(bytes, length, StandardCharsets.UTF_16LE);
    return little != null ? little : unmarked(bytes, length, StandardCharsets.UTF_16BE);
  }

  /** Bytes that are anything else soon make characters that are none. */
  private static boolean isText(byte[] bytes, int length, Charset charset) {
    String text;
    try {
      // a pair of surrogates may be cut in two at the end
      int whole = length == bytes.length || length < 8 ? length : length - 4;
      text = charset.newDecoder().decode(ByteBuffer.wrap(bytes, 0, whole)).toString();
    } catch (CharacterCodingException e) {
      return false;
    }
    return text.codePoints().allMatch(c -> Character.isDefined(c) && isPrintable(c));
  }

  private static boolean isPrintable(int c) {
    return !Character.isISOControl(c) || Character.isWhitespace(c);
  }

  static boolean is(Charset charset) {
    return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
  }

  static boolean startsWith(byte[] bytes, int... head) {
    if (bytes.length < head.length) {
      return false;
    }
    for (int i = 0; i < head.length; i++) {
      if ((bytes[i] & 0xff) != head[i]) {
        return false;
      }
    }
    return true;
  }
}
