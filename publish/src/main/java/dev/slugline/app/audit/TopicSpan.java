package dev.slugline.app.audit;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a topic is judged, and what was seen of it. Records from {@code sure} on may be of
 * transactions that other topics show only in part: they prove that something is there, and nothing
 * else. Not thread-safe.
 */
final class TopicSpan {
  private final String topic;
  private final Map<TopicPartition, Long> starts = new HashMap<>();
  private final Map<TopicPartition, Long> sure = new HashMap<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final long retentionMillis;
  private final long compactedMillis;
  private long now;

  /** When the first record came of each partition whose start retention has taken. */
  private final Map<TopicPartition, Long> firsts = new HashMap<>();

  private long records;
  private long oldest = Long.MAX_VALUE;
  private long newest = Long.MIN_VALUE;

  /**
   * @param settings of the topic
   * @param now epoch milliseconds
   */
  TopicSpan(String topic, Config settings, long now) {
    this.topic = topic;
    this.now = now;
    boolean compacts = value(settings, "cleanup.policy", "delete").contains("compact");
    boolean deletes = value(settings, "cleanup.policy", "delete").contains("delete");
    long retention = Long.parseLong(value(settings, "retention.ms", "-1"));
    this.retentionMillis = deletes && retention >= 0 ? retention : -1;
    this.compactedMillis =
        compacts ? Long.parseLong(value(settings, "min.compaction.lag.ms", "0")) : -1;
  }

  private static String value(Config settings, String key, String none) {
    return settings.get(key) == null
        ? none
        : Objects.requireNonNullElse(settings.get(key).value(), none);
  }

  String topic() {
    return topic;
  }

  void add(TopicPartition partition, long start, long sureEnd, long end) {
    starts.put(partition, start);
    sure.put(partition, Math.max(start, sureEnd));
    ends.put(partition, Math.max(start, end));
  }

  /**
   * Moves the start to where retention has brought it; to be called before anything is read.
   *
   * @param starts of all partitions
   * @param millis when these were asked
   */
  void beginAt(Map<TopicPartition, Long> starts, long millis) {
    if (!starts.equals(this.starts)) {
      now = millis;
      starts.forEach(
          (partition, start) ->
              add(
                  partition,
                  start,
                  Objects.requireNonNull(sure.get(partition)),
                  Objects.requireNonNull(ends.get(partition))));
    }
  }

  Map<TopicPartition, Long> starts() {
    return starts;
  }

  Map<TopicPartition, Long> ends() {
    return ends;
  }

  /** Whether an offset is within the span. */
  boolean holds(int partition, long offset) {
    TopicPartition at = new TopicPartition(topic, partition);
    Long start = starts.get(at);
    return start != null && offset >= start && offset < Objects.requireNonNull(ends.get(at));
  }

  /** About how many records there are: transactions leave gaps between offsets. */
  long offsets() {
    long sum = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      sum += end.getValue() - Objects.requireNonNull(starts.get(end.getKey()));
    }
    return sum;
  }

  /** Takes note of a record; whether it may be of a transaction that others show in part. */
  boolean sawLate(ConsumerRecord<?, ?> record) {
    TopicPartition partition = new TopicPartition(topic, record.partition());
    records++;
    oldest = Math.min(oldest, record.timestamp());
    newest = Math.max(newest, record.timestamp());
    if (Objects.requireNonNull(starts.get(partition)) > 0) {
      firsts.putIfAbsent(partition, record.timestamp());
    }
    return record.offset() >= Objects.requireNonNull(sure.get(partition));
  }

  /** Whether retention has taken something. */
  boolean isCut() {
    return starts.values().stream().anyMatch(start -> start > 0);
  }

  /** What is older may have been taken by retention; epoch milliseconds. */
  long remainsSince() {
    if (!isCut()) {
      return Long.MIN_VALUE;
    }
    long since = retentionMillis < 0 ? Long.MIN_VALUE : now - retentionMillis;
    for (Map.Entry<TopicPartition, Long> start : starts.entrySet()) {
      Long first = firsts.get(start.getKey());
      if (start.getValue() > 0 && (first != null || retentionMillis < 0)) {
        since = Math.max(since, first == null ? now : first);
      }
    }
    return since;
  }

  /** What is older may have given way to a later record of its key; epoch milliseconds. */
  long wholeSince() {
    return compactedMillis < 0 ? remainsSince() : Math.max(remainsSince(), now - compactedMillis);
  }

  long records() {
    return records;
  }

  /** Null: there are no records. */
  @Nullable Instant oldest() {
    return records == 0 ? null : Instant.ofEpochMilli(oldest);
  }

  /** Null: there are no records. */
  @Nullable Instant newest() {
    return records == 0 ? null : Instant.ofEpochMilli(newest);
  }
}
