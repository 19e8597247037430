package dev.slugline.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
  @ParameterizedTest
  @CsvSource({
    "2026-03-01T12:00:00Z, 2026-03-01T12:00:00Z",
    "2026-03-01T12:00:00+02:00, 2026-03-01T10:00:00Z",
    "2026-03-01, 2026-03-01T00:00:00Z",
    "1912-04-14, 1912-04-14T00:00:00Z",
    "-3000-01-01, 0001-01-01T00:00:00Z",
    "+999999999-12-31, 9999-12-31T23:59:59Z"
  })
  void shouldReadATime(String text, Instant time) {
    assertThat(Moments.parse(text)).isEqualTo(time);
    assertThat(Moments.parse(text).toEpochMilli()).as("it fits").isNotZero();
  }

  @Test
  void shouldReadHowLongAgo() {
    Instant hour = Instant.now().minus(Duration.ofHours(1));

    assertThat(Moments.parse("60m")).isBetween(hour.minusSeconds(60), hour.plusSeconds(60));
    assertThat(Moments.isAgo("60m")).isTrue();
    assertThat(Moments.isAgo("2026-03-01")).isFalse();
    assertThat(Moments.arrival("60m")).isBetween(hour.minusSeconds(60), hour.plusSeconds(60));
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999d", "999999999w", "0001-01-01T00:00:00Z", "1969-12-31"})
  void shouldLetNothingArriveBeforeKafkasTimeBegins(String text) {
    assertThat(Moments.arrival(text)).isEqualTo(Instant.EPOCH);
    assertThat(Moments.parse(text)).isBefore(Instant.EPOCH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "2026-13-01", "2h30m", "9999999999s", "12:00"})
  void shouldSayHowATimeIsWritten(String text) {
    assertThatThrownBy(() -> Moments.arrival(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is not " + Moments.FORMS);
  }
}
