package dev.slugline.app.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time on the command line: {@code 2026-03-01T12:00:00Z}, a day in UTC, or how long ago. */
final class Moment implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    Matcher ago = Span.FORM.matcher(text);
    if (ago.matches()) {
      return Instant.now().minus(Span.of(ago));
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
}
