package dev.slugline.app.http;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work whose length the one who asks decides: of few at a time, and of none longer than a time.
 * What takes longer keeps one of the threads until it ends, and nothing else. Thread-safe.
 */
final class BoundedWork implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int WAITING = 16;

  private final Duration atMost;
  private final ExecutorService threads;

  BoundedWork(String name, Duration atMost) {
    this.atMost = atMost;
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Does the work.
   *
   * @throws Problem also where there is too much of it
   */
  <T> T within(Callable<T> work) throws Exception {
    Future<T> future;
    try {
      future = threads.submit(work);
    } catch (RejectedExecutionException e) {
      throw new Problem(503, "busy", "Busy", "Too many wait for this already; ask again later")
          .header("Retry-After", "5");
    }
    try {
      return future.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw new Problem(
          422, "over-limit", "Over a limit", "It was not done within " + atMost.toSeconds() + " s");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StackOverflowError) {
        throw new Problem(422, "over-limit", "Over a limit", "It is nested too deeply");
      }
      throw e.getCause() instanceof Exception failure ? failure : e;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
