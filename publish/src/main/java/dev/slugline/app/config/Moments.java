package dev.slugline.app.config;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and lengths of time as a person writes them. */
public final class Moments {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,9})([smhdw])");

  /** How a time is written, for whoever wrote it in another way. */
  public static final String FORMS =
      "a time such as 2026-03-01T12:00:00Z, a day such as 2026-03-01, or how long ago, such as 90m,"
          + " 2h, 3d";

  /** Beyond these a time is no number of milliseconds, or none that is meant. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private Moments() {}

  /**
   * Reads when something arrived, as {@link #parse} does. Nothing arrived before 1970, when the
   * time of Kafka begins: an earlier time means from the beginning on, and is 1970.
   *
   * @throws IllegalArgumentException when it is no time; the message is for a person
   */
  public static Instant arrival(String text) {
    Instant time = parse(text);
    return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
  }

  /**
   * Reads {@code 2026-03-01T12:00:00Z}, a day in UTC, or how long ago, such as {@code 90m}. What
   * lies before the year 1 or after 9999 is the begin of the one or the end of the other.
   *
   * @throws IllegalArgumentException when it is none of these; the message is for a person
   */
  public static Instant parse(String text) {
    Instant time = SPAN.matcher(text).matches() ? Instant.now().minus(span(text)) : written(text);
    return time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
  }

  private static Instant written(String text) {
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("'" + text + "' is not " + FORMS, e);
    }
  }

  /** Whether a time is written as how long ago, so that it is another one later. */
  public static boolean isAgo(String text) {
    return SPAN.matcher(text).matches();
  }

  /**
   * Reads a length of time: {@code 90s, 5m, 2h, 3d, 1w}.
   *
   * @throws IllegalArgumentException when it is none; the message is for a person
   */
  public static Duration span(String text) {
    Matcher span = SPAN.matcher(text);
    if (!span.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no time span such as 90s, 5m, 2h");
    }
    return unit(span.group(2)).multipliedBy(Long.parseLong(span.group(1)));
  }

  private static Duration unit(String letter) {
    return switch (letter) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      case "d" -> Duration.ofDays(1);
      default -> Duration.ofDays(7);
    };
  }
}
