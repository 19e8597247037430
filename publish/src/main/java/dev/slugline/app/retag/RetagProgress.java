package dev.slugline.app.retag;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far a retag has come, as it is kept with its consumer group's offsets.
 *
 * @param sequence of the catalogue that the articles are tagged by
 * @param since when the earliest of them came
 * @param next by partition, the offset of the next to be sent
 * @param ends by partition, the offset after the last to be sent
 */
record RetagProgress(
    long sequence, Instant since, Map<Integer, Long> next, Map<Integer, Long> ends) {
  private static final Pattern NOTE = Pattern.compile("sequence=(\\d+) since=(\\S+) end=(\\d+)");

  RetagProgress {
    next = new TreeMap<>(next);
    ends = new TreeMap<>(ends);
  }

  /** How many offsets are left; some of them are of no article. */
  long left() {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - next.getOrDefault(end.getKey(), 0L)))
        .sum();
  }

  /** What is committed for a partition. */
  OffsetAndMetadata offset(int partition) {
    long at = next.getOrDefault(partition, 0L);
    long end = ends.getOrDefault(partition, 0L);
    return new OffsetAndMetadata(at, "sequence=%d since=%s end=%d".formatted(sequence, since, end));
  }

  /** What was committed; null: none, or none of ours. */
  static @Nullable RetagProgress of(Map<TopicPartition, OffsetAndMetadata> committed) {
    Map<Integer, Long> next = new TreeMap<>();
    Map<Integer, Long> ends = new TreeMap<>();
    long sequence = 0;
    Instant since = Instant.EPOCH;
    for (Map.Entry<TopicPartition, OffsetAndMetadata> entry : committed.entrySet()) {
      OffsetAndMetadata offset = entry.getValue();
      Matcher note = NOTE.matcher(offset == null ? "" : offset.metadata());
      if (offset == null || !note.matches()) {
        return null;
      }
      sequence = Long.parseLong(note.group(1));
      since = Instant.parse(note.group(2));
      next.put(entry.getKey().partition(), offset.offset());
      ends.put(entry.getKey().partition(), Long.parseLong(note.group(3)));
    }
    return next.isEmpty() ? null : new RetagProgress(sequence, since, next, ends);
  }
}
