package dev.slugline.app.kafka;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * What arrived on the topics of a reader within a time, in the order of arrival over all partitions
 * and within each in its own. Memory is bounded by what is asked for, or by a few thousand records.
 * Afterwards the reader stands where the partitions ended when it was asked. One thread at a time.
 *
 * @param <T> what the caller makes of a record
 */
public final class Arrivals<T> {
  private static final int FIRST_STEP = 64;
  private static final int LONGEST_STEP = 20_000;
  private static final int QUEUED = 1_000;

  /** So much later than its neighbours a record may lie on a partition, by its timestamp. */
  private static final Duration DISORDER = Duration.ofMinutes(1);

  private final TopicReader reader;
  private final @Nullable Instant since;
  private final @Nullable Instant until;
  private final Reading<T> reading;

  /** Reads a record, once for each. */
  public interface Reading<T> {
    /** What it is; null: it is not wanted. */
    @Nullable T of(ConsumerRecord<byte[], byte[]> record);
  }

  /**
   * Of a time, which is a record's timestamp.
   *
   * @param since null: from the first record
   * @param until what arrived before it; null: to the end
   */
  public Arrivals(
      TopicReader reader, @Nullable Instant since, @Nullable Instant until, Reading<T> reading) {
    this.reader = reader;
    this.since = since;
    this.until = until;
    this.reading = reading;
  }

  /** A record with its time, which within a partition never goes back. */
  private record Timed<T>(long time, T what) {
    Timed<T> after(@Nullable Timed<T> before) {
      return before == null || before.time <= time ? this : new Timed<>(before.time, what);
    }
  }

  /** Offsets of a partition: from, to before. */
  private record Part(TopicPartition partition, long from, long to) {}

  /**
   * The last records of each partition, so many at most of each, read from the end of the
   * partitions backwards.
   */
  public List<T> lastOfEach(int count) throws IOException {
    Map<TopicPartition, Long> ends = reader.offsets().ends();
    List<Timed<T>> all = new ArrayList<>();
    for (Part part : parts(ends)) {
      Timed<T> before = null;
      for (Timed<T> record : last(part, count)) {
        before = record.after(before);
        all.add(before);
      }
    }
    goTo(ends);
    all.sort(Comparator.comparingLong(Timed::time));
    return all.stream().map(Timed::what).toList();
  }

  /** The last record where those of a key lie, of a reader of one topic; null: none. */
  @Nullable T lastOfKey(byte[] key) throws IOException {
    Map<TopicPartition, Long> ends = reader.offsets().ends();
    List<Part> parts = parts(ends);
    int only = Utils.toPositive(Utils.murmur2(key)) % parts.size();
    T found = null;
    for (Part part : parts) {
      if (part.partition().partition() == only) {
        Timed<T> last = last(part, 1).peekLast();
        found = last == null ? found : last.what();
      }
    }
    goTo(ends);
    return found;
  }

  private Deque<Timed<T>> last(Part part, int count) throws IOException {
    Deque<Timed<T>> found = new ArrayDeque<>();
    long step = Math.max(FIRST_STEP, 2L * count); // transactions leave gaps between offsets
    long to = part.to();
    while (found.size() < count && to > part.from()) {
      long from = Math.max(part.from(), to - step);
      Deque<Timed<T>> earlier = read(new Part(part.partition(), from, to), count - found.size());
      while (!earlier.isEmpty()) {
        found.addFirst(earlier.removeLast());
      }
      to = from;
      step = Math.min(4 * step, LONGEST_STEP);
    }
    return found;
  }

  /** The last of a part that are wanted. */
  private Deque<Timed<T>> read(Part part, int count) throws IOException {
    Deque<Timed<T>> found = new ArrayDeque<>();
    reader.consumer().assign(List.of(part.partition()));
    reader.consumer().seek(part.partition(), part.from());
    while (reader.consumer().position(part.partition()) < part.to()) {
      for (ConsumerRecord<byte[], byte[]> record : reader.poll()) {
        Timed<T> read = record.offset() < part.to() ? read(record) : null;
        if (read != null) {
          found.addLast(read);
          if (found.size() > count) {
            found.removeFirst();
          }
        }
      }
    }
    return found;
  }

