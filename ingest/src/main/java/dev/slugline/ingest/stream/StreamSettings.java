package dev.slugline.ingest.stream;

import dev.slugline.ingest.clean.DateRules;
import dev.slugline.ingest.format.Limits;
import java.time.Duration;

/**
 * What the three stages need to know of the installation.
 *
 * @param partitions of the repartition, {@code news.articles} and {@code news.retag}
 * @param history how long an article's identity and its publication are remembered
 * @param dates how the dates of sources are meant
 * @param maxRecordBytes the longest key, value and headers of an output, together
 * @param embargo what is done with what its source holds until later
 */
public record StreamSettings(
    Topics topics,
    int partitions,
    Limits limits,
    Duration history,
    DateRules dates,
    int maxRecordBytes,
    Embargo embargo) {

  /**
   * Settings whose output limit follows from the limit of raw values; no source has date rules,
   * embargoes hold.
   */
  public static StreamSettings of(Topics topics, int partitions, Limits limits, Duration history) {
    return new StreamSettings(
        topics,
        partitions,
        limits,
        history,
        DateRules.NONE,
        2 * limits.rawMaxBytes() + 32 * 1024,
        Embargo.hold);
  }

  /** The same with these rules for dates. */
  public StreamSettings with(DateRules rules) {
    return new StreamSettings(topics, partitions, limits, history, rules, maxRecordBytes, embargo);
  }

  /** The same with another way with embargoes. */
  public StreamSettings with(Embargo other) {
    return new StreamSettings(topics, partitions, limits, history, dates, maxRecordBytes, other);
  }
}
