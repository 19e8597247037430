package dev.slugline.ingest.feed;

import dev.slugline.ingest.RawSplitter;
import dev.slugline.ingest.RawSplitter.Piece;
import dev.slugline.ingest.format.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Walks through inputs as a person names them: files, folders and standard input. A folder is read
 * recursively in the order of names; what is hidden in it, and links to folders, are passed over.
 */
final class FeedInput {
  /** Takes what is found, in order. */
  interface Visitor {
    /** The pieces are closed by the caller. */
    void pieces(String input, Stream<Piece> pieces) throws InterruptedException;

    void refuse(String input, String reason);

    /** Whether there is no use in going on. */
    boolean stopped();
  }

  private final Limits limits;
  private final InputStream stdin;
  private final Visitor visitor;

  FeedInput(Limits limits, InputStream stdin, Visitor visitor) {
    this.limits = limits;
    this.stdin = stdin;
    this.visitor = visitor;
  }

  void visit(String input) throws InterruptedException {
    String lower = input.toLowerCase(Locale.ROOT);
    if (lower.startsWith("http://") || lower.startsWith("https://")) {
      visitor.refuse(
          input, "a URL, and feed does not fetch: download it first, or pipe it into 'feed -'");
      return;
    }
    if (input.equals(RawSplitter.STDIN)) {
      try {
        visit(input, RawSplitter.split(stdin, input, limits));
      } catch (IOException e) {
        visitor.refuse(input, told(e));
      }
      return;
    }
    try {
      path(input, Path.of(input), true);
    } catch (InvalidPathException e) {
      visitor.refuse(input, "no such file");
    }
  }

  private void path(String input, Path path, boolean named) throws InterruptedException {
    if (visitor.stopped()) {
      return;
    }
    try {
      if (named ? Files.isDirectory(path) : Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        folder(path);
      } else if (named || Files.isRegularFile(path)) {
        visit(input, RawSplitter.split(path, input, limits));
      } else if (Files.notExists(path)) {
        visitor.refuse(input, "a link that leads nowhere");
      }
    } catch (IOException e) {
      visitor.refuse(input, told(e));
    }
  }

  private void folder(Path folder) throws IOException, InterruptedException {
    List<Path> children;
    try (Stream<Path> all = Files.list(folder)) {
      children = all.sorted().toList();
    }
    for (Path child : children) {
      if (!String.valueOf(child.getFileName()).startsWith(".")) {
        path(child.toString(), child, false);
      }
    }
  }

  private void visit(String input, Stream<Piece> found) throws InterruptedException {
    try (Stream<Piece> pieces = found) {
      visitor.pieces(input, pieces);
    } catch (UncheckedIOException e) {
      visitor.refuse(input, told(Objects.requireNonNull(e.getCause())));
    }
  }

  /** A reason that names no Java class. */
  private static String told(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "no right to read it";
    }
    return "cannot be read: " + e.getMessage();
  }
}
