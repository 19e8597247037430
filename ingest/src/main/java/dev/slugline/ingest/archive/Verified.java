package dev.slugline.ingest.archive;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** Compares what was read with what its archive says of it, at its end. */
final class Verified extends FilterInputStream {
  private final long size;
  private final long crc;
  private final CRC32 actual = new CRC32();
  private long count;

  Verified(InputStream in, long size, long crc) {
    super(in);
    this.size = size;
    this.crc = crc;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int n = super.read(into, from, length);
    if (n > 0) {
      actual.update(into, from, n);
      count += n;
    } else if (n < 0) {
      verify();
    }
    return n;
  }

  private void verify() throws IOException {
    if (count < size) {
      throw new EOFException();
    }
    if (count > size || actual.getValue() != crc) {
      throw new IOException("its content has another checksum or size than the archive says");
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
