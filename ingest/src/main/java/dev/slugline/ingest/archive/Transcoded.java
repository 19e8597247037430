package dev.slugline.ingest.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Text of another charset as UTF-8. */
final class Transcoded extends InputStream {
  private final Reader reader;
  private final char[] chars = new char[8_192];
  private int kept;
  private byte[] bytes = {};
  private int at;

  Transcoded(InputStream in, Charset charset) {
    this.reader = new InputStreamReader(in, charset);
  }

  @Override
  public int read() throws IOException {
    return fill() ? bytes[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (!fill()) {
      return -1;
    }
    int n = Math.min(length, bytes.length - at);
    System.arraycopy(bytes, at, into, from, n);
    at += n;
    return n;
  }

  private boolean fill() throws IOException {
    while (at == bytes.length) {
      int n = reader.read(chars, kept, chars.length - kept);
      if (n < 0 && kept == 0) {
        return false;
      }
      int length = kept + Math.max(0, n);
      // the other half of a pair is still to come
      boolean half = n >= 0 && Character.isHighSurrogate(chars[length - 1]);
      int whole = half ? length - 1 : length;
      bytes = new String(chars, 0, whole).getBytes(StandardCharsets.UTF_8);
      at = 0;
      kept = length - whole;
      chars[0] = half ? chars[length - 1] : chars[0];
    }
    return true;
  }
}
