package dev.slugline.app.view;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.view.ViewReader.Gone;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.Withdrawal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the store of a view and keeps it up to date on a thread of its own, the only one that
 * writes. A store that cannot go on or is broken is taken away and filled anew.
 */
final class ViewFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ViewFollower.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(15);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration NOTE_EVERY = Duration.ofSeconds(10);
  private static final Duration SILENT_FOR = Duration.ofSeconds(10);

  private final SluglineConfig config;
  private final ViewFolder folder;
  private final ViewSweep sweep;
  private final Thread following;
  private final CountDownLatch closing = new CountDownLatch(1);

  /** Read: asking the store; write: putting another in its place. */
  private final ReadWriteLock inUse = new ReentrantReadWriteLock();

  private ViewStore store;
  private boolean closed;
  private volatile Progress progress = Progress.restoring(0);
  private volatile @Nullable Instant asOf;
  private volatile @Nullable String broken;

  /** What is to be reached next, and when it was the end. */
  private @Nullable Map<TopicPartition, Long> target;

  private Instant targetAt = Instant.EPOCH;
  private Instant noted = Instant.EPOCH;
  private boolean silent;

  /** Something asked of the store. */
  interface Question<T> {
    T ask(ViewStore store) throws RocksDBException;
  }

  ViewFollower(SluglineConfig config, ViewFolder folder) throws IOException {
    this.config = config;
    this.folder = folder;
    this.sweep = new ViewSweep(config.duration("history.ms"));
    this.store = open(folder);
    this.following = new Thread(this::follow, "view");
    following.setDaemon(true);
    following.start();
  }

  private static ViewStore open(ViewFolder folder) throws IOException {
    try {
      return ViewStore.open(folder.store());
    } catch (RocksDBException e) {
      LOG.warn("the view in {} is made anew: {}", folder.store(), e.getMessage());
    }
    folder.clear();
    try {
      return ViewStore.open(folder.store());
    } catch (RocksDBException e) {
      throw new IOException("no view can be kept in " + folder.store() + ": " + e.getMessage(), e);
    }
  }

  Progress progress() {
    return progress;
  }

  @Nullable Instant asOf() {
    return asOf;
  }

  <T> T ask(Question<T> question) throws RestoringException {
    inUse.readLock().lock();
    try {
      if (closed) {
        throw new RestoringException("stopping");
      }
      Progress now = progress; // said of the store that this holds: before, it may be another
      if (!now.ready()) {
        throw new RestoringException(now.detail());
      }
      return question.ask(store);
    } catch (RocksDBException e) {
      broken = e.getMessage();
      throw new RestoringException("the view is broken and is made anew", e);
    } finally {
      inUse.readLock().unlock();
    }
  }

  private void follow() {
    try {
      while (!isClosing()) {
        try (ViewReader reader = new ViewReader(config)) {
          target = null;
          reader.resume(store, Instant.now());
          while (!isClosing()) {
            step(reader);
          }
        } catch (Gone | InvalidOffsetException | RocksDBException e) {
          renew(e.getMessage());
        } catch (IOException | KafkaException e) {
          if (!isClosing()) {
            stall(e instanceof KafkaException it ? ViewReader.reason(it) : e.getMessage());
            closing.await(AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      LOG.error("no view can be kept; lists and articles are not answered until a restart", e);
      progress = new Progress(false, 0, "no view can be kept; the log says why");
    }
  }

  private void step(ViewReader reader) throws Gone, RocksDBException {
    String damage = broken;
    if (damage != null) {
      broken = null;
      throw new Gone(damage);
    }
    ConsumerRecords<byte[], byte[]> records = reader.poll(POLL);
    if (!records.isEmpty()) {
      take(reader, records);
    }
    look(reader, Instant.now());
    sweep.sweep(store, Instant.now());
  }

  private void take(ViewReader reader, ConsumerRecords<byte[], byte[]> records)
      throws RocksDBException {
    try (ViewBatch batch = new ViewBatch(store)) {
      for (ConsumerRecord<byte[], byte[]> record : records) {
        take(record, reader.isRegister(record.topic()), batch);
      }
      for (TopicPartition partition : records.partitions()) {
        batch.offset(partition, reader.position(partition));
      }
      batch.commit(Instant.now());
    }
  }

  private static void take(ConsumerRecord<byte[], byte[]> record, boolean register, ViewBatch batch)
      throws RocksDBException {
    if (record.key() == null) {
      return;
    }
    String id = new String(record.key(), StandardCharsets.UTF_8);
    try {
      if (register) {
        if (record.value() != null) {
          ArticleJson.mapper().readValue(record.value(), Withdrawal.class);
        }
        batch.withdrawal(id, record.value());
      } else if (record.value() == null) {
        batch.remove(id);
      } else {
        batch.put(id, record.value(), record.timestamp());
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn(
          "{}-{} at offset {} is passed over, it is no record of ours: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  /** Sees how far it is: whether all is read that was there when it was last asked. */
  private void look(ViewReader reader, Instant now) throws Gone, RocksDBException {
    Map<TopicPartition, Long> ends = target;
    if (ends == null) {
      if (progress.ready() && now.isBefore(targetAt.plus(LOOK_EVERY))) {
        return;
      }
      ends = ask(reader, now);
      if (ends == null) {
        return;
      }
      ViewReader.checkAge(store, now); // the broker may have been away for days
    }
    if (reader.isAt(ends)) {
      target = null;
      current(targetAt);
    } else if (!progress.ready()) {
      progress = Progress.restoring(reader.percent(ends));
    }
  }

  /** Where the topics end now; null: the broker does not say. */
  private @Nullable Map<TopicPartition, Long> ask(ViewReader reader, Instant now) {
    try {
      Map<TopicPartition, Long> ends = reader.ends();
      target = ends;
      targetAt = now;
      return ends;
    } catch (TimeoutException e) {
      Instant last = asOf;
      if (last != null && now.isAfter(last.plus(SILENT_FOR))) {
        stall("the broker does not answer");
      }
      return null;
    }
  }

  /** Said once, until it goes on. */
  private void stall(@Nullable String reason) {
    if (!silent) {
      silent = true;
      LOG.warn("the view stays as it is for now: {}", reason);
    }
  }

  private void current(Instant at) throws RocksDBException {
    if (!progress.ready()) {
      LOG.info("the view is current");
    } else if (silent) {
      LOG.info("the view is current again");
    }
    silent = false;
    asOf = at;
    progress = Progress.CURRENT;
    if (at.isAfter(noted.plus(NOTE_EVERY))) {
      noted = at;
      store.current(at.toEpochMilli());
    }
  }

  private void renew(@Nullable String reason) throws IOException {
    LOG.warn("the view in {} is made anew: {}", folder.store(), reason);
    progress = Progress.restoring(0);
    asOf = null;
    inUse.writeLock().lock();
    try {
      store.close();
      folder.clear();
      store = open(folder);
    } finally {
      inUse.writeLock().unlock();
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    try {
      following.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    inUse.writeLock().lock();
    try {
      if (!closed && !following.isAlive()) {
        store.close();
      }
      closed = true;
    } finally {
      inUse.writeLock().unlock();
    }
    folder.close();
  }
}
