package dev.slugline.ingest.feed;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Settles what is acknowledged while the next piece is waited for, which on a pipe may come late or
 * only once the one before is told. On a thread of its own.
 */
final class Settling implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(100);

  private final CountDownLatch closing = new CountDownLatch(1);

  private final Sends sends;

  Settling(Sends sends) {
    this.sends = sends;
  }

  void start() {
    Thread thread = new Thread(this::settle, "settling");
    thread.setDaemon(true);
    thread.start();
  }

  private void settle() {
    try {
      while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        sends.settleDone();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** It may still settle what it is at; nothing is settled twice. */
  @Override
  public void close() {
    closing.countDown();
  }
}
