package dev.slugline.ingest;

import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.json.JsonLines;
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
 * What one raw record is when something is fed: a line of JSON lines, otherwise the whole of it.
 * Holds no more than one record at a time. A failure to read is an {@link UncheckedIOException}.
 */
public final class RawSplitter {
  /** Standard input, as commands and their outputs name it. */
  public static final String STDIN = "-";

  private RawSplitter() {}

  /** A part of an input. */
  public sealed interface Piece {
    /** The path as given; within an archive {@code archive.zip!entry.xml}. */
    String input();

    /** From 1; 0: the whole of the input. */
    long line();

    /**
     * The bytes of one raw record.
     *
     * @param contentType what the input itself says of the bytes; null: nothing
     * @param url where the input itself says that they come from; null: nowhere
     */
    record Chunk(
        String input, long line, byte[] bytes, @Nullable String contentType, @Nullable String url)
        implements Piece {}

    /**
     * What cannot be a raw record.
     *
     * @param code {@code over-limit} or {@code malformed}
     * @param reason for a person
     */
    record Refused(String input, long line, String code, String reason) implements Piece {}

    /** How a person is told of its place. */
    default String place() {
      return line() == 0 ? input() : input() + ", line " + line();
    }
  }

  /**
   * The pieces of a file; the stream is to be closed.
   *
   * @param input what to call it
   */
  public static Stream<Piece> split(Path file, String input, Limits limits) throws IOException {
    return split(Files.newInputStream(file), input, limits);
  }

  /**
   * The pieces of a stream, read as they are asked for; closing the result closes {@code in}.
   *
   * @param input what to call it; its ending tells JSON lines, for {@link #STDIN} the first line
   */
  public static Stream<Piece> split(InputStream in, String input, Limits limits)
      throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    String lower = input.toLowerCase(Locale.ROOT);
    boolean lines =
        input.equals(STDIN)
            ? JsonLines.isNext(buffered)
            : lower.endsWith(".jsonl") || lower.endsWith(".ndjson");
    Pieces pieces = new Pieces(buffered, input, limits.rawMaxBytes(), lines);
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
        String reason = size + " bytes, more than raw.max.bytes=" + limit;
        return new Piece.Refused(name, at, "over-limit", reason);
      }
      byte[] bytes = out.toByteArray();
      boolean carriage = lines && bytes[bytes.length - 1] == '\r';
      byte[] own = carriage ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
      // a line of JSON lines is JSON, sound or not
      return new Piece.Chunk(name, at, own, lines ? "application/json" : null, null);
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
