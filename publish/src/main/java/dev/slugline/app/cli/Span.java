package dev.slugline.app.cli;

import dev.slugline.app.config.Moments;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length of time on the command line: {@code 90s, 5m, 2h, 3d, 1w}. */
final class Span implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      return Moments.span(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
