package dev.slugline.app.view;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Changes of the view that are made together or not at all, with how far the topics are read then.
 * Not thread-safe; one at a time.
 */
final class ViewBatch implements AutoCloseable {
  private final ViewStore store;
  private final WriteBatch batch = new WriteBatch();

  /** How the articles of the batch stand after it, since the store does not know yet. */
  private final Map<String, @Nullable Listed> standing = new HashMap<>();

  private final Map<String, Long> counts = new HashMap<>();
  private final Set<String> changed = new HashSet<>();

  ViewBatch(ViewStore store) {
    this.store = store;
  }

  /**
   * An article as it stands now.
   *
   * @param timestamp of its record
   * @throws IOException where the record is no article
   */
  void put(String id, byte[] json, long timestamp) throws IOException, RocksDBException {
    Listed now = Listed.of(json, timestamp);
    takeOffLists(id);
    byte[] key = ViewLayout.bytes(id);
    batch.put(store.articles(), key, json);
    batch.put(store.listed(), key, now.toBytes());
    for (String tag : now.tags().keySet()) {
      batch.put(store.lists(), ViewLayout.listKey(tag, now.arrived(), id), new byte[0]);
      count(tag, 1);
    }
    standing.put(id, now);
  }

  /** An article is gone. */
  void remove(String id) throws RocksDBException {
    takeOffLists(id);
    byte[] key = ViewLayout.bytes(id);
    batch.delete(store.articles(), key);
    batch.delete(store.listed(), key);
    standing.put(id, null);
  }

  private void takeOffLists(String id) throws RocksDBException {
    Listed before = standing.containsKey(id) ? standing.get(id) : store.listed(id);
    if (before != null) {
      for (String tag : before.tags().keySet()) {
        batch.delete(store.lists(), ViewLayout.listKey(tag, before.arrived(), id));
        count(tag, -1);
      }
    }
  }

  private void count(String tag, long by) {
    counts.merge(tag, by, Long::sum);
    changed.add(tag);
  }

  /** An entry of the register of retractions; null: it is taken out. */
  void withdrawal(String id, byte @Nullable [] json) throws RocksDBException {
    if (json == null) {
      batch.delete(store.withdrawn(), ViewLayout.bytes(id));
    } else {
      batch.put(store.withdrawn(), ViewLayout.bytes(id), json);
    }
  }

  /** Where a partition goes on after the batch. */
  void offset(TopicPartition partition, long next) throws RocksDBException {
    byte[] key = ViewLayout.offsetKey(partition.topic(), partition.partition());
    batch.put(key, ViewLayout.bytes(next));
  }

  /**
   * Makes the changes.
   *
   * @param now by the wall clock
   */
  void commit(Instant now) throws RocksDBException {
    Map<String, TagState> states = new HashMap<>();
    for (String tag : changed) {
      long count =
          store.tags().getOrDefault(tag, TagState.NONE).count() + counts.getOrDefault(tag, 0L);
      TagState state = new TagState(count, null, now);
      states.put(tag, state);
      batch.put(ViewLayout.tagKey(tag), ViewLayout.bytes(state));
    }
    try (WriteOptions options = new WriteOptions()) {
      store.db().write(options, batch);
    }
    store.tags().putAll(states);
  }

  @Override
  public void close() {
    batch.close();
  }
}
