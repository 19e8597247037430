package dev.slugline.app.audit;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.TopicReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits for the stream to work a topic up to an offset. Transactions end with markers, so that a
 * group that has worked everything may stand a little before the end: what counts is whether a
 * record is left. Not thread-safe.
 */
final class Backlog {
  /** A transaction that hangs is ended by the broker within half of it. */
  static final Duration COMMITTED_WITHIN = Duration.ofSeconds(60);

  private static final long ASK_EVERY_MILLIS = 100;

  private final SluglineConfig config;
  private final BrokerOffsets offsets;
  private final Consumer<String> say;

  /**
   * @param say is told what keeps it waiting
   */
  Backlog(SluglineConfig config, BrokerOffsets offsets, Consumer<String> say) {
    this.config = config;
    this.offsets = offsets;
    this.say = say;
  }

  /**
   * Waits.
   *
   * @param ends of the topic's partitions
   * @param within how long to wait at most
   * @param absent for how long no instance may be in the group: one that was cut off, or is started
   *     again, is not in it for a while
   * @return where the group stands; what of it is worked out where nothing is left stands at the
   *     end
   */
  Map<TopicPartition, Long> await(
      String topic, Map<TopicPartition, Long> ends, Duration within, Duration absent)
      throws IOException {
    long start = System.nanoTime();
    long seen = start;
    boolean told = false;
    while (true) {
      Map<TopicPartition, Long> worked = offsets.worked(ends.keySet());
      if (!isLeft(topic, worked, ends)) {
        return ends;
      }
      long now = System.nanoTime();
      if (offsets.isRunning()) {
        seen = now;
      }
      if (now - start > within.toNanos() || now - seen > absent.toNanos()) {
        return worked;
      }
      if (!told && seen != now) {
        told = true;
        say.accept(
            "no instance of the stream runs; waiting up to %d s for one"
                .formatted(absent.toSeconds()));
      }
      try {
        TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }
  }

  /** Whether there is a record between the two. */
  private boolean isLeft(
      String topic, Map<TopicPartition, Long> worked, Map<TopicPartition, Long> ends)
      throws IOException {
    boolean before =
        ends.entrySet().stream()
            .anyMatch(end -> worked.getOrDefault(end.getKey(), 0L) < end.getValue());
    if (!before) {
      return false;
    }
    boolean[] found = new boolean[1];
    try (TopicReader reader = new TopicReader(config, List.of(topic))) {
      reader.seek(atMost(worked, ends));
      reader.readTo(
          ends,
          record -> {
            found[0] = true;
            return false;
          },
          COMMITTED_WITHIN);
    }
    return found[0];
  }

  /** Where the group stands, and never behind the end. */
  static Map<TopicPartition, Long> atMost(
      Map<TopicPartition, Long> worked, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> at = new HashMap<>();
    ends.forEach(
        (partition, end) -> at.put(partition, Math.min(worked.getOrDefault(partition, 0L), end)));
    return at;
  }
}
