package dev.slugline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void shouldSayALineNowAndThenWhereThereIsNoTerminal() {
    assertThat(said(Duration.ZERO))
        .isEqualTo(
            """
            slugline: retagging: 1,000 of up to 20,000 records
            slugline: retagging: 2,000 of up to 20,000 records
            """);
    assertThat(said(Duration.ofMinutes(1))).isEmpty();
  }

  private static String said(Duration every) {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try (Progress progress = Progress.ofRecords("retagging", 20_000, false, every)) {
      progress.at(1_000);
      progress.at(2_000);
    } finally {
      System.setErr(before);
    }
    return said.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
