package dev.slugline.ingest.clean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.Spent;
import dev.slugline.ingest.clean.DateRules.Order;
import dev.slugline.ingest.clean.DateRules.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "2024-06-05T10:00:00.123+02:00|2024-06-05T08:00:00.123Z|second|",
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Wed Jun  5 10:00:00 CEST 2024|2024-06-05T08:00:00Z|second|",
        "Wed Jun 05 2024 10:00:00 GMT+0200 (Central European Summer Time)|2024-06-05T08:00:00Z|second|",
        "Wednesday, 05-Jun-24 10:00:00 GMT|2024-06-05T10:00:00Z|second|",
        "Mon, 05 Jun 2024 10:00:00 Z|2024-06-05T10:00:00Z|second|",
        "Wendesday, 5 Agust 2024 10:00 UTC|2024-08-05T10:00:00Z|minute|",
        "Tues., 5 Febuary 2024|2024-02-05T00:00:00Z|day|assumed-zone",
        "Sept. 5, 2024|2024-09-05T00:00:00Z|day|assumed-zone",
        "5 June 2024 at 10:00 am GMT+2|2024-06-05T08:00:00Z|minute|",
        "10:00 AM EDT, June 5th, 2024|2024-06-05T14:00:00Z|minute|",
        "June 5, 2024 10 p.m. UTC-05:00|2024-06-06T03:00:00Z|minute|",
        "June 5, 2024 9:30 PM ET|2024-06-06T01:30:00Z|minute|",
        "January 5, 2024 9:30 AM Eastern Time|2024-01-05T14:30:00Z|minute|",
        "June 5, 2024 09:30 Pacific Daylight Time|2024-06-05T16:30:00Z|minute|",
        "2024-06-05T10:00:00 Europe/Berlin|2024-06-05T08:00:00Z|second|",
        "2024-06-05T10:00:00+02:00[Europe/Berlin]|2024-06-05T08:00:00Z|second|",
        "2024-06-05T10:00:00+02|2024-06-05T08:00:00Z|second|",
        "2024-06-05T10:00Z|2024-06-05T10:00:00Z|minute|",
        "2024-06-05T10:00:00,123456789Z|2024-06-05T10:00:00.123456789Z|second|",
        "2024-06-05+02:00|2024-06-04T22:00:00Z|day|",
        "2024:06:05 10:00:00|2024-06-05T10:00:00Z|second|assumed-zone",
        "2024-W23-3T10:00Z|2024-06-05T10:00:00Z|minute|",
        "2024-157|2024-06-05T00:00:00Z|day|assumed-zone",
        "20240605100000|2024-06-05T10:00:00Z|second|assumed-zone",
        "202406051000|2024-06-05T10:00:00Z|minute|assumed-zone",
        "20240605T1000Z|2024-06-05T10:00:00Z|minute|",
        "1717581600000000|2024-06-05T10:00:00Z|second|",
        "1717581600000000000|2024-06-05T10:00:00Z|second|",
        "/Date(1717581600000+0200)/|2024-06-05T10:00:00Z|second|",
        "5 June 2024 10:00 AEST|2024-06-05T00:00:00Z|minute|",
        "5 January 2024 10:00 NZDT|2024-01-04T21:00:00Z|minute|",
        "5 June 2024 10:00 BST|2024-06-05T09:00:00Z|minute|",
        "2024-06-05T24:00:00Z|2024-06-06T00:00:00Z|second|",
        "2016-12-31T23:59:60Z|2016-12-31T23:59:59Z|second|",
        "5 Jun 2024 1000 GMT|2024-06-05T10:00:00Z|minute|",
        "June 5 2024 \u2013 14:30 PM UTC|2024-06-05T14:30:00Z|minute|",
        "31/12/99 10:00 UTC|1999-12-31T10:00:00Z|minute|",
        "Jun 5, 68|1968-06-05T00:00:00Z|day|assumed-zone"
      })
  void everyShapeIsReadThatFeedsCarry(
      String text, @Nullable Instant at, @Nullable String precision, @Nullable String warning) {
    datesAreReadAlikeEverywhere(text, at, precision, warning);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mittwoch, 5. Juni 2024 um 10:00 Uhr|2024-06-05T10:00:00Z",
        "5. M\u00e4rz 2024, 10:00|2024-03-05T10:00:00Z",
        "5. M\u00e4r. 2024 10.30 Uhr|2024-03-05T10:30:00Z",
        "5 juin 2024 \u00e0 10h30|2024-06-05T10:30:00Z",
        "mer. 1er ao\u00fbt 2024 10:00|2024-08-01T10:00:00Z",
        "mar. 5 mars 2024 10:00|2024-03-05T10:00:00Z",
        "mar 5 mar 2024 10:00|2024-03-05T10:00:00Z",
        "5 de junio de 2024, 10:00|2024-06-05T10:00:00Z",
        "5 ene 2024 10:00 a. m.|2024-01-05T10:00:00Z",
        "mercoled\u00ec 5 giugno 2024 alle ore 10:00|2024-06-05T10:00:00Z",
        "quarta-feira, 5 de mar\u00e7o de 2024 10h00|2024-03-05T10:00:00Z",
        "05 fev 2024 10:00|2024-02-05T10:00:00Z",
        "woensdag 5 mei 2024 10.00 uur|2024-05-05T10:00:00Z",
        "5 czerwca 2024, 10:00|2024-06-05T10:00:00Z",
        "5 lis 2024 10:00|",
        "\u0441\u0440, 5 \u0438\u044e\u043d\u044f 2024 \u0433., 10:00|2024-06-05T10:00:00Z",
        "5 \u043c\u0430\u044f 2024 10:00|2024-05-05T10:00:00Z",
        "5 Haziran 2024 \u00c7ar\u015famba 10:00|2024-06-05T10:00:00Z",
        "5 A\u011eUSTOS 2024 10:00|2024-08-05T10:00:00Z",
        "onsdag 5 juni 2024 kl. 10:00|2024-06-05T10:00:00Z",
        "5. des. 2024 10:00|2024-12-05T10:00:00Z",
        "5 juni 2024 10:00 em|2024-06-05T22:00:00Z",
        "2024. j\u00fanius 5. 10:00|2024-06-05T10:00:00Z",
        "2024\u5e746\u67085\u65e5(\u6c34) 10:00|2024-06-05T10:00:00Z",
        "2024\u5e746\u67085\u65e5\u661f\u671f\u4e09\u4e0a\u534810\u70b930\u5206|2024-06-05T10:30:00Z",
        "2024\ub144 6\uc6d4 5\uc77c \uc624\ud6c4 10:00|2024-06-05T22:00:00Z",
        "\u0665 \u064a\u0648\u0646\u064a\u0648 \u0662\u0660\u0662\u0664 10:00|2024-06-05T10:00:00Z",
        "5 \u064a\u0648\u0646\u064a\u0648/\u062d\u0632\u064a\u0631\u0627\u0646 2024 10:00|2024-06-05T10:00:00Z",
        "5 \u0643\u0627\u0646\u0648\u0646 \u0627\u0644\u062b\u0627\u0646\u064a 2024 10:00|2024-01-05T10:00:00Z",
        "\u05d9\u05d5\u05dd \u05e8\u05d1\u05d9\u05e2\u05d9, 5 \u05d1\u05d9\u05d5\u05e0\u05d9 2024 10:00|2024-06-05T10:00:00Z",
        "5 th\u00e1ng 6, 2024 10:00|2024-06-05T10:00:00Z",
        "\uff12\uff10\uff12\uff14-06-05 10:00|2024-06-05T10:00:00Z"
      })
  void namesOfMonthsAndDaysAreReadInTheWorldsLanguages(String text, @Nullable Instant at) {
    NewsDate date = NewsDate.read(text, NOW);
    assertThat(date.at()).isEqualTo(at);
    assertThat(date.warnings()).containsExactly(at == null ? "ambiguous-date" : "assumed-zone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01T00:00:00Z",
        "9999-12-31",
        "3000-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "2024",
        "June 2024",
        "2024-06",
        "June 5",
        "10:00",
        "5 6 June 2024",
        "5 June 2024 10:00 11:00",
        "5 June 2024 10:61",
        "5 June 2024 25:00",
        "5 June 2024 14:30 AM",
        "June 31, 2024",
        "2024-13-01",
        "2023-366",
        "5 June 2024 10:00 +99:00",
        "5 June 2024 and more",
        "5 June 124",
        "12345678901",
        "Wed, Jun 2024 10:00:00 GMT",
        "1403/03/16",
        "a.m.",
        "+",
        "\u5e74",
        "5\u5206"
      })
  void whatIsNoDayIsUnreadable(String text) {
    assertThat(NewsDate.read(text, NOW))
        .isEqualTo(new NewsDate(null, null, List.of("unreadable-date")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"03/04/2024", "3-4-2024", "13/06/24", "05.06.24", "24-06-05"})
  void whatCanBeSeveralDaysIsAmbiguous(String text) {
    assertThat(NewsDate.read(text, NOW))
        .isEqualTo(new NewsDate(null, null, List.of("ambiguous-date")));
  }

  @Test
  void theOrderOfASourceMakesItsDatesCertain() {
    assertThat(ordered("03/04/2024", Order.DMY)).isEqualTo("2024-04-03T00:00:00Z");
    assertThat(ordered("03/04/2024", Order.MDY)).isEqualTo("2024-03-04T00:00:00Z");
    assertThat(ordered("03.04.2024", Order.MDY)).isEqualTo("2024-03-04T00:00:00Z");
    assertThat(ordered("24-06-05", Order.YMD)).isEqualTo("2024-06-05T00:00:00Z");
    assertThat(ordered("24 Jun 05", Order.YMD)).isEqualTo("2024-06-05T00:00:00Z");
    assertThat(ordered("24 Jun 05", Order.DMY)).isEqualTo("2005-06-24T00:00:00Z");
    // only one order gives a day, so it is no guess
    assertThat(ordered("06/13/2024", Order.DMY)).isEqualTo("2024-06-13T00:00:00Z");
  }

  private static String ordered(String text, Order order) {
    return String.valueOf(NewsDate.read(text, NOW, new Reading(null, order)).at());
  }

  @Test
  void theZoneOfASourceHoldsWhereADateHasNone() {
    Reading berlin = new Reading(ZoneId.of("Europe/Berlin"), null);
    assertThat(NewsDate.read("2024-06-05 10:00", NOW, berlin))
        .isEqualTo(new NewsDate(Instant.parse("2024-06-05T08:00:00Z"), "minute", List.of()));
    assertThat(NewsDate.read("2024-01-05", NOW, berlin))
        .isEqualTo(new NewsDate(Instant.parse("2024-01-04T23:00:00Z"), "day", List.of()));
    assertThat(NewsDate.read("2024-06-05T10:00Z", NOW, berlin).at())
        .isEqualTo("2024-06-05T10:00:00Z");
    Reading kolkata = new Reading(ZoneId.of("Asia/Kolkata"), null);
    assertThat(NewsDate.read("5 Jun 2024 10:00 IST", NOW, kolkata))
        .isEqualTo(new NewsDate(Instant.parse("2024-06-05T04:30:00Z"), "minute", List.of()));
    Reading shanghai = new Reading(ZoneId.of("Asia/Shanghai"), null);
    assertThat(NewsDate.read("5 Jun 2024 10:00 CST", NOW, shanghai).at())
        .isEqualTo("2024-06-05T02:00:00Z");
  }

  @Test
  void aTimeThatTheClocksSkipOrRepeatIsSaidToBeAssumed() {
    Reading berlin = new Reading(ZoneId.of("Europe/Berlin"), null);
    assertThat(NewsDate.read("2024-03-31 02:30", NOW, berlin))
        .isEqualTo(
            new NewsDate(Instant.parse("2024-03-31T01:30:00Z"), "minute", List.of("assumed-zone")));
    assertThat(NewsDate.read("2024-10-27 02:30", NOW, berlin))
        .isEqualTo(
            new NewsDate(Instant.parse("2024-10-27T00:30:00Z"), "minute", List.of("assumed-zone")));
    assertThat(NewsDate.read("2024-10-27 02:30 CET", NOW, berlin).warnings()).isEmpty();
  }

  @Test
  void baitForBacktrackingIsReadInNoTime() {
    NewsDate.read("5 juin 2024", NOW);
    Spent spent = Spent.from();
    for (String bait : List.of("a ", "1 ", "1:", "- ", "1/", "a/", "time ", "\u5e741", "(")) {
      for (int length : new int[] {20, 64, 128, 100_000}) {
        String text = bait.repeat(length).substring(0, length);
        assertThat(NewsDate.read(text, NOW).at()).isNull();
        assertThat(NewsDate.read("5 June 2024 10:00 " + text, NOW)).isNotNull();
      }
    }
    assertThat(spent.soFar()).isLessThan(Duration.ofSeconds(5));
  }
}
