package dev.slugline.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What waits for the end of its embargo, in the order of those ends: a look for what is due reads
 * that and one more, however much waits. On its task's thread.
 */
final class EmbargoStore {
  /** What is read at once, however little that is. */
  private static final int MOST_BYTES = 16 * 1024 * 1024;

  private final KeyValueStore<String, byte[]> store;

  EmbargoStore(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  /** What is due: its key in the store, the id behind the time, and what waited. */
  record Due(String place, String id, Crossing what) {}

  void put(Instant until, String id, byte[] crossing) {
    store.put(EmbargoKey.of(until, id).toString(), crossing);
  }

  void delete(Instant until, String id) {
    store.delete(EmbargoKey.of(until, id).toString());
  }

  void delete(Due due) {
    store.delete(due.place());
  }

  /** The first that are due, so many at most. */
  List<Due> due(long nowMillis, int atMost) {
    List<Due> due = new ArrayList<>();
    long bytes = 0;
    String after = new EmbargoKey(nowMillis + 1, "").toString();
    try (KeyValueIterator<String, byte[]> entries =
        store.range(new EmbargoKey(0, "").toString(), after)) {
      while (due.size() < atMost && bytes < MOST_BYTES && entries.hasNext()) {
        KeyValue<String, byte[]> entry = entries.next();
        String id = EmbargoKey.parse(entry.key).what();
        bytes += entry.value.length;
        due.add(new Due(entry.key, id, Crossing.read(entry.value)));
      }
    }
    return due;
  }
}
