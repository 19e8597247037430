package dev.slugline.app.http;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a client would wait for the receipts: {@code Prefer: wait=SECONDS} (RFC 7240). */
final class Prefer {
  private static final Pattern WAIT =
      Pattern.compile(
          "(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,6})\"?\\s*(?=$|[,;])", Pattern.CASE_INSENSITIVE);
  private static final int MOST_SECONDS = 30;

  private Prefer() {}

  /**
   * Zero: not at all. More than half a minute is half a minute.
   *
   * @param header all of its lines; null: there are none
   */
  static Duration wait(@Nullable String header) {
    if (header == null) {
      return Duration.ZERO;
    }
    Matcher wait = WAIT.matcher(header);
    return Duration.ofSeconds(
        wait.find() ? Math.min(MOST_SECONDS, Integer.parseInt(wait.group(1))) : 0);
  }
}
