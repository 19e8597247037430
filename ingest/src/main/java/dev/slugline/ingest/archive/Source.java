package dev.slugline.ingest.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Where bytes come from.
 *
 * @param size in bytes; -1: not known
 * @param channel opens the same bytes for reading anywhere; null: they come once and in order
 * @param live whether someone may be typing them
 */
public record Source(
    String name, InputStream in, long size, @Nullable Opener channel, boolean live) {
  /** Opens the bytes once more. */
  interface Opener {
    SeekableByteChannel open() throws IOException;
  }

  /** The source itself cannot be read: nothing is wrong with what it holds. */
  public static final class Failure extends IOException {
    private static final long serialVersionUID = 1L;

    private final IOException reason;

    Failure(IOException reason) {
      super(reason);
      this.reason = reason;
    }

    public IOException reason() {
      return reason;
    }
  }

  public static Source of(Path file, String name) throws IOException {
    long size = Files.isRegularFile(file) ? Files.size(file) : -1;
    Opener channel = size < 0 ? null : () -> FileChannel.open(file);
    return new Source(name, Files.newInputStream(file), size, channel, false);
  }

  public static Source of(byte[] bytes, String name) {
    return new Source(
        name,
        new ByteArrayInputStream(bytes),
        bytes.length,
        () -> new SeekableInMemoryByteChannel(bytes),
        false);
  }

  /**
   * Bytes that come once and in order.
   *
   * @param live whether someone may be typing: then no more is waited for than is needed
   */
  public static Source of(InputStream in, String name, boolean live) {
    return new Source(name, in, -1, null, live);
  }

  /** The bytes in order; a failure to read them is a {@link Failure}. */
  InputStream stream(Budget budget) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int from, int length) throws IOException {
        try {
          int n = in.read(into, from, length);
          budget.read(Math.max(0, n));
          return n;
        } catch (IOException e) {
          throw new Failure(e);
        }
      }

      @Override
      public int available() throws IOException {
        return in.available();
      }
    };
  }
}
