package dev.slugline.ingest.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Bytes as text.
 *
 * @param text without byte order mark
 * @param charset in which the bytes are
 * @param warnings {@code repaired-encoding} when the bytes are not what they should be
 */
public record Decoded(String text, Charset charset, List<String> warnings) {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /**
   * UTF-8 with or without mark, UTF-16 with one. UTF-8 with fewer broken sequences than sound ones
   * beyond ASCII stays UTF-8, each broken one a replacement character; what is neither is read as
   * windows-1252.
   */
  public static Decoded of(byte[] bytes) {
    if (startsWith(bytes, 0xfe, 0xff)) {
      return utf16(bytes, StandardCharsets.UTF_16BE);
    }
    if (startsWith(bytes, 0xff, 0xfe)) {
      return utf16(bytes, StandardCharsets.UTF_16LE);
    }
    int skip = startsWith(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0;
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes, skip, bytes.length - skip);
      String text = StandardCharsets.UTF_8.newDecoder().decode(in).toString();
      return new Decoded(text, StandardCharsets.UTF_8, List.of());
    } catch (CharacterCodingException e) {
      String utf8 = new String(bytes, skip, bytes.length - skip, StandardCharsets.UTF_8);
      long broken = utf8.chars().filter(c -> c == 0xfffd).count();
      long sound = utf8.chars().filter(c -> c > 0x7f && c != 0xfffd).count();
      if (sound > broken) {
        return new Decoded(utf8, StandardCharsets.UTF_8, List.of("repaired-encoding"));
      }
      String text = new String(bytes, skip, bytes.length - skip, WINDOWS);
      return new Decoded(text, WINDOWS, List.of("repaired-encoding"));
    }
  }

  private static Decoded utf16(byte[] bytes, Charset charset) {
    String text = new String(bytes, 2, bytes.length - 2, charset);
    boolean whole = bytes.length % 2 == 0;
    return new Decoded(text, charset, whole ? List.of() : List.of("repaired-encoding"));
  }

  private static boolean startsWith(byte[] bytes, int... head) {
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

  /** Whether this is no text at all: one in twenty characters is a control or undecodable one. */
  public boolean isBinary() {
    int odd = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f';
      if (control || c == 0x7f || c == 0xfffd || (c >= 0x80 && c < 0x85)) {
        odd++;
      }
    }
    return odd > 0 && odd * 20L >= text.length();
  }
}
