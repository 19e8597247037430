package dev.slugline.app.letters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code traceparent} as W3C's Trace Context defines it.
 *
 * @param traceId 32 hex digits
 * @param spanId 16 hex digits: who called
 * @param flags two hex digits
 */
public record TraceParent(String traceId, String spanId, String flags) {
  private static final Pattern SHAPE =
      Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");

  /** Null: there is none, or none that is valid. */
  public static @Nullable TraceParent of(@Nullable String header) {
    if (header == null) {
      return null;
    }
    Matcher parts = SHAPE.matcher(header);
    if (!parts.matches()
        || parts.group(1).chars().allMatch(c -> c == '0')
        || parts.group(2).chars().allMatch(c -> c == '0')) {
      return null;
    }
    return new TraceParent(parts.group(1), parts.group(2), parts.group(3));
  }

  @Override
  public String toString() {
    return "00-" + traceId + "-" + spanId + "-" + flags;
  }
}
