package dev.slugline.ingest.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs in a locale and a zone that betray every use of the machine's own. */
class NewsDateTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private final Locale locale = Locale.getDefault();
  private final TimeZone zone = TimeZone.getDefault();

  @BeforeEach
  void moveAway() {
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
  }

  @AfterEach
  void moveBack() {
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024-06-05T10:00:00Z|2024-06-05T10:00:00Z|second|",
        "2024-06-05T10:00:00.123+02:00|2024-06-05T08:00:00Z|second|",
        "2024-06-05 10:00|2024-06-05T10:00:00Z|minute|assumed-zone",
        "2024-06-05T10:00:00-0430|2024-06-05T14:30:00Z|second|",
        "2024-06-05|2024-06-05T00:00:00Z|day|assumed-zone",
        "20240605T100000Z|2024-06-05T10:00:00Z|second|",
        "20240605T100000+0200|2024-06-05T08:00:00Z|second|",
        "20240605|2024-06-05T00:00:00Z|day|assumed-zone",
        "Wed, 05 Jun 2024 10:00:00 GMT|2024-06-05T10:00:00Z|second|",
        "Wed, 5 Jun 24 10:00:00 -0400|2024-06-05T14:00:00Z|second|",
        "Wed, 05 Jun 2024 10:00:00 EDT|2024-06-05T14:00:00Z|second|",
        "05 Jun 2024 10:00 IST|2024-06-05T10:00:00Z|minute|assumed-zone",
        "1717581600|2024-06-05T10:00:00Z|second|",
        "1717581600000|2024-06-05T10:00:00Z|second|",
        "1717581600.5|2024-06-05T10:00:00Z|second|",
        "June 5, 2024|2024-06-05T00:00:00Z|day|assumed-zone",
        "JUNE 5, 2024 10:30 PM EST|2024-06-06T03:30:00Z|minute|",
        "5th June 2024|2024-06-05T00:00:00Z|day|assumed-zone",
        "Wednesday, June 5, 2024 at 12:15 a.m. UTC|2024-06-05T00:15:00Z|minute|",
        "13/06/2024|2024-06-13T00:00:00Z|day|assumed-zone",
        "06/13/2024|2024-06-13T00:00:00Z|day|assumed-zone",
        "05.06.2024|2024-06-05T00:00:00Z|day|assumed-zone",
        "05/06/2024|||ambiguous-date",
        "31 Foo 2024|||unreadable-date",
        "2024-02-31|||unreadable-date",
        "2024-06-05T25:00:00Z|||unreadable-date",
        "yesterday|||unreadable-date",
        "0|||unreadable-date",
        "''|||no-date",
        "2026-11-26T07:59:00Z|2026-11-26T07:59:00Z|second|",
        "2027-01-01T00:00:00Z|2027-01-01T00:00:00Z|second|future-date"
      })
  void datesAreReadAlikeEverywhere(
      String text, @Nullable Instant at, @Nullable String precision, @Nullable String warning) {
    NewsDate date = NewsDate.read(text, NOW);
    assertThat(date.at()).isEqualTo(at);
    assertThat(date.precision()).isEqualTo(precision);
    assertThat(String.join(",", date.warnings())).isEqualTo(warning == null ? "" : warning);
  }
}
