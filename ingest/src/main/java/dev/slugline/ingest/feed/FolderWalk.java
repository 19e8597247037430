package dev.slugline.ingest.feed;

import dev.slugline.ingest.fetch.FetchException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * Finds the files below a folder in the order of names, while they are asked for: of each folder on
 * the way it holds the names and no more. What is hidden, and links to folders, are passed over, so
 * no link leads in a circle.
 */
final class FolderWalk {
  /** Takes what is found, in order. */
  interface Visitor {
    /** Before what lies in it. */
    default void folder(Path folder) {}

    void file(String input, Path file) throws InterruptedException;

    void refuse(String input, String reason);

    /** Whether there is no use in going on. */
    boolean stopped();
  }

  private final Visitor visitor;

  FolderWalk(Visitor visitor) {
    this.visitor = visitor;
  }

  void walk(Path root) throws InterruptedException {
    Deque<Iterator<Path>> open = new ArrayDeque<>();
    enter(root, open);
    while (!open.isEmpty() && !visitor.stopped()) {
      Iterator<Path> children = Objects.requireNonNull(open.peek());
      if (children.hasNext()) {
        child(children.next(), open);
      } else {
        open.pop();
      }
    }
  }

  private void child(Path child, Deque<Iterator<Path>> open) throws InterruptedException {
    try {
      BasicFileAttributes own =
          Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (own.isDirectory()) {
        enter(child, open);
      } else if (own.isRegularFile()) {
        visitor.file(child.toString(), child);
      } else if (own.isSymbolicLink()) {
        link(child);
      } else {
        visitor.refuse(child.toString(), "not a file: a pipe, a socket or a device");
      }
    } catch (IOException e) {
      visitor.refuse(child.toString(), told(e));
    }
  }

  private void link(Path link) throws IOException, InterruptedException {
    BasicFileAttributes target;
    try {
      target = Files.readAttributes(link, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      visitor.refuse(link.toString(), "a link that leads nowhere");
      return;
    }
    if (target.isRegularFile()) {
      visitor.file(link.toString(), link);
    } else if (target.isOther()) {
      visitor.refuse(link.toString(), "a link to a pipe, a socket or a device");
    }
  }

  private void enter(Path folder, Deque<Iterator<Path>> open) {
    visitor.folder(folder);
    try {
      open.push(children(folder).iterator());
    } catch (IOException e) {
      visitor.refuse(folder.toString(), told(e));
    }
  }

  /** What lies in a folder by name, without what is hidden. */
  static List<Path> children(Path folder) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path child : all) {
        if (!isHidden(child)) {
          children.add(child);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(children);
    return children;
  }

  static boolean isHidden(Path path) {
    return String.valueOf(path.getFileName()).startsWith(".");
  }

  /** A reason that names no Java class. */
  static String told(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "no right to read it";
    }
    if (e instanceof NotDirectoryException) {
      return "not a folder";
    }
    if (e instanceof FetchException fetch) {
      return fetch.reason();
    }
    String reason = e instanceof FileSystemException file ? file.getReason() : null;
    return "cannot be read: " + (reason == null ? e.getMessage() : reason);
  }
}
