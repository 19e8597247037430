package dev.slugline.app.live;

import dev.slugline.app.config.SluglineConfig;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
 * Reads what clients have missed, with a few readers for all of them. Clients that are near each
 * other go together: each record is read, parsed and matched once for all of them, as when an
 * instance was started anew and all of its clients come back. Who has not yet taken what it was
 * given is left behind and goes on later. Who is near the end goes to the {@link Tail}, with
 * exactly the offsets that it has got to. Thread-safe.
 */
final class CatchUp implements AutoCloseable {
  /** A client that has more than this to take is not read for. */
  static final long MOST_WAITING = 128 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

  /** Clients that are at most so many records apart go together. */
  private static final long NEAR_RECORDS = 2_000;

  private static final Duration POLL = Duration.ofMillis(200);
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** So long all wait for those of them whose connections are slower than the reading. */
  private static final long ROOM_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long ID_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Duration TAKES = Duration.ofMillis(20);

  private final SluglineConfig config;
  private final Queries queries;
  private final Duration pause;
  private final long heartbeatNanos;
  private final Consumer<Subscription> tail;
  private final ScheduledThreadPoolExecutor threads;
  private final Resume resume = new Resume();

  /** Those that can be read for; guarded by itself. For each there is a turn to come. */
  private final Deque<Subscription> ready = new ArrayDeque<>();

  /** Guarded by itself. */
  private final List<EnrichedReader> idle = new ArrayList<>();

  /**
   * Makes the threads.
   *
   * @param pause after which a client comes back for which reading failed
   * @param tail takes who is near the end
   */
  CatchUp(SluglineConfig config, Queries queries, Duration pause, Consumer<Subscription> tail) {
    this.config = config;
    this.queries = queries;
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
    later(() -> prepare(subscription), Duration.ZERO);
  }

  private void later(Runnable task, Duration wait) {
    ScheduledFuture<?> unused = threads.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** To those that can be read for, once it is known where it begins and it has room. */
  private void prepare(Subscription subscription) {
    if (!subscription.speak(heartbeatNanos)) {
      return;
    }
    if (subscription.outlet().waiting() > MOST_WAITING) {
      later(() -> prepare(subscription), TAKES);
    } else if (subscription.isResolved()) {
      makeReady(List.of(subscription));
    } else {
      List<Subscription> one = List.of(subscription);
      reading(
          null,
          one,
          reader -> {
            resume.resolve(reader, subscription);
            makeReady(one);
          });
    }
  }

  /** Their turns come after those that are due, so that who comes at the same time goes along. */
  private void makeReady(Collection<Subscription> subscriptions) {
    synchronized (ready) {
      ready.addAll(subscriptions);
    }
    subscriptions.forEach(each -> later(this::turn, Duration.ZERO));
  }

  /** A turn of the one that is ready longest, and of those near it. */
  private void turn() {
    List<Subscription> together = new ArrayList<>();
    Position from = board(together);
    if (from != null) {
      reading(from, together, reader -> read(reader, from, together));
    }
  }

  private @Nullable Position board(List<Subscription> together) {
    synchronized (ready) {
      Subscription first = ready.poll();
      if (first == null) {
        return null; // it went along with another
      }
      Position there = at(first);
      Position from = there;
      together.add(first);
      for (Iterator<Subscription> others = ready.iterator(); others.hasNext(); ) {
        Subscription other = others.next();
        if (at(other).isWithin(NEAR_RECORDS, there)) {
          together.add(other);
          others.remove();
          from = from.least(at(other));
        }
      }
      return from;
    }
  }

  private static Position at(Subscription subscription) {
    return Objects.requireNonNull(subscription.position());
  }

  /** Reads for some clients, until the end or for a slice of time. */
  private void read(EnrichedReader reader, Position from, List<Subscription> together) {
    Position end = reader.end();
    reader.seek(from);
    Position here = from;
    long until = System.nanoTime() + SLICE_NANOS;
    while (!here.isAtLeast(end) && !together.isEmpty() && System.nanoTime() < until) {
      List<NewsRecord> records = new ArrayList<>();
      reader.poll(POLL).forEach(record -> records.add(new NewsRecord(record)));
      here = reader.position();
      give(records, here, together);
    }
    if (here.isAtLeast(end)) {
      together.forEach(tail);
    } else {
      makeReady(together);
    }
  }

  /** Leaves in {@code together} only those that have taken all. */
  private void give(List<NewsRecord> records, Position here, List<Subscription> together) {
    Set<Subscription> full = new HashSet<>(together);
    full.removeIf(it -> takes(it, records));
    long until = System.nanoTime() + ROOM_NANOS;
    while (!full.isEmpty() && System.nanoTime() < until && pauses()) {
      full.removeIf(it -> takes(it, records));
    }
    together.removeIf(it -> full.contains(it) || !it.outlet().isOpen());
    for (Subscription each : together) {
      each.resolve(at(each).most(here));
      each.speak(ID_NANOS);
    }
    full.forEach(each -> later(() -> prepare(each), TAKES));
  }

  /** Whether there is nothing left to give to it. */
  private boolean takes(Subscription subscription, List<NewsRecord> records) {
    return subscription.catchUp(records, record -> record.matching(queries), MOST_WAITING)
        || !subscription.outlet().isOpen();
  }

  private static boolean pauses() {
    try {
      TimeUnit.MILLISECONDS.sleep(1);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it is being closed
      return false;
    }
  }

  /** Lends a reader, one that is at the position if there is one. */
  private void reading(
      @Nullable Position from, List<Subscription> clients, Consumer<EnrichedReader> work) {
    EnrichedReader reader = null;
    try {
      reader = take(from);
      work.accept(reader);
      synchronized (idle) {
        idle.add(reader);
      }
    } catch (RuntimeException e) { // those of Kafka among them
      if (!threads.isShutdown()) {
        LOG.warn("live streams that catch up end: reading failed", e);
        clients.forEach(it -> it.outlet().end(EventText.retry(pause)));
      }
      if (reader != null) {
        reader.close();
      }
    }
  }

  private EnrichedReader take(@Nullable Position from) {
    synchronized (idle) {
      for (EnrichedReader reader : idle) {
        if (from != null && reader.isAt(from)) {
          idle.remove(reader);
          return reader;
        }
      }
      if (!idle.isEmpty()) {
        return idle.remove(0);
      }
    }
    return EnrichedReader.ofThePast(config);
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
    synchronized (idle) {
      idle.forEach(EnrichedReader::close);
      idle.clear();
    }
  }
}
