package dev.slugline.app.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.TopicAdmin;
import dev.slugline.ingest.article.ArticleJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what clients have missed, with a few readers for all of them: one slice for one client
 * after the other, and none for a client that has not yet taken what it was given. Who is near the
 * end goes to the {@link Tail}, with exactly the offsets that he has got to. Thread-safe.
 */
final class CatchUp implements AutoCloseable {
  /** A client that has more than this to take is not read for. */
  static final long MOST_WAITING = 128 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long ID_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Duration TAKES = Duration.ofMillis(20);

  private final SluglineConfig config;
  private final Duration pause;
  private final long heartbeatNanos;
  private final Consumer<Subscription> tail;
  private final ScheduledThreadPoolExecutor threads;
  private final BlockingQueue<EnrichedReader> idle = new LinkedBlockingQueue<>();

  /**
   * Makes the threads.
   *
   * @param pause after which a client comes back for which reading failed
   * @param tail takes who is near the end
   */
  CatchUp(SluglineConfig config, Duration pause, Consumer<Subscription> tail) {
    this.config = config;
    this.pause = pause;
    this.heartbeatNanos = config.duration("stream.heartbeat.ms").toNanos();
    this.tail = tail;
    AtomicInteger number = new AtomicInteger();
    threads =
        new ScheduledThreadPoolExecutor(
            config.number("stream.catchup.threads"),
            task -> {
              Thread thread = new Thread(task, "live-catch-up-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    threads.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // when closed
  }

  /** Takes a client that is behind. */
  void add(Subscription subscription) {
    later(subscription, Duration.ZERO);
  }

  private void later(Subscription subscription, Duration wait) {
    ScheduledFuture<?> unused =
        threads.schedule(() -> slice(subscription), wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void slice(Subscription subscription) {
    if (!subscription.speak(heartbeatNanos)) {
      return;
    }
    if (subscription.outlet().waiting() > MOST_WAITING) {
      later(subscription, TAKES);
      return;
    }
    EnrichedReader reader = idle.poll();
    try {
      reader = reader == null ? new EnrichedReader(config) : reader;
      boolean near = read(reader, subscription);
      idle.add(reader);
      if (near) {
        tail.accept(subscription);
      } else {
        later(subscription, Duration.ZERO);
      }
    } catch (RuntimeException e) { // those of Kafka among them
      if (!threads.isShutdown()) {
        LOG.warn("a live stream that catches up ends: reading failed", e);
        subscription.outlet().end(EventText.retry(pause));
      }
      if (reader != null) {
        reader.close();
      }
    }
  }

  /** Reads a slice; whether the end that there was at its begin is reached. */
  private boolean read(EnrichedReader reader, Subscription subscription) {
    Position end = reader.end();
    if (!subscription.isResolved()) {
      resolve(reader, subscription);
    }
    reader.seek(Objects.requireNonNull(subscription.position()));
    long until = System.nanoTime() + SLICE_NANOS;
    boolean near = false;
    do {
      List<NewsRecord> records = new ArrayList<>();
      reader.poll(POLL).forEach(record -> records.add(new NewsRecord(record)));
      if (!subscription.catchUp(records, Query::matching, MOST_WAITING)) {
        return false; // and the rest is read again
      }
      subscription.resolve(reader.position());
      near = reader.position().isAtLeast(end);
    } while (!near && System.nanoTime() < until);
    subscription.speak(ID_NANOS);
    return near;
  }

  private static void resolve(EnrichedReader reader, Subscription subscription) {
    Start start = subscription.start();
    if (start instanceof Start.Since since) {
      subscription.resolve(reader.since(since.time()));
    } else {
      resume(reader, subscription, Objects.requireNonNull(subscription.position()));
    }
  }

  /** Goes on where the client was, or says what is missing and goes on behind it. */
  private static void resume(EnrichedReader reader, Subscription subscription, Position position) {
    Position begin = reader.begin();
    Position end = reader.end();
    Position window = reader.since(Instant.now().minus(TopicAdmin.RESUME_WINDOW));
    long[] next = position.offsets();
    String reason = null;
    ObjectNode missing = ArticleJson.mapper().createObjectNode();
    for (int partition = 0; partition < next.length; partition++) {
      Gap gap = gap(next[partition], partition, begin, window, end);
      if (gap != null) {
        reason = gap.reason();
        missing
            .putObject(Integer.toString(partition))
            .put("from", next[partition])
            .put("to", gap.to())
            .put("why", gap.reason());
        next[partition] = gap.onwards();
      }
    }
    subscription.resolve(Position.of(next));
    if (reason != null) {
      Position onwards = Position.of(next);
      subscription.outlet().offer(EventText.reset(reason, missing, onwards));
    }
  }

  /**
   * What a client cannot be given any more of a partition.
   *
   * @param to up to where
   * @param onwards where it goes on
   */
  private record Gap(String reason, long to, long onwards) {}

  private static @Nullable Gap gap(
      long next, int partition, Position begin, Position window, Position end) {
    if (next > end.next(partition)) {
      return new Gap("unknown", end.next(partition), end.next(partition));
    }
    if (next < begin.next(partition)) {
      return new Gap("deleted", begin.next(partition), begin.next(partition));
    }
    // what is older may have been compacted: of each article the last record is there
    return next < window.next(partition)
        ? new Gap("compacted", window.next(partition), next)
        : null;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("a reader of live streams did not stop within 5 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    idle.forEach(EnrichedReader::close);
    idle.clear();
  }
}