  /**
   * Hands on all records.
   *
   * @param take false: no more is wanted
   */
  public void all(Predicate<T> take) throws IOException {
    Map<TopicPartition, Long> ends = reader.offsets().ends();
    Map<TopicPartition, Queue<T>> queues = new LinkedHashMap<>();
    for (Part part : parts(ends)) {
      queues.put(part.partition(), new Queue<>(part.to()));
      reader.consumer().seek(part.partition(), part.from());
    }
    boolean more = true;
    while (more && queues.values().stream().anyMatch(queue -> !queue.isDone())) {
      fill(queues);
      more = drain(queues, take);
    }
    goTo(ends);
  }

  /** What of a partition was read and not handed on. */
  private static final class Queue<T> {
    private final long end;
    private final Deque<Timed<T>> records = new ArrayDeque<>();
    private @Nullable Timed<T> last;
    private boolean read;

    Queue(long end) {
      this.end = end;
    }

    void add(Timed<T> record) {
      last = record.after(last);
      records.addLast(last);
    }

    /** Whether it is not known yet what comes next. */
    boolean isWaiting() {
      return !read && records.isEmpty();
    }

    boolean isDone() {
      return read && records.isEmpty();
    }
  }

  private void fill(Map<TopicPartition, Queue<T>> queues) throws IOException {
    Set<TopicPartition> full = new HashSet<>();
    queues.forEach(
        (partition, queue) -> {
          queue.read = reader.consumer().position(partition) >= queue.end;
          if (queue.read || queue.records.size() >= QUEUED) {
            full.add(partition);
          }
        });
    if (full.size() == queues.size()) {
      return;
    }
    reader.consumer().resume(queues.keySet());
    reader.consumer().pause(full);
    for (ConsumerRecord<byte[], byte[]> record : reader.poll()) {
      Queue<T> queue = queues.get(new TopicPartition(record.topic(), record.partition()));
      Timed<T> read = queue == null || record.offset() >= queue.end ? null : read(record);
      if (queue != null && read != null) {
        queue.add(read);
      }
    }
  }

  /** Hands on the earliest for as long as it is known which that is; false: no more is wanted. */
  private boolean drain(Map<TopicPartition, Queue<T>> queues, Predicate<T> take) {
    while (queues.values().stream().noneMatch(Queue::isWaiting)) {
      Queue<T> next = null;
      for (Queue<T> queue : queues.values()) {
        Timed<T> head = queue.records.peekFirst();
        Timed<T> least = next == null ? null : next.records.peekFirst();
        if (head != null && (least == null || head.time() < least.time())) {
          next = queue;
        }
      }
      if (next == null) {
        return true;
      }
      if (!take.test(next.records.removeFirst().what())) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Timed<T> read(ConsumerRecord<byte[], byte[]> record) {
    if ((since != null && record.timestamp() < since.toEpochMilli())
        || (until != null && record.timestamp() >= until.toEpochMilli())) {
      return null;
    }
    T what = reading.of(record);
    return what == null ? null : new Timed<>(record.timestamp(), what);
  }

  private List<Part> parts(Map<TopicPartition, Long> ends) throws IOException {
    Map<TopicPartition, Long> starts = reader.offsets().starts();
    Map<TopicPartition, Long> from = since == null ? starts : first(since, ends);
    Map<TopicPartition, Long> to = until == null ? ends : first(until.plus(DISORDER), ends);
    return reader.partitions().stream()
        .map(it -> new Part(it, TopicOffsets.at(from, it), TopicOffsets.at(to, it)))
        .toList();
  }

  /** Where what is as late begins; the end, where nothing is. */
  private Map<TopicPartition, Long> first(Instant time, Map<TopicPartition, Long> ends)
      throws IOException {
    Map<TopicPartition, Long> found = new HashMap<>(ends);
    for (Map.Entry<TopicPartition, OffsetAndTimestamp> it :
        reader.offsets().firstSince(time).entrySet()) {
      found.merge(it.getKey(), it.getValue().offset(), Math::min);
    }
    return found;
  }

  private void goTo(Map<TopicPartition, Long> ends) {
    reader.consumer().assign(reader.partitions());
    reader.consumer().resume(reader.partitions());
    ends.forEach(reader.consumer()::seek);
  }
}
