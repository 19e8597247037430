package dev.slugline.ingest.stream;

import java.time.Duration;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Forgets what has not changed for a while: a slice of the store at a time, by the wall clock, so
 * that no sweep holds up the stream. One a store and task, on the task's thread.
 *
 * @param <V> the store's values
 */
public final class StoreSweep<V> {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final int SLICE = 1_000;

  private final KeyValueStore<String, V> store;
  private final long keepMillis;
  private final ToLongFunction<V> touched;
  private @Nullable String from;

  private StoreSweep(KeyValueStore<String, V> store, Duration keep, ToLongFunction<V> touched) {
    this.store = store;
    this.keepMillis = keep.toMillis();
    this.touched = touched;
  }

  /**
   * Schedules the sweep of a store.
   *
   * @param touched when a value last changed, epoch milliseconds; {@link Long#MAX_VALUE}: it is
   *     never forgotten
   */
  public static <V> void schedule(
      ProcessorContext<?, ?> context,
      KeyValueStore<String, V> store,
      Duration keep,
      ToLongFunction<V> touched) {
    StoreSweep<V> sweep = new StoreSweep<>(store, keep, touched);
    context.schedule(EVERY, PunctuationType.WALL_CLOCK_TIME, sweep::slice);
  }

  private void slice(long nowMillis) {
    long oldest = nowMillis - keepMillis;
    String last = null;
    int count = 0;
    try (KeyValueIterator<String, V> entries = store.range(from, null)) {
      while (entries.hasNext() && count < SLICE) {
        KeyValue<String, V> entry = entries.next();
        last = entry.key;
        count++;
        if (touched.applyAsLong(entry.value) < oldest) {
          store.delete(entry.key);
        }
      }
    }
    from = count < SLICE ? null : last;
  }
}
