package dev.slugline.ingest.format;

import java.time.Duration;

/**
 * The bounds within which a raw record is parsed. Each is a setting, and a refusal names it.
 *
 * @param rawMaxBytes {@code raw.max.bytes}: the longest raw value
 * @param maxItems {@code raw.max.items}: the most items of one raw record
 * @param xmlDepth {@code xml.max.depth}: the deepest nesting of XML
 * @param jsonDepth {@code json.max.depth}: the deepest nesting of JSON
 * @param jsonNumberLength {@code json.max.number.length}: the longest number of JSON, in characters
 * @param unpackedMaxBytes {@code unpacked.max.bytes}: the longest content of one raw record when it
 *     is decompressed
 * @param unpackedMaxRatio {@code unpacked.max.ratio}: how many times as long as its compressed
 *     bytes it may be
 * @param pageBudget {@code page.budget.ms}: the time for one web page
 * @param budget {@code raw.budget.ms}: the time for all items of one raw record
 */
public record Limits(
    int rawMaxBytes,
    int maxItems,
    int xmlDepth,
    int jsonDepth,
    int jsonNumberLength,
    int unpackedMaxBytes,
    int unpackedMaxRatio,
    Duration pageBudget,
    Duration budget) {
  public static final Limits DEFAULT =
      new Limits(
          8 * 1024 * 1024,
          100_000,
          200,
          200,
          1_000,
          64 * 1024 * 1024,
          200,
          Duration.ofSeconds(2),
          Duration.ofSeconds(5));

  /**
   * The same bounds with other times.
   *
   * @param page for one web page
   * @param record for all items of one raw record
   */
  public Limits withBudgets(Duration page, Duration record) {
    return new Limits(
        rawMaxBytes,
        maxItems,
        xmlDepth,
        jsonDepth,
        jsonNumberLength,
        unpackedMaxBytes,
        unpackedMaxRatio,
        page,
        record);
  }
}
