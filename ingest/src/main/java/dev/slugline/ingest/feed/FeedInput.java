package dev.slugline.ingest.feed;

import dev.slugline.ingest.RawSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;

/**
 * Finds out what an input is, as a person names it: a file, a folder, which is read recursively in
 * the order of names, a pattern of files, a pipe, standard input or a URL.
 */
final class FeedInput {
  private static final int FILE_TYPE = 0170000;
  private static final int NAMED_PIPE = 0010000;

  /** Takes what an input comes to. */
  interface Visitor extends FolderWalk.Visitor {
    /** What can be read once, and has no size. */
    void pipe(String input, Path pipe) throws InterruptedException;

    void stdin() throws InterruptedException;

    void url(String url) throws InterruptedException;
  }

  private final Visitor visitor;

  FeedInput(Visitor visitor) {
    this.visitor = visitor;
  }

  /** Whether an input is to be fetched. */
  static boolean isUrl(String input) {
    String lower = input.toLowerCase(Locale.ROOT);
    return lower.startsWith("http://") || lower.startsWith("https://");
  }

  void visit(String input) throws InterruptedException {
    if (isUrl(input)) {
      visitor.url(input);
    } else if (input.equals(RawSplitter.STDIN)) {
      visitor.stdin();
    } else {
      try {
        path(input, Path.of(input));
      } catch (NoSuchFileException e) {
        absent(input);
      } catch (IOException e) {
        visitor.refuse(input, FolderWalk.told(e));
      } catch (InvalidPathException e) {
        visitor.refuse(input, "no such file");
      }
    }
  }

  private void path(String input, Path path) throws IOException, InterruptedException {
    BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
    if (file.isDirectory()) {
      new FolderWalk(visitor).walk(path);
    } else if (file.isRegularFile()) {
      visitor.file(input, path);
    } else if (isPipe(path)) {
      visitor.pipe(input, path);
    } else {
      visitor.refuse(input, "not a file: a socket or a device");
    }
  }

  private void absent(String input) throws InterruptedException {
    if (Files.isSymbolicLink(Path.of(input))) {
      visitor.refuse(input, "a link that leads nowhere");
    } else if (Glob.is(input)) {
      Glob.expand(input, visitor, this::fitting);
    } else {
      visitor.refuse(input, "no such file");
    }
  }

  private void fitting(Path path) throws InterruptedException {
    String input = path.toString().isEmpty() ? "." : path.toString();
    try {
      path(input, Path.of("").equals(path) ? Path.of(".") : path);
    } catch (IOException e) {
      visitor.refuse(input, FolderWalk.told(e));
    }
  }

  private static boolean isPipe(Path path) throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return false;
    }
    int mode = (Integer) Files.getAttribute(path, "unix:mode");
    return (mode & FILE_TYPE) == NAMED_PIPE;
  }
}
