package dev.slugline.app.live;

import dev.slugline.app.config.SluglineConfig;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The live streams of an instance. Thread-safe. */
public final class LiveStreams implements AutoCloseable {
  /** Clients that were parted from their streams come back within this time, not all at once. */
  private static final Duration BACK_WITHIN = Duration.ofSeconds(3);

  private static final Duration END_WITHIN = Duration.ofSeconds(2);

  private final int most;
  private final Queries queries = new Queries();
  private final Set<Outlet> open = ConcurrentHashMap.newKeySet();
  private final Tail tail;
  private final CatchUp catchUp;
  private volatile boolean closed;

  private LiveStreams(SluglineConfig config) {
    most = config.number("stream.max.clients");
    tail = new Tail(config, queries, BACK_WITHIN, this::catchUp);
    catchUp = new CatchUp(config, queries, BACK_WITHIN, tail::join);
  }

  /** Begins to read {@code news.enriched} as soon as there are clients. */
  public static LiveStreams start(SluglineConfig config) {
    LiveStreams streams = new LiveStreams(config);
    streams.tail.start();
    return streams;
  }

  private void catchUp(Subscription subscription) {
    catchUp.add(subscription);
  }

  /**
   * Begins a stream. Its first bytes tell the client how long to wait where the connection breaks.
   *
   * @return false: there are too many, or it is being closed
   * @see #isClosed
   * @see #left
   */
  public boolean open(Wanted wanted, Start start, Outlet outlet) {
    synchronized (this) {
      if (closed || open.size() >= most) {
        return false;
      }
      open.add(outlet);
    }
    if (wanted.query() != null) {
      queries.add(wanted.query());
    }
    outlet.offer(EventText.retry(back()));
    Subscription subscription = new Subscription(wanted, outlet, start);
    if (start instanceof Start.Since || start instanceof Start.Foreign) {
      catchUp.add(subscription);
    } else {
      tail.join(subscription);
    }
    return true;
  }

  /** Whether it takes nobody any more, however few there are. */
  public boolean isClosed() {
    return closed;
  }

  private static Duration back() {
    return Duration.ofMillis(1_000 + ThreadLocalRandom.current().nextLong(BACK_WITHIN.toMillis()));
  }

  /** Has to be told when a stream that was begun is over: its outlet is closed. */
  public void left(Wanted wanted, Outlet outlet) {
    if (open.remove(outlet) && wanted.query() != null) {
      queries.remove(wanted.query());
    }
    synchronized (this) {
      notifyAll();
    }
  }

  /**
   * Ends all streams; each client is sent what waits for it, and told when to come back. Returns
   * when they have it, two seconds later at most.
   */
  public void end() {
    synchronized (this) {
      closed = true;
    }
    tail.close();
    catchUp.close();
    open.forEach(outlet -> outlet.end(EventText.retry(back())));
    long deadline = System.nanoTime() + END_WITHIN.toNanos();
    try {
      synchronized (this) {
        for (long left = 1; left > 0 && !open.isEmpty(); ) {
          wait(left);
          left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end();
    queries.close();
  }
}
