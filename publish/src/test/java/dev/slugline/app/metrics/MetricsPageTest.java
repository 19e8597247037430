package dev.slugline.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/metrics.md} has every metric as the table has it. */
class MetricsPageTest {
  private static final Path PAGE = Path.of("../docs/metrics.md");
  private static final Path WANTED = Path.of("target/metrics.md");
  private static final String TABLE =
      "| metric | type | labels | what it is |\n|---|---|---|---|\n";

  @Test
  void shouldBeCurrent() throws Exception {
    String rows =
        Arrays.stream(Metric.values())
            .map(Metric::rows)
            .collect(Collectors.joining("\n", "", "\n"));
    String page = Files.readString(PAGE);
    String wanted = page.substring(0, page.indexOf(TABLE)) + TABLE + rows;
    Files.createDirectories(WANTED.getParent());
    Files.writeString(WANTED, wanted);

    assertThat(page).as("copy publish/%s over it", WANTED).isEqualTo(wanted);
  }
}
