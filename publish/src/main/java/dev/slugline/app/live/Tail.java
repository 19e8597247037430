package dev.slugline.app.live;

import dev.slugline.app.config.SluglineConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the end of {@code news.enriched} on a thread of its own, for all clients that have caught
 * up: each record is read, parsed, matched and worded once. Without clients it does not read.
 */
final class Tail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** What is kept to go on from, and how much of it one client may have to be given. */
  private static final long RECENT_BYTES = 4L * 1024 * 1024;

  private static final int MOST_REPLAYED = 200;

  /** Clients that join may not keep those waiting that are there. */
  private static final long JOIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** So far all slow clients together may hold up the others. */
  private static final long ROOM_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final SluglineConfig config;
  private final Queries queries;
  private final Duration pause;
  private final long heartbeatNanos;
  private final Consumer<Subscription> catchUp;
  private final BlockingQueue<Subscription> arriving = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closing;

  // of the thread alone
  private final List<Subscription> live = new ArrayList<>();
  private final List<Subscription> ahead = new ArrayList<>();
  private final Set<Subscription> full = new HashSet<>();
  private long roomNanos = ROOM_NANOS;
  private long[] next = {};
  private @Nullable Recent recent;
  private long heartbeatAt;
  private long idleSince;

  /**
   * A tail that is not started yet.
   *
   * @param pause after which clients come back where it failed
   * @param catchUp takes who is too far behind
   */
  Tail(SluglineConfig config, Queries queries, Duration pause, Consumer<Subscription> catchUp) {
    this.config = config;
    this.queries = queries;
    this.pause = pause;
    this.heartbeatNanos = config.duration("stream.heartbeat.ms").toNanos();
    this.catchUp = catchUp;
    this.thread = new Thread(this::run, "live-tail");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Takes a client that begins now, or is about as far as this is. */
  void join(Subscription subscription) {
    arriving.add(subscription);
  }

  private void run() {
    while (!closing) {
      try (EnrichedReader reader = EnrichedReader.ofTheEnd(config)) {
        begin(reader);
        while (!closing) {
          step(reader);
        }
      } catch (RuntimeException e) { // those of Kafka among them
        if (!closing) {
          fail(e);
        }
      } catch (InterruptedException e) {
        return; // it is being closed
      }
    }
  }

  private void begin(EnrichedReader reader) {
    Position end = reader.end();
    reader.seek(end);
    next = end.offsets();
    recent = new Recent(RECENT_BYTES, end);
    heartbeatAt = System.nanoTime() + heartbeatNanos;
    idleSince = System.nanoTime();
  }

  private void step(EnrichedReader reader) throws InterruptedException {
    if (live.isEmpty() && ahead.isEmpty()) {
      if (arriving.isEmpty() && System.nanoTime() - idleSince > IDLE_NANOS) {
        arriving.add(arriving.take());
        begin(reader);
      }
    } else {
      idleSince = System.nanoTime();
    }
    long room = roomNanos;
    for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
      deliver(new NewsRecord(record));
    }
    if (room == roomNanos && reader.isAtEnd()) {
      roomNanos = ROOM_NANOS; // the burst is over
    }
    next = reader.position().offsets();
    letJoin();
    if (System.nanoTime() - heartbeatAt >= 0) {
      heartbeatAt = System.nanoTime() + heartbeatNanos;
      byte[] heartbeat = EventText.heartbeat(Position.of(next));
      live.removeIf(it -> !it.outlet().offer(heartbeat));
      ahead.removeIf(it -> !it.speak(heartbeatNanos));
    }
  }

  private void deliver(NewsRecord record) throws InterruptedException {
    if (!full.isEmpty()) {
      awaitRoom();
    }
    next[record.partition()] = record.offset() + 1;
    Predicate<Query> matching = record.matching(queries);
    CharSequence id = null;
    Map<EventType, byte[]> made = new EnumMap<>(EventType.class);
    boolean gone = false;
    for (Subscription subscription : live) {
      EventType type = subscription.wanted().event(record, matching);
      if (type == null) {
        continue;
      }
      byte[] event = made.get(type);
      if (event == null) {
        id = id == null ? Position.write(new StringBuilder(), next) : id;
        event = EventText.event(type, record, id);
        made.put(type, event);
      }
      gone |= !subscription.outlet().offer(event);
      if (subscription.outlet().isFull()) {
        full.add(subscription);
      }
    }
    if (gone) {
      live.removeIf(it -> !it.outlet().isOpen());
    }
    recent().add(record);
  }

  /**
   * A burst is sent at the speed of the connections; who is slower than that is read for apart. The
   * time is one for a whole burst: a client that takes an event just in time, again and again,
   * would otherwise give all others its own speed.
   */
  private void awaitRoom() throws InterruptedException {
    long begin = System.nanoTime();
    full.removeIf(it -> !it.outlet().isFull());
    while (!full.isEmpty() && System.nanoTime() - begin < roomNanos) {
      TimeUnit.MILLISECONDS.sleep(1);
      full.removeIf(it -> !it.outlet().isFull());
    }
    roomNanos -= System.nanoTime() - begin;
    if (!full.isEmpty()) {
      Position here = Position.of(next);
      live.removeAll(full);
      for (Subscription behind : full) {
        behind.resolve(here);
        catchUp.accept(behind);
      }
      full.clear();
    }
  }

  private void letJoin() {
    long end = System.nanoTime() + JOIN_NANOS;
    List<Subscription> waited = new ArrayList<>(ahead);
    ahead.clear();
    waited.forEach(this::place);
    for (Subscription each = arriving.poll(); each != null; each = arriving.poll()) {
      place(each);
      if (System.nanoTime() > end) {
        return;
      }
    }
  }

  /** To those that are live; to those that have read farther than this has; or to catch up. */
  private void place(Subscription subscription) {
    Position here = Position.of(next);
    Position there = subscription.position();
    if (there == null) {
      there = here;
      subscription.resolve(here);
    }
    if (!there.isAtLeast(recent().start())) {
      catchUp.accept(subscription);
    } else if (here.isAtLeast(there)) {
      subscription.resolve(there);
      List<NewsRecord> missed = recent().since(there);
      if (missed.size() > MOST_REPLAYED
          || !subscription.catchUp(
              missed, record -> record.matching(queries), CatchUp.MOST_WAITING)) {
        catchUp.accept(subscription);
      } else if (subscription.outlet().offer(EventText.heartbeat(here))) {
        live.add(subscription);
      }
    } else if (subscription.isResolved()) {
      ahead.add(subscription);
    } else {
      catchUp.accept(subscription); // whether there is such a position has to be asked
    }
  }

  private Recent recent() {
    return Objects.requireNonNull(recent);
  }

  /** All come back and go on where they were; that is the one way in which nothing is lost. */
  private void fail(RuntimeException failure) {
    LOG.warn("live streams end and begin anew: reading failed", failure);
    byte[] retry = EventText.retry(pause);
    arriving.drainTo(live);
    live.addAll(ahead);
    live.forEach(it -> it.outlet().end(retry));
    live.clear();
    full.clear();
    ahead.clear();
    try {
      Thread.sleep(AGAIN_AFTER.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
