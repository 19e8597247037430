package dev.slugline.ingest.identity;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes values in few bytes; {@link PackedInput} reads them back. */
final class PackedOutput {
  private final DataOutputStream out;

  PackedOutput(DataOutputStream out) {
    this.out = out;
  }

  /** Writes a value that is there. */
  interface Writer<T> {
    void write(T value) throws IOException;
  }

  <T> void nullable(@Nullable T value, Writer<T> writer) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      writer.write(value);
    }
  }

  /** A number of any sign: the nearer to 0, the fewer bytes. */
  void whole(long value) throws IOException {
    long left = (value << 1) ^ (value >> 63);
    while ((left & ~0x7FL) != 0) {
      out.writeByte((int) ((left & 0x7F) | 0x80));
      left >>>= 7;
    }
    out.writeByte((int) left);
  }

  /** Eight bytes, for a hash. */
  void fixed(long value) throws IOException {
    out.writeLong(value);
  }

  void instant(Instant value) throws IOException {
    whole(value.getEpochSecond());
    whole(value.getNano());
  }

  void text(String value) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    whole(bytes.length);
    out.write(bytes);
  }

  /** Small counts, two a byte; the rest of those over 14 comes behind them all. */
  void counts(byte[] counts) throws IOException {
    for (int i = 0; i < counts.length; i += 2) {
      out.writeByte(Math.min(counts[i] & 0xFF, 15) << 4 | Math.min(counts[i + 1] & 0xFF, 15));
    }
    for (byte count : counts) {
      if ((count & 0xFF) >= 15) {
        out.writeByte((count & 0xFF) - 15);
      }
    }
  }
}
