package dev.slugline.ingest.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * The bytes of a WARC archive. The reader takes what lies behind a last record that lacks its two
 * empty lines for a record: there, the end is told by an exception, which it cannot overlook.
 */
final class WarcEnd implements ReadableByteChannel {
  private final InputStream in;
  private boolean expected;
  private boolean reached;

  /** The archive ended where it may end. */
  static final class Reached extends IOException {
    private static final long serialVersionUID = 1L;
  }

  WarcEnd(InputStream in) {
    this.in = in;
  }

  /** From here on the archive may end. */
  void expect() {
    expected = true;
  }

  /** From here on it may not. */
  void dread() {
    expected = false;
  }

  boolean isExpected() {
    return expected;
  }

  boolean isReached() {
    return reached;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    byte[] bytes = new byte[into.remaining()];
    int n = in.read(bytes, 0, bytes.length);
    if (n > 0) {
      into.put(bytes, 0, n);
    } else if (n < 0) {
      reached = true;
      if (expected) {
        throw new Reached();
      }
    }
    return n;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {
    // what is beneath is closed by whoever opened it
  }
}
