package dev.slugline.ingest.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** Real pages that lie beside the project on machines of those who work on it. */
public final class SharedPages {
  private static final Path FOLDER = Path.of("../../shared/data/web-pages/html");

  private SharedPages() {}

  /** The pages in order; skips the test where there are none. */
  public static List<Path> all() {
    Assumptions.assumeTrue(Files.isDirectory(FOLDER), "no shared pages beside the project");
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(it -> it.toString().endsWith(".html.gz")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(Path page) {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(page))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
