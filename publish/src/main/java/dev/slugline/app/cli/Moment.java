package dev.slugline.app.cli;

import dev.slugline.app.config.Moments;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
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

  /** Refuses a {@code --since} and {@code --until} between which nothing can lie. */
  static void checkOrder(CommandSpec command, @Nullable Instant since, @Nullable Instant until) {
    if (since != null && until != null && !since.isBefore(until)) {
      throw new ParameterException(
          command.commandLine(),
          "--until must be after --since: nothing lies from " + since + " to " + until);
    }
  }
}
