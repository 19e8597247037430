package dev.slugline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import dev.slugline.ingest.stream.StreamSettings;
import dev.slugline.ingest.stream.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is loaded once is not taken from the time of the first record. */
class FirstRecordsTest {
  private static final String SENTENCE = "He would not wait for another winter to see it come off.";
  private static final String JSON =
      "{\"id\":\"2\",\"source\":\"Quay\",\"title\":\"A winter\",\"body\":\"%s\"}";
  private static final String PAGE =
      "<!DOCTYPE html><html><head><title>A winter</title></head><body><h1>A winter</h1>"
          + "<p>%1$s %1$s</p><p>%1$s %1$s</p></body></html>";

  /** Only a new process has loaded nothing yet. */
  @Test
  void shouldBeReadBeforeTheStreamStarts(@TempDir Path folder) throws Exception {
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FirstRecordsTest.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Makes what a topology makes, then reads. */
  public static void main(String[] arguments) {
    Spent making = Spent.from();
    var unused =
        new ParseProcessor(
            StreamSettings.of(new Topics("news"), 1, Limits.DEFAULT, Duration.ofDays(1)));
    Duration made = making.soFar();

    Spent reading = Spent.from();
    List<ParsedItem> items = new ArrayList<>();
    for (String each : List.of(JSON, PAGE)) {
      byte[] bytes = each.formatted(SENTENCE).getBytes(StandardCharsets.UTF_8);
      items.addAll(new RawParser(Limits.DEFAULT).parse(RawRecord.of(bytes, Instant.EPOCH)));
    }
    Duration read = reading.soFar();

    assertThat(items).hasSize(2).allMatch(ParsedItem.Ready.class::isInstance);
    assertThat(read.multipliedBy(2)).isLessThan(made);
  }
}
