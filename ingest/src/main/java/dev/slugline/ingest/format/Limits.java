package dev.slugline.ingest.format;

import java.time.Duration;

/**
 * The bounds within which a raw record is parsed.
 *
 * @param rawMaxBytes the longest raw value
 * @param maxItems the most items of one raw record
 * @param maxDepth the deepest nesting of JSON
 * @param budget the time for all items of one raw record
 */
public record Limits(int rawMaxBytes, int maxItems, int maxDepth, Duration budget) {
  public static final Limits DEFAULT =
      new Limits(8 * 1024 * 1024, 100_000, 200, Duration.ofSeconds(5));
}
