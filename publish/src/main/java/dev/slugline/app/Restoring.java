package dev.slugline.app;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the state stores are restored from their changelogs. That they are is logged, once a
 * restore: Kafka's own words for it are those of a corruption. Thread-safe.
 */
final class Restoring implements StateRestoreListener {
  private static final Logger LOG = LoggerFactory.getLogger(Restoring.class);

  /** By changelog partition; what is restored is taken out. */
  private final Map<TopicPartition, Progress> open = new ConcurrentHashMap<>();

  private final Consumer<String> log;
  private final AtomicBoolean told = new AtomicBoolean();

  private record Progress(long records, long done) {}

  Restoring() {
    this(LOG::info);
  }

  Restoring(Consumer<String> log) {
    this.log = log;
  }

  @Override
  public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
    open.put(partition, new Progress(Math.max(0, to - from), 0));
  }

  @Override
  public void onBatchRestored(TopicPartition partition, String store, long end, long count) {
    open.computeIfPresent(partition, (at, it) -> new Progress(it.records(), it.done() + count));
    // all that a thread restores together has begun before the first batch of it comes
    if (count > 0 && told.compareAndSet(false, true)) {
      long records = open.values().stream().mapToLong(Progress::records).sum();
      log.accept(
          "the state is made again from Kafka, up to "
              + records
              + " records: an instance was killed or moved; nothing is lost");
    }
  }

  @Override
  public void onRestoreEnd(TopicPartition partition, String store, long total) {
    ended(partition);
  }

  @Override
  public void onRestoreSuspended(TopicPartition partition, String store, long total) {
    ended(partition);
  }

  private void ended(TopicPartition partition) {
    open.remove(partition);
    if (open.isEmpty()) {
      told.set(false);
    }
  }

  /** Of the records of all stores that are being restored; empty: none is. */
  OptionalInt percent() {
    long records = 0;
    long done = 0;
    for (Progress it : open.values()) {
      records += it.records();
      done += Math.min(it.done(), it.records());
    }
    if (open.isEmpty()) {
      return OptionalInt.empty();
    }
    // control records are counted in the offsets, not in the batches: never more than is true
    return OptionalInt.of(records == 0 ? 100 : (int) (100 * done / records));
  }
}
