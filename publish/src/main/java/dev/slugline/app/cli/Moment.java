package dev.slugline.app.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time on the command line: {@code 2026-03-01T12:00:00Z}, a day in UTC, or how long ago. */
final class Moment implements ITypeConverter<Instant> {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,9})([smhdw])");

  @Override
  public Instant convert(String text) {
    Matcher ago = SPAN.matcher(text);
    if (ago.matches()) {
      return Instant.now().minus(length(ago));
    }
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "'" + text + "' is no time such as 2026-03-01T12:00:00Z, 2026-03-01, 90m, 2h, 3d");
    }
  }

  /** A length of time on the command line: {@code 90s}, {@code 5m}. */
  static final class Span implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      Matcher span = SPAN.matcher(text);
      if (!span.matches()) {
        throw new TypeConversionException(
            "'" + text + "' is no length of time such as 90s, 5m, 2h");
      }
      return length(span);
    }
  }

  private static Duration length(Matcher span) {
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
