package dev.slugline.app.cli;

import dev.slugline.app.config.Moments;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * When something arrived, on the command line: {@code 2026-03-01T12:00:00Z}, a day in UTC, or how
 * long ago.
 */
final class Moment implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    try {
      return Moments.arrival(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
