package dev.slugline.app.metrics;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log that there are dead letters: a line a minute at most. One thread at a time. */
final class LetterLog {
  private static final Logger LOG = LoggerFactory.getLogger(LetterLog.class);

  private final long everyNanos;
  private final SortedMap<String, Integer> counts = new TreeMap<>();
  private long saidAt;

  LetterLog(Duration every) {
    this.everyNanos = every.toNanos();
    this.saidAt = System.nanoTime() - everyNanos;
  }

  /** One was written. */
  void letter(String kind) {
    counts.merge(kind, 1, Integer::sum);
  }

  /** Says what there is to say, if it is time; called often. */
  void tick() {
    if (counts.isEmpty() || System.nanoTime() - saidAt < everyNanos) {
      return;
    }
    String told =
        counts.entrySet().stream()
            .map(it -> it.getValue() + " " + it.getKey())
            .collect(Collectors.joining(", "));
    LOG.warn("dead letters: {} ('slugline dead-letters list' shows them)", told);
    counts.clear();
    saidAt = System.nanoTime();
  }
}
