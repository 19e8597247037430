package dev.slugline.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** A raw record of which one item cannot be cut out: JSON lines in a gzip that is cut short. */
final class CutGzip {
  /** What stands behind the sound line; too random to be packed, and cut within. */
  private static final int LOST = 4_000;

  private CutGzip() {}

  /** One line that can be read, and then the cut. */
  static byte[] of(String line) {
    StringBuilder lost = new StringBuilder("{\"id\":\"");
    for (int i = 0; i < LOST; i++) {
      lost.append((char) ('!' + (i * 7_919L ^ i >> 3) % 90));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      zip.flush();
      zip.write(lost.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Arrays.copyOf(out.toByteArray(), out.size() - 20);
  }
}
