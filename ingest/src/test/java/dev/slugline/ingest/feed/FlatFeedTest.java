package dev.slugline.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** However much is fed, it needs no more memory. */
@Timeout(180)
class FlatFeedTest {
  @Test
  void shouldFeedAGigabyteAndRefuseALineOfFiftyMegabytesInASmallHeap(@TempDir Path dir)
      throws Exception {
    List<String> said = feed(dir, "64m", "1050", "-");

    assertThat(said)
        .containsExactly(
            "-, line 2: 49999999 bytes, more than raw.max.bytes=8388608", "acknowledged 1000000");
  }

  @Test
  void shouldFeedVeryManySmallFilesInASmallHeap(@TempDir Path dir) throws Exception {
    Path news = Files.createDirectory(dir.resolve("news"));
    for (int i = 0; i < 20_000; i++) {
      Files.writeString(news.resolve("an article of a rather long name " + i), "x");
    }

    assertThat(feed(dir, "24m", "0", news.toString())).containsExactly("acknowledged 20000");
  }

  private static List<String> feed(Path dir, String heap, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FlatFeed.class.getName()));
    command.addAll(List.of(arguments));
    Path out = dir.resolve("out");
    Path log = dir.resolve("log");
    int code =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(log.toFile())
            .start()
            .waitFor();
    assertThat(code).as(Files.readString(log)).isZero();
    return Files.readAllLines(out);
  }
}
