package dev.slugline.app;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
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
  private static final Duration QUIET = Duration.ofMinutes(1);

  /** By changelog partition; what is restored is taken out. */
  private final Map<TopicPartition, Progress> open = new ConcurrentHashMap<>();

  private final Consumer<String> log;
  private final LongSupplier nanos;

  /** When something was last restored, in nanoseconds of the clock. */
  private final AtomicLong last;

  private record Progress(long records, long done) {}

  Restoring() {
    this(LOG::info, System::nanoTime);
  }

  Restoring(Consumer<String> log, LongSupplier nanos) {
    this.log = log;
    this.nanos = nanos;
    this.last = new AtomicLong(nanos.getAsLong() - QUIET.toNanos());
  }

  @Override
  public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
    open.put(partition, new Progress(Math.max(0, to - from), 0));
  }

  @Override
  public void onBatchRestored(TopicPartition partition, String store, long end, long count) {
    open.computeIfPresent(partition, (at, it) -> new Progress(it.records(), it.done() + count));
    long now = nanos.getAsLong();
    // a task after the other is restored: what comes after a while is another restore
    if (count > 0 && now - last.getAndSet(now) >= QUIET.toNanos()) {
      log.accept(
          "the state is made again from Kafka: an instance was killed or moved; nothing is lost");
    }
  }

  @Override
  public void onRestoreEnd(TopicPartition partition, String store, long total) {
    open.remove(partition);
  }

  @Override
  public void onRestoreSuspended(TopicPartition partition, String store, long total) {
    open.remove(partition);
  }

  /**
   * Waits for the end of a start, which takes as long as there is something to restore.
   *
   * @param quietAtMost how long nothing may be restored meanwhile
   * @return false: it did not end
   */
  boolean await(CountDownLatch end, Duration quietAtMost) throws InterruptedException {
    long began = nanos.getAsLong();
    long left = quietAtMost.toNanos();
    while (left > 0 && !end.await(left, TimeUnit.NANOSECONDS)) {
      long now = nanos.getAsLong();
      left = quietAtMost.toNanos() - Math.min(now - began, now - last.get());
    }
    return end.getCount() == 0;
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
