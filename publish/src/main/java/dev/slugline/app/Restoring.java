package dev.slugline.app;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How far the state stores are restored from their changelogs. Thread-safe. */
final class Restoring implements StateRestoreListener {
  /** By changelog partition; what is restored is taken out. */
  private final Map<TopicPartition, Progress> open = new ConcurrentHashMap<>();

  private record Progress(long records, long done) {}

  @Override
  public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
    open.put(partition, new Progress(Math.max(0, to - from), 0));
  }

  @Override
  public void onBatchRestored(TopicPartition partition, String store, long end, long count) {
    open.computeIfPresent(partition, (at, it) -> new Progress(it.records(), it.done() + count));
  }

  @Override
  public void onRestoreEnd(TopicPartition partition, String store, long total) {
    open.remove(partition);
  }

  @Override
  public void onRestoreSuspended(TopicPartition partition, String store, long total) {
    open.remove(partition);
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
