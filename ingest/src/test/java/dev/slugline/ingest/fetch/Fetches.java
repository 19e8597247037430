package dev.slugline.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;

/** Fetches within limits that no test meets by chance, and what is said of those refused. */
final class Fetches {
  static final int MAX_BYTES = 200_000;
  static final String HTML = "Content-Type: text/html; charset=utf-8\r\n";
  static final Duration PATIENT = Duration.ofSeconds(30);

  private Fetches() {}

  static FetchSettings settings(boolean allowLocal, Duration pause) {
    return settings(allowLocal, PATIENT, PATIENT, pause);
  }

  /** Fetches that are given up after so long without a byte, or in all. */
  static FetchSettings within(Duration answer, Duration whole) {
    return settings(true, answer, whole, Duration.ZERO);
  }

  private static FetchSettings settings(
      boolean allowLocal, Duration answer, Duration whole, Duration pause) {
    return new FetchSettings(
        "Slugline/0.1 (+test)", allowLocal, PATIENT, answer, whole, pause, MAX_BYTES);
  }

  /** The reason that is given to users, who know no classes. */
  static String refusal(Fetcher fetcher, String url) {
    FetchException refused = catchThrowableOfType(FetchException.class, () -> fetcher.fetch(url));
    assertThat(refused).as(url).isNotNull();
    assertThat(refused.reason()).doesNotContain("Exception").doesNotContain("java.");
    return refused.reason();
  }
}
