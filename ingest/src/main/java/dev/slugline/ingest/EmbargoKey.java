package dev.slugline.ingest;

import java.time.Instant;
import java.util.Locale;

/**
 * Under which key something waits for the end of its embargo, and so stands in the changelog of
 * that store: in the order of those ends.
 *
 * @param untilMillis when the embargo ends, epoch milliseconds, rounded up, so that nothing is due
 *     before its time
 * @param what an article's id, or a {@link LetterKey}
 */
public record EmbargoKey(long untilMillis, String what) {
  private static final int TIME_DIGITS = 20;

  static EmbargoKey of(Instant until, String what) {
    return new EmbargoKey(until.plusNanos(999_999).toEpochMilli(), what);
  }

  /**
   * Reads one back.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static EmbargoKey parse(String text) {
    if (text.length() <= TIME_DIGITS || text.charAt(TIME_DIGITS) != '/') {
      throw new IllegalArgumentException("no key of what waits: " + text);
    }
    return new EmbargoKey(
        Long.parseLong(text.substring(0, TIME_DIGITS)), text.substring(TIME_DIGITS + 1));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%0" + TIME_DIGITS + "d/%s", untilMillis, what);
  }
}
