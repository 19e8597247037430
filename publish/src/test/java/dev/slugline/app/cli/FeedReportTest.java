package dev.slugline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slugline.ingest.feed.FeedTotals;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FeedReportTest {
  @Test
  void shouldSayWhatWasSentAndAcknowledgedAndWhatWasNot() {
    assertThat(
            FeedReport.line(
                "news.raw",
                new FeedTotals(12_345, 12_344, 3, 1, 4, 9_800_000, 2, 0),
                Duration.ofSeconds(4)))
        .isEqualTo(
            "fed 12,340 raw records to news.raw: sent 12,345, acknowledged 12,340, 9.8 MB in 4.0 s"
                + " (3,085/s); 4 were there already; 2 files were fed before; 1 skipped; 3 refused");
    assertThat(
            FeedReport.line(
                "news.raw", new FeedTotals(1, 1, 0, 0, 0, 1, 0, 0), Duration.ofSeconds(1)))
        .isEqualTo("fed 1 raw record to news.raw: sent 1, acknowledged 1, 1 B in 1.0 s (1/s)");
  }

  @Test
  void shouldShowABarOnATerminalAndNothingInAPipe() {
    assertThat(shown(true, OptionalLong.of(10_000)))
        .contains("feeding")
        .contains("50%")
        .contains("/10 kB")
        .contains("kB/s")
        .contains("7 fed")
        .endsWith("\r\033[K");
    assertThat(shown(true, OptionalLong.empty())).contains("7 fed").doesNotContain(" / ");
    assertThat(shown(false, OptionalLong.of(10_000))).isEmpty();
  }

  private static String shown(boolean terminal, OptionalLong total) {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      System.setErr(err);
      try (Progress progress = new Progress("feeding", total, terminal)) {
        AtomicLong bytes = new AtomicLong(5_000);
        await()
            .until(
                () -> {
                  // a line drawn while the count changes may show the share of before, and the
                  // next one is drawn only after a step
                  progress.at(bytes.getAndIncrement(), "7 fed");
                  return !terminal
                      || (text(said).contains("7 fed")
                          && (total.isEmpty() || text(said).contains("50%")));
                });
      }
      return text(said);
    } finally {
      System.setErr(before);
    }
  }

  private static String text(ByteArrayOutputStream said) {
    return said.toString(StandardCharsets.UTF_8);
  }
}
