package dev.slugline.ingest.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What one or more gzip members hold. Unlike other readers it gives all that stands before the
 * place where a stream breaks off, and does not take a damaged member for the end; only zeros may
 * follow the last one.
 */
final class Gunzip extends InputStream {
  private static final int BUFFER = 1 << 13;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private boolean within;
  private boolean first = true;

  Gunzip(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    while (true) {
      if (!within && !header()) {
        return -1;
      }
      int n = inflate(into, from, length);
      if (n > 0 || length == 0) {
        return n;
      }
    }
  }

  private int inflate(byte[] into, int from, int length) throws IOException {
    if (inflater.needsInput() && !inflater.finished()) {
      if (at == end && !fill()) {
        throw new EOFException();
      }
      inflater.setInput(buffer, at, end - at);
    }
    int n;
    try {
      n = inflater.inflate(into, from, length);
    } catch (DataFormatException e) {
      throw new IOException(e.getMessage(), e);
    }
    at = end - inflater.getRemaining();
    crc.update(into, from, n);
    if (n == 0 && inflater.finished()) {
      trailer();
    } else if (inflater.needsDictionary()) {
      throw new IOException("it needs a dictionary");
    }
    return n;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer));
    return end > 0;
  }

  private int next() throws IOException {
    if (at == end && !fill()) {
      throw new EOFException();
    }
    return buffer[at++] & 0xff;
  }

  private int half() throws IOException {
    int low = next();
    return low | next() << 8;
  }

  /** Reads up to where a member begins; false: there is none any more. */
  private boolean header() throws IOException {
    int magic = 0;
    while (magic == 0) {
      if (at == end && !fill()) {
        return false;
      }
      magic = next();
      if (first && magic == 0) {
        break;
      }
    }
    if (magic != 0x1f || next() != 0x8b || next() != 8) {
      throw new IOException("what follows a member is not gzip");
    }
    first = false;
    int flags = next();
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(half());
    }
    skipText((flags & NAME) != 0);
    skipText((flags & COMMENT) != 0);
    skip((flags & HEADER_CRC) != 0 ? 2 : 0);
    inflater.reset();
    crc.reset();
    within = true;
    return true;
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      next();
    }
  }

  private void skipText(boolean there) throws IOException {
    int c = there ? next() : 0;
    while (c != 0) {
      c = next();
    }
  }

  private void trailer() throws IOException {
    long wantedCrc = half() | (long) half() << 16;
    long wantedSize = half() | (long) half() << 16;
    if (wantedCrc != crc.getValue() || wantedSize != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new IOException("its checksum is wrong");
    }
    within = false;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
