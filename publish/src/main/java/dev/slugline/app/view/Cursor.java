package dev.slugline.app.view;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A place in a list, newest first: after the article of this arrival and id. What arrives later
 * stands before it, so that going on from it neither leaves out nor repeats anything.
 *
 * @param arrived epoch milliseconds
 */
public record Cursor(long arrived, String id) {
  private static final byte FORMAT = 1;

  /** As it stands in a URL. */
  public String text() {
    byte[] name = id.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(1 + Long.BYTES + name.length);
    bytes.put(FORMAT).putLong(arrived).put(name);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException where the text is none
   */
  public static Cursor of(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
    if (bytes.remaining() <= 1 + Long.BYTES || bytes.get() != FORMAT) {
      throw new IllegalArgumentException("no cursor");
    }
    return new Cursor(bytes.getLong(), StandardCharsets.UTF_8.decode(bytes).toString());
  }
}
