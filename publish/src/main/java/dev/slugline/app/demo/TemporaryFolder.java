package dev.slugline.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of this run alone, gone when it is closed. Lies where Java puts temporary files. */
final class TemporaryFolder implements AutoCloseable {
  private static final int TRIES = 3;

  private final Path path;

  TemporaryFolder(String name) throws IOException {
    this.path = Files.createTempDirectory(name + "-");
  }

  Path path() {
    return path;
  }

  /** Deletes all; what somebody else still writes into is tried again, and then left. */
  @Override
  public void close() {
    for (int i = 0; i < TRIES && Files.exists(path); i++) {
      try (Stream<Path> walk = Files.walk(path)) {
        List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
        for (Path file : deepestFirst) {
          Files.deleteIfExists(file);
        }
      } catch (IOException | UncheckedIOException e) {
        // a file came or went while we looked
      }
    }
  }
}
