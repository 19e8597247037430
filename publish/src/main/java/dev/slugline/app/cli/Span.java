package dev.slugline.app.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length of time on the command line: {@code 90s, 5m, 2h, 3d, 1w}. */
final class Span implements ITypeConverter<Duration> {
  static final Pattern FORM = Pattern.compile("(\\d{1,9})([smhdw])");

  @Override
  public Duration convert(String text) {
    Matcher span = FORM.matcher(text);
    if (!span.matches()) {
      throw new TypeConversionException("'" + text + "' is no time span such as 90s, 5m, 2h");
    }
    return of(span);
  }

  /** What a match of {@link #FORM} says. */
  static Duration of(Matcher span) {
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
