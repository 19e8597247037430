package dev.slugline.app.kafka;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receipts of late, kept as they are written: those of the raw records last spoken of, some
 * {@value #MOST} in all. Whoever has just written a raw record can wait here for what becomes of
 * it. Thread-safe; it reads on a thread of its own.
 */
public final class RecentReceipts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecentReceipts.class);
  private static final int MOST = 20_000;

  /** A raw record of more items is left to the search: waiting for it would cost too much. */
  private static final int MOST_OF_ONE = 5_000;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Read again after a break: receipts have the time of their raw record, not of their writing. */
  private static final Duration OVERLAP = Duration.ofMinutes(1);

  /** One who waits for the receipts of a raw record. */
  private static final class Waiting {
    private final CompletableFuture<@Nullable RawReceipts> answer = new CompletableFuture<>();
  }

  private final SluglineConfig config;
  private final String topic;
  private final Thread thread = new Thread(this::run, "recent-receipts");
  private final Map<RawPosition, Set<Waiting>> awaited = new ConcurrentHashMap<>();

  /** The raw records in the order in which they were first spoken of. */
  private final Map<RawPosition, RawReceipts> recent = new LinkedHashMap<>();

  /** The one that the thread begins with. */
  private @Nullable TopicReader reader;

  private final Outage outage =
      new Outage(LOG, "receipts are not read for the moment", "receipts are read again");

  private int held;
  private long last = System.currentTimeMillis();
  private volatile boolean closed;

  /**
   * Begins to read at what is written from now on.
   *
   * @throws IOException when the broker does not answer, or there is no topic
   */
  public RecentReceipts(SluglineConfig config) throws IOException {
    this.config = config;
    this.topic = new Topics(config.text("prefix")).receipts().name();
    TopicReader first = new TopicReader(config, List.of(topic));
    first.seekToEnd();
    this.reader = first;
    thread.setDaemon(true);
    thread.start();
  }

  /** Those of a raw record; null: it is not among the last. */
  public @Nullable RawReceipts of(RawPosition position) {
    synchronized (recent) {
      RawReceipts found = recent.get(position);
      return found == null || found.size() == 0 ? null : found.copy();
    }
  }

  /**
   * Those of a raw record once all of its items have theirs.
   *
   * @return null in it: they were not there in time
   */
  public CompletableFuture<@Nullable RawReceipts> await(RawPosition position, Duration atMost) {
    Waiting one = new Waiting();
    awaited.compute(
        position,
        (at, all) -> {
          Set<Waiting> with = all == null ? ConcurrentHashMap.newKeySet() : all;
          with.add(one);
          return with;
        });
    RawReceipts now = of(position);
    if (now != null && now.isDone()) {
      one.answer.complete(now);
    }
    return one.answer
        .completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((receipts, failure) -> forget(position, one));
  }

  private void forget(RawPosition position, Waiting one) {
    awaited.computeIfPresent(
        position,
        (at, all) -> {
          all.remove(one);
          return all.isEmpty() ? null : all;
        });
  }

  private void run() {
    while (!closed) {
      try (TopicReader reading = open()) {
        outage.over();
        reading.follow(this::take, () -> !closed);
      } catch (IOException | RuntimeException e) {
        outage.failed(e);
        pause();
      }
    }
  }

  private TopicReader open() throws IOException {
    TopicReader open = reader;
    reader = null;
    if (open == null) {
      open = new TopicReader(config, List.of(topic));
      open.seekTo(Instant.ofEpochMilli(last).minus(OVERLAP));
    }
    return open;
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private boolean take(ConsumerRecord<byte[], byte[]> record) {
    last = record.timestamp();
    Receipt receipt = RawReceipts.read(record);
    if (receipt == null || receipt.items() > MOST_OF_ONE) {
      return true;
    }
    RawPosition position = RawPosition.of(receipt);
    RawReceipts done = null;
    synchronized (recent) {
      RawReceipts of = recent.computeIfAbsent(position, it -> new RawReceipts());
      held -= of.size();
      of.add(receipt);
      held += of.size();
      forgetOldest();
      if (of.isDone() && awaited.containsKey(position)) {
        done = of.copy();
      }
    }
    if (done != null) {
      RawReceipts answer = done;
      awaited.getOrDefault(position, Set.of()).forEach(it -> it.answer.complete(answer));
    }
    return true;
  }

  private void forgetOldest() {
    Iterator<RawReceipts> oldest = recent.values().iterator();
    while (held > MOST && oldest.hasNext()) {
      held -= oldest.next().size();
      oldest.remove();
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(PAUSE.toMillis() * 2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
