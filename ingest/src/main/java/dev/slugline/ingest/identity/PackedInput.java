package dev.slugline.ingest.identity;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what {@link PackedOutput} wrote. */
final class PackedInput {
  private final DataInputStream in;

  PackedInput(DataInputStream in) {
    this.in = in;
  }

  /** Reads a value that is there. */
  interface Reader<T> {
    T read() throws IOException;
  }

  <T> @Nullable T nullable(Reader<T> reader) throws IOException {
    return in.readBoolean() ? reader.read() : null;
  }

  long whole() throws IOException {
    long read = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = in.readByte();
      read |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return (read >>> 1) ^ -(read & 1);
      }
    }
    throw new IOException("a number of more than ten bytes");
  }

  long fixed() throws IOException {
    return in.readLong();
  }

  Instant instant() throws IOException {
    return Instant.ofEpochSecond(whole(), whole());
  }

  String text() throws IOException {
    long length = whole();
    if (length < 0 || length > in.available()) {
      throw new EOFException("a text of " + length + " bytes");
    }
    return new String(in.readNBytes((int) length), StandardCharsets.UTF_8);
  }

  byte[] counts(int size) throws IOException {
    byte[] counts = new byte[size];
    for (int i = 0; i < size; i += 2) {
      int two = in.readUnsignedByte();
      counts[i] = (byte) (two >> 4);
      counts[i + 1] = (byte) (two & 15);
    }
    for (int i = 0; i < size; i++) {
      if (counts[i] == 15) {
        counts[i] = (byte) (15 + in.readUnsignedByte());
      }
    }
    return counts;
  }
}
