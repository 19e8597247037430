package dev.slugline.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.ingest.RawParser;
import dev.slugline.ingest.RawSplitter;
import dev.slugline.ingest.RawSplitter.Piece;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.clean.DateRules;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import dev.slugline.ingest.page.PageExplanation;
import dev.slugline.ingest.stream.Embargo;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Files to articles without Kafka: what is refused or skipped is named on standard error. */
final class OfflineArticles {
  private final Limits limits;
  private final RawParser parser;
  private final Embargo embargo;
  private boolean sound = true;
  private boolean read = true;

  /**
   * @param embargo {@link Embargo#refuse}: what is embargoed is named as skipped
   */
  OfflineArticles(Limits limits, DateRules dates, Embargo embargo) {
    this.limits = limits;
    this.embargo = embargo;
    this.parser = new RawParser(limits, dates);
  }

  /** Reads as the settings say; the text of what is embargoed is not shown. */
  static OfflineArticles of(SluglineConfig config) {
    return of(config, Embargo.hold);
  }

  /** Reads as the settings say. */
  static OfflineArticles of(SluglineConfig config, Embargo embargo) {
    return new OfflineArticles(config.limits(), config.dates(), embargo);
  }

  /** Takes an article; false: no more of them are wanted. */
  interface Sink {
    boolean take(String input, Article article);
  }

  /** Whether an embargo keeps the text back. */
  static boolean isHeld(Article article, Embargo embargo) {
    Instant until = article.embargoedUntil();
    return until != null && until.isAfter(Instant.now()) && embargo != Embargo.mark;
  }

  /** The line of an article: what is shown of it, behind the name of its input. */
  static ObjectNode line(String input, Article article, Object shown, Embargo embargo) {
    ObjectNode line = ArticleJson.mapper().createObjectNode().put("input", input);
    if (isHeld(article, embargo)) {
      return line.put("id", article.id())
          .put("embargoedUntil", String.valueOf(article.embargoedUntil()));
    }
    return line.setAll((ObjectNode) ArticleJson.mapper().valueToTree(shown));
  }

  /** Reads all inputs in order; false: something was refused. */
  boolean read(List<String> inputs, Sink sink) {
    return pieces(inputs, chunk -> items(chunk, sink));
  }

  private boolean pieces(List<String> inputs, Consumer<Piece.Chunk> reader) {
    for (String input : inputs.isEmpty() ? List.of(RawSplitter.STDIN) : inputs) {
      try (Stream<Piece> pieces = pieces(input)) {
        Iterator<Piece> each = pieces.iterator();
        while (read && each.hasNext()) {
          take(each.next(), reader);
        }
      } catch (IOException | java.io.UncheckedIOException e) {
        refuse(input, "cannot be read: " + told(e));
      }
    }
    return sound;
  }

  /** Takes how a page of an input was read; false: no more of them are wanted. */
  interface PageSink {
    boolean take(String input, PageExplanation page);
  }

  /** Explains how the pages of all inputs are read, in order; false: something was refused. */
  boolean explain(List<String> inputs, PageSink sink) {
    return pieces(
        inputs,
        chunk -> {
          for (PageExplanation page : parser.explain(raw(chunk))) {
            read = read && sink.take(chunk.input(), page);
          }
        });
  }

  private Stream<Piece> pieces(String input) throws IOException {
    if (input.equals(RawSplitter.STDIN)) {
      return RawSplitter.split(System.in, input, limits);
    }
    Path path = Path.of(input);
    if (!Files.isRegularFile(path)) {
      throw new IOException(Files.exists(path) ? "not a file" : "no such file");
    }
    return RawSplitter.split(path, input, limits);
  }

  private void take(Piece piece, Consumer<Piece.Chunk> reader) {
    if (piece instanceof Piece.Refused refused) {
      refuse(piece.place(), refused.code() + ": " + refused.reason());
      return;
    }
    if (piece instanceof Piece.Skipped skipped) {
      System.err.println(piece.place() + ": skipped: " + skipped.reason());
      return;
    }
    reader.accept((Piece.Chunk) piece);
  }

  private void items(Piece.Chunk piece, Sink sink) {
    for (ParsedItem item : parser.parse(raw(piece))) {
      if (item instanceof ParsedItem.Ready ready
          && embargo == Embargo.refuse
          && isHeld(ready.article(), embargo)) {
        Instant until = ready.article().embargoedUntil();
        System.err.println(piece.place() + ": skipped: embargoed until " + until);
      } else if (item instanceof ParsedItem.Ready ready) {
        read = read && sink.take(piece.input(), ready.article().toBuilder().revision(1).build());
      } else if (item instanceof ParsedItem.Skipped skipped) {
        System.err.println(piece.place() + ": skipped: " + skipped.reason());
      } else if (item instanceof ParsedItem.Broken broken) {
        refuse(piece.place(), broken.code() + ": " + broken.reason());
      }
    }
  }

  private static RawRecord raw(Piece.Chunk chunk) {
    return new RawRecord(
        chunk.url(), chunk.bytes(), chunk.contentType(), false, null, null, null, Instant.now());
  }

  /** A message that names no Java class. */
  private static String told(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    return e instanceof AccessDeniedException
        ? "no right to read it"
        : String.valueOf(e.getMessage());
  }

  private void refuse(String where, String why) {
    sound = false;
    System.err.println(where + ": refused: " + why);
  }
}
