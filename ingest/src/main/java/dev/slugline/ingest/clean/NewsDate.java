package dev.slugline.ingest.clean;

import dev.slugline.ingest.clean.DateRules.Reading;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date as a source wrote it, read without regard to the machine's locale and zone. Never a guess:
 * what can mean several days is {@code ambiguous-date}, what means none {@code unreadable-date}.
 *
 * @param at null when there is none or it cannot be read for certain
 * @param precision {@code second}, {@code minute} or {@code day}; null with {@code at}
 * @param warnings what is to be said of it
 */
public record NewsDate(@Nullable Instant at, @Nullable String precision, List<String> warnings) {
  private static final int LONGEST = 128;
  private static final int FIRST_YEAR = 1700;
  private static final int LAST_YEAR = 2999;

  /** How many years ahead a year of two digits may lie. */
  private static final int AHEAD = 20;

  private static final Pattern EPOCH =
      Pattern.compile("(?:/date\\()?(\\d{9,19})(?:\\.\\d{0,9})?" + "(?:(?:[+-]\\d{4})?\\)/)?");

  /** Reads what a source wrote of which nothing else is known. */
  public static NewsDate read(@Nullable String written, Instant receivedAt) {
    return read(written, receivedAt, Reading.NONE);
  }

  /**
   * Reads what a source wrote.
   *
   * @param receivedAt for the warning {@code future-date} and for years of two digits
   * @param rules of the source
   */
  public static NewsDate read(@Nullable String written, Instant receivedAt, Reading rules) {
    if (written == null || written.isBlank()) {
      return none("no-date");
    }
    String text = written.strip();
    NewsDate date;
    try {
      date = text.length() > LONGEST ? none("unreadable-date") : parse(text, receivedAt, rules);
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      date = none("unreadable-date");
    }
    if (date.at == null) {
      return date;
    }
    int year = date.at.atOffset(ZoneOffset.UTC).getYear();
    if (year < FIRST_YEAR || year > LAST_YEAR || date.at.equals(Instant.EPOCH)) {
      return none("unreadable-date"); // what programs write for no date at all
    }
    if (!date.at.isAfter(receivedAt.plus(Duration.ofDays(1)))) {
      return date;
    }
    List<String> warnings = new ArrayList<>(date.warnings);
    warnings.add("future-date");
    return new NewsDate(date.at, date.precision, List.copyOf(warnings));
  }

  private static NewsDate none(String warning) {
    return new NewsDate(null, null, List.of(warning));
  }

  private static NewsDate parse(String text, Instant receivedAt, Reading rules) {
    String folded = DateTokens.fold(text);
    NewsDate epoch = epoch(folded);
    if (epoch != null) {
      return epoch;
    }
    int latest = receivedAt.atOffset(ZoneOffset.UTC).getYear() + AHEAD;
    DateReader reader = new DateReader(rules.order(), latest);
    if (!reader.read(folded)) {
      return none("unreadable-date");
    }
    Set<LocalDate> days = reader.days();
    if (days.size() > 1 || reader.isOfSeveralMonths()) {
      return none("ambiguous-date");
    }
    LocalDateTime local = days.isEmpty() ? null : reader.time().on(days.iterator().next());
    return local == null ? none("unreadable-date") : zoned(local, reader, rules.zone());
  }

  /** Seconds since 1970, or thousandths, millionths, billionths of them; null: none of these. */
  private static @Nullable NewsDate epoch(String text) {
    Matcher found = EPOCH.matcher(text);
    if (!found.matches()) {
      return null;
    }
    String digits = found.group(1);
    int unit = (digits.length() - 9) / 3 * 3; // 9 and 10 digits are seconds, 12 and 13 millis, …
    boolean odd = (digits.length() - 9) % 3 == 2;
    if (odd || (digits.length() == 12 && isCalendar(digits))) {
      return null;
    }
    long seconds = Long.parseLong(digits.substring(0, digits.length() - unit));
    return new NewsDate(Instant.ofEpochSecond(seconds), "second", List.of());
  }

  /** Whether twelve digits are a day and a time: as milliseconds they would be of 1976. */
  private static boolean isCalendar(String digits) {
    return (digits.startsWith("19") || digits.startsWith("20"))
        && NumericDate.day(
                digits.substring(0, 4), digits.substring(4, 6), digits.substring(6, 8), 0)
            != null;
  }

  private static NewsDate zoned(LocalDateTime local, DateReader reader, @Nullable ZoneId known) {
    ZoneWords.Said said = reader.zone().said();
    boolean assumed = false;
    ZoneId zone;
    if (said != null) {
      zone = said.chosen(known, local);
      assumed = zone == null;
    } else {
      zone = known;
      assumed = known == null || reader.zone().isUnknown();
    }
    if (zone == null) {
      zone = known == null ? ZoneOffset.UTC : known;
    }
    // at a change of the clocks a local time is none or two: the later clock, the earlier time
    boolean unique = zone.getRules().getValidOffsets(local).size() == 1;
    DateTime time = reader.time();
    String precision = !time.isSet() ? "day" : time.hasSeconds() ? "second" : "minute";
    return new NewsDate(
        local.atZone(zone).toInstant(),
        precision,
        assumed || (time.isSet() && !unique) ? List.of("assumed-zone") : List.of());
  }
}
