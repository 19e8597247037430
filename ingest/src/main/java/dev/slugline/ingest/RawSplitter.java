package dev.slugline.ingest;

import dev.slugline.ingest.archive.Part;
import dev.slugline.ingest.archive.Source;
import dev.slugline.ingest.archive.Unpacking;
import dev.slugline.ingest.format.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What one raw record is when something is fed: a line of JSON lines, a page of a WARC, an entry of
 * an archive, otherwise the whole of it. Holds no more than one record at a time, whatever it is
 * packed in. A failure to read is an {@link UncheckedIOException}.
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
     * What is sound, but no article: a picture in an archive, a response of a WARC that is no page.
     *
     * @param reason for a person
     */
    record Skipped(String input, long line, String reason) implements Piece {}

    /**
     * What cannot be a raw record.
     *
     * @param code {@code over-limit}, {@code malformed} or {@code time-budget}
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
    return split(Source.of(file, input), limits);
  }

  /**
   * The pieces of a stream, read as they are asked for; closing the result closes {@code in}.
   *
   * @param input what to call it; JSON lines are told by its ending or by the first line, archives
   *     and what is compressed by the bytes
   */
  public static Stream<Piece> split(InputStream in, String input, Limits limits)
      throws IOException {
    return split(Source.of(in, input, input.equals(STDIN)), limits);
  }

  private static Stream<Piece> split(Source source, Limits limits) {
    Pieces pieces = new Pieces(Unpacking.of(source, limits), source.name());
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pieces, traits), false)
        .onClose(pieces::close);
  }

  private static Piece piece(Part part) {
    if (part instanceof Part.Content content) {
      return new Piece.Chunk(
          content.input(), content.line(), content.bytes(), content.contentType(), content.url());
    }
    if (part instanceof Part.Skipped skipped) {
      return new Piece.Skipped(skipped.input(), skipped.line(), skipped.reason());
    }
    Part.Refused refused = (Part.Refused) part;
    return new Piece.Refused(refused.input(), refused.line(), refused.code(), refused.reason());
  }

  private static final class Pieces implements Iterator<Piece> {
    private final Unpacking unpacking;
    private final String name;
    private boolean ended;
    private @Nullable Piece next;

    Pieces(Unpacking unpacking, String name) {
      this.unpacking = unpacking;
      this.name = name;
    }

    @Override
    public boolean hasNext() {
      if (next == null && !ended) {
        try {
          Part part = unpacking.next();
          ended = part == null;
          next = part == null ? null : piece(part);
        } catch (Source.Failure e) {
          throw new UncheckedIOException(name, e.reason());
        } catch (IOException e) {
          throw new UncheckedIOException(name, e);
        }
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

    void close() {
      try {
        unpacking.close();
      } catch (IOException e) {
        throw new UncheckedIOException(name, e);
      }
    }
  }
}
