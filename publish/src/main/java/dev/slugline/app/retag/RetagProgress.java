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
 * @param run who works on it: another for each that begins or goes on
 * @param began when the first of them began
 * @param sequence of the catalogue that the articles are tagged by
 * @param since only what came then or later
 * @param until only what came before; null: all that was there
 * @param next by partition, the offset of the next to be sent
 * @param ends by partition, the offset after the last to be sent
 */
record RetagProgress(
    String run,
    Instant began,
    long sequence,
    Instant since,
    @Nullable Instant until,
    Map<Integer, Long> next,
    Map<Integer, Long> ends) {
  private static final Pattern NOTE =
      Pattern.compile(
          "run=(\\S+) began=(\\S+) sequence=(\\d+) since=(\\S+) until=(\\S+) end=(\\d+)");
  private static final String NONE = "-";

  RetagProgress {
    next = new TreeMap<>(next);
    ends = new TreeMap<>(ends);
  }

  /** The same, worked on by another. */
  RetagProgress by(String other) {
    return new RetagProgress(other, began, sequence, since, until, next, ends);
  }

  /** How many offsets are left; some of them are of no article. */
  long left() {
    return ends.keySet().stream().mapToLong(this::left).sum();
  }

  /** How many offsets of a partition are left. */
  long left(int partition) {
    return Math.max(0, ends.getOrDefault(partition, 0L) - next.getOrDefault(partition, 0L));
  }

  /** Whether what came at a time is among what is asked for. */
  boolean hasTime(long millis) {
    Instant time = Instant.ofEpochMilli(millis);
    return !time.isBefore(since) && (until == null || time.isBefore(until));
  }

  /** What is committed for a partition. */
  OffsetAndMetadata offset(int partition) {
    return new OffsetAndMetadata(
        next.getOrDefault(partition, 0L),
        "run=%s began=%s sequence=%d since=%s until=%s end=%d"
            .formatted(
                run,
                began,
                sequence,
                since,
                until == null ? NONE : until.toString(),
                ends.getOrDefault(partition, 0L)));
  }

  /** What was committed; null: none, or none of ours. */
  static @Nullable RetagProgress of(Map<TopicPartition, OffsetAndMetadata> committed) {
    RetagProgress all = null;
    for (Map.Entry<TopicPartition, OffsetAndMetadata> entry : committed.entrySet()) {
      OffsetAndMetadata offset = entry.getValue();
      Matcher note = NOTE.matcher(offset == null ? "" : offset.metadata());
      if (offset == null || !note.matches()) {
        return null;
      }
      if (all == null) {
        all =
            new RetagProgress(
                note.group(1),
                Instant.parse(note.group(2)),
                Long.parseLong(note.group(3)),
                Instant.parse(note.group(4)),
                note.group(5).equals(NONE) ? null : Instant.parse(note.group(5)),
                Map.of(),
                Map.of());
      }
      all.next().put(entry.getKey().partition(), offset.offset());
      all.ends().put(entry.getKey().partition(), Long.parseLong(note.group(6)));
    }
    return all;
  }
}
