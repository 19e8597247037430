package dev.slugline.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;

/** Fetches that are soon given up, and what is said of those refused. */
final class QuickFetches {
  static final int MAX_BYTES = 200_000;
  static final String HTML = "Content-Type: text/html; charset=utf-8\r\n";
  private static final Duration WHOLE = Duration.ofMillis(1_500);

  private QuickFetches() {}

  static FetchSettings settings(boolean allowLocal, Duration pause) {
    return new FetchSettings(
        "Slugline/0.1 (+test)",
        allowLocal,
        Duration.ofMillis(500),
        Duration.ofMillis(600),
        WHOLE,
        pause,
        MAX_BYTES);
  }

  /** The reason that is given to users, who know no classes. */
  static String refusal(Fetcher fetcher, String url) {
    FetchException refused = catchThrowableOfType(FetchException.class, () -> fetcher.fetch(url));
    assertThat(refused).as(url).isNotNull();
    assertThat(refused.reason()).doesNotContain("Exception").doesNotContain("java.");
    return refused.reason();
  }
}
