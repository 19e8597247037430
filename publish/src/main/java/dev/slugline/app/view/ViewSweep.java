package dev.slugline.app.view;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Forgets articles whose record is older than its topic keeps records: a slice at a time, so that
 * no sweep holds up what arrives. On the thread that writes.
 */
final class ViewSweep {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final int SLICE = 1_000;

  private final Duration keep;
  private Instant next = Instant.EPOCH;
  private byte @Nullable [] from;

  ViewSweep(Duration keep) {
    this.keep = keep;
  }

  /** Sweeps the next slice, where it is time for one. */
  void sweep(ViewStore store, Instant now) throws RocksDBException {
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(EVERY);
    slice(store, now);
  }

  private void slice(ViewStore store, Instant now) throws RocksDBException {
    long oldest = now.minus(keep).toEpochMilli();
    int count = 0;
    boolean found = false;
    try (RocksIterator it = store.db().newIterator(store.listed());
        ViewBatch batch = new ViewBatch(store)) {
      if (from == null) {
        it.seekToFirst();
      } else {
        it.seek(from);
      }
      for (; it.isValid() && count < SLICE; it.next()) {
        count++;
        if (Listed.ofBytes(it.value()).touched() < oldest) {
          batch.remove(ViewLayout.text(it.key()));
          found = true;
        }
      }
      it.status();
      from = it.isValid() ? it.key() : null;
      if (found) {
        batch.commit(now);
      }
    }
  }
}
