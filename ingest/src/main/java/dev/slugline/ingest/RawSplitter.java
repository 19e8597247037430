package dev.slugline.ingest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What one raw record is when a file is fed: a line of JSON lines, otherwise the whole file. Holds
 * no more than one record at a time. A failure to read is an {@link UncheckedIOException}.
 */
public final class RawSplitter {
  private RawSplitter() {}

  /** A part of a file. */
  public sealed interface Piece {
    /**
     * The bytes of one raw record.
     *
     * @param line from 1; 0: the whole file
     */
    record Chunk(byte[] bytes, long line) implements Piece {}

    /**
     * What is too long to be a raw record.
     *
     * @param name for a person: the file, with the line where it is one
     * @param line from 1; 0: the whole file
     * @param size in bytes
     */
    record TooLong(String name, long line, long size) implements Piece {}
  }

  /** The pieces of a file; the stream is to be closed. */
  public static Stream<Piece> split(Path file, int rawMaxBytes) throws IOException {
    Path name = file.getFileName();
    InputStream in = Files.newInputStream(file);
    return split(in, name == null ? file.toString() : name.toString(), rawMaxBytes);
  }

  /**
   * The pieces of a stream, read as they are asked for; closing the result closes {@code in}.
   *
   * @param fileName whose ending tells JSON lines
   */
  public static Stream<Piece> split(InputStream in, String fileName, int rawMaxBytes) {
    String lower = fileName.toLowerCase(Locale.ROOT);
    boolean lines = lower.endsWith(".jsonl") || lower.endsWith(".ndjson");
    return split(in, fileName, lines, rawMaxBytes);
  }

  /** The same for a stream of which it is known whether it is JSON lines. */
  public static Stream<Piece> split(
      InputStream in, String fileName, boolean lines, int rawMaxBytes) {
    Pieces pieces = new Pieces(new BufferedInputStream(in, 1 << 16), fileName, rawMaxBytes, lines);
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pieces, traits), false)
        .onClose(pieces::close);
  }

  private static final class Pieces implements Iterator<Piece> {
    private final BufferedInputStream in;
    private final String name;
    private final int limit;
    private final boolean lines;
    private long line;
    private boolean ended;
    private @Nullable Piece next;

    Pieces(BufferedInputStream in, String name, int limit, boolean lines) {
      this.in = in;
      this.name = name;
      this.limit = limit;
      this.lines = lines;
    }

    @Override
    public boolean hasNext() {
      try {
        while (next == null && !ended) {
          next = read();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(name, e);
      }
      return next != null;
    }

    @Override
    public Piece next() {
      Piece piece = hasNext() ? next : null;
      if (piece == null) {
        throw new NoSuchElementException();
      }
      next = null;
      return piece;
    }

    /** The next piece; null for a blank line. */
    private @Nullable Piece read() throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      long size = 0;
      boolean blank = true;
      line++;
      int b = in.read();
      while (b >= 0 && !(lines && b == '\n')) {
        if (size < limit) {
          out.write(b);
        }
        size++;
        blank &= b <= ' ';
        b = in.read();
      }
      ended = b < 0;
      if (lines && blank) {
        return null;
      }
      long at = lines ? line : 0;
      if (size > limit) {
        return new Piece.TooLong(lines ? name + ", line " + line : name, at, size);
      }
      byte[] bytes = out.toByteArray();
      boolean carriage = lines && bytes[bytes.length - 1] == '\r';
      return new Piece.Chunk(carriage ? Arrays.copyOf(bytes, bytes.length - 1) : bytes, at);
    }

    void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(name, e);
      }
    }
  }
}
