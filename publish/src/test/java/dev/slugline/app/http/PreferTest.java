package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a client would wait, in whatever way it says so. */
@Timeout(300)
class PreferTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -                        | 0
          wait=5                   | 5
          Wait=5                   | 5
          WAIT = "5"               | 5
          respond-async, wait=7    | 7
          respond-async,Wait=7     | 7
          wait=7; foo=bar, wait=9  | 7
          wait=99                  | 30
          awaiting=5               | 0
          wait=soon                | 0
          wait=-1                  | 0
          """)
  void shouldReadTheSeconds(@Nullable String header, int seconds) {
    assertThat(Prefer.wait(header)).hasSeconds(seconds);
  }

  @Test
  void shouldReadAllLinesOfTheHeader() throws Exception {
    try (TestListener listener = TestListener.start()) {
      String told =
          listener.ask("GET", "/v1/tags/prefer", "Prefer: respond-async", "prefer: wait=5").body();

      assertThat(told).isEqualTo("respond-async, wait=5");
    }
  }
}
