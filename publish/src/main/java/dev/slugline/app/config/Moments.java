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

  private Moments() {}

  /**
   * Reads {@code 2026-03-01T12:00:00Z}, a day in UTC, or how long ago, such as {@code 90m}.
   *
   * @throws IllegalArgumentException when it is none of these; the message is for a person
   */
  public static Instant parse(String text) {
    if (SPAN.matcher(text).matches()) {
      return Instant.now().minus(span(text));
    }
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no time such as 2026-03-01T12:00:00Z, 2026-03-01, 90m, 2h, 3d", e);
    }
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
