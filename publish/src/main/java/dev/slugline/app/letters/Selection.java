package dev.slugline.app.letters;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which letters are meant; what is empty or null asks for nothing.
 *
 * @param errors codes, any of them
 * @param stages any of them
 * @param since when the input came, at the earliest
 * @param until when the input came, before that
 * @param key of the input
 */
public record Selection(
    List<String> errors,
    List<String> stages,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable String key) {

  public boolean matches(Letter letter) {
    return (errors.isEmpty() || errors.contains(letter.error()))
        && (stages.isEmpty() || stages.contains(letter.stage()))
        && (since == null || !letter.arrived().isBefore(since))
        && (until == null || letter.arrived().isBefore(until))
        && (key == null || key.equals(letter.keyText()));
  }

  /** Whether it leaves out nothing. */
  public boolean isAll() {
    return errors.isEmpty() && stages.isEmpty() && since == null && until == null && key == null;
  }
}
