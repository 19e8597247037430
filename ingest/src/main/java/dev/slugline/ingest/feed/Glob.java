package dev.slugline.ingest.feed;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.regex.PatternSyntaxException;

/**
 * A path with wildcards that no shell has expanded: {@code *}, {@code ?}, {@code [abc]} and {@code
 * {a,b}} within a name, {@code **} for any number of folders, none too. No wildcard finds what is
 * hidden.
 */
final class Glob {
  /** Takes what fits: a file or a folder. */
  interface Found {
    void path(Path path) throws InterruptedException;
  }

  /** A path that fits up to a part of the pattern. */
  private record Step(Path path, int part) {}

  private final FolderWalk.Visitor visitor;
  private final Found found;
  private final List<String> parts = new ArrayList<>();
  private boolean any;

  private Glob(FolderWalk.Visitor visitor, Found found) {
    this.visitor = visitor;
    this.found = found;
  }

  static boolean is(String input) {
    return input.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  /** Finds all that fits, in the order of names; refuses the pattern if that is nothing. */
  static void expand(String pattern, FolderWalk.Visitor visitor, Found found)
      throws InterruptedException {
    Glob glob = new Glob(visitor, found);
    for (Path name : Path.of(pattern)) {
      String part = name.toString();
      boolean again =
          part.equals("**")
              && !glob.parts.isEmpty()
              && glob.parts.get(glob.parts.size() - 1).equals("**");
      if (!again) {
        glob.parts.add(part);
      }
    }
    try {
      glob.expand(Path.of(pattern.startsWith("/") ? "/" : ""));
      if (!glob.any && !visitor.stopped()) {
        visitor.refuse(pattern, "no file fits this pattern");
      }
    } catch (PatternSyntaxException e) {
      visitor.refuse(pattern, "not a pattern that can be read: " + e.getDescription());
    }
  }

  private void expand(Path root) throws InterruptedException {
    Deque<Iterator<Step>> open = new ArrayDeque<>();
    open.push(List.of(new Step(root, 0)).iterator());
    while (!open.isEmpty() && !visitor.stopped()) {
      Iterator<Step> steps = Objects.requireNonNull(open.peek());
      if (!steps.hasNext()) {
        open.pop();
        continue;
      }
      Step step = steps.next();
      if (step.part() == parts.size()) {
        any = true;
        found.path(step.path());
      } else {
        open.push(next(step).iterator());
      }
    }
  }

  private List<Step> next(Step step) {
    String part = parts.get(step.part());
    int after = step.part() + 1;
    if (!is(part)) {
      Path path = step.path().resolve(part);
      return Files.exists(path) ? List.of(new Step(path, after)) : List.of();
    }
    if (!Files.isDirectory(step.path())) {
      return List.of();
    }
    try {
      return part.equals("**") ? deeper(step) : matching(step, part);
    } catch (IOException e) {
      visitor.refuse(step.path().toString(), FolderWalk.told(e));
      return List.of();
    }
  }

  /** The folder itself, then those in it. */
  private List<Step> deeper(Step step) throws IOException {
    int after = step.part() + 1;
    List<Step> steps = new ArrayList<>(List.of(new Step(step.path(), after)));
    if (after < parts.size()) { // else the whole folder is taken
      for (Path child : FolderWalk.children(step.path())) {
        if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
          steps.add(new Step(child, step.part()));
        }
      }
    }
    return steps;
  }

  private List<Step> matching(Step step, String part) throws IOException {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + part);
    List<Step> steps = new ArrayList<>();
    for (Path child : FolderWalk.children(step.path())) {
      if (matcher.matches(child.getFileName())) {
        steps.add(new Step(child, step.part() + 1));
      }
    }
    return steps;
  }
}
