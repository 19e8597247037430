package dev.slugline.ingest.feed;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Holds a feed back to so many records a second, evenly: no burst makes up for a slow minute. */
final class Pace {
  private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final long gap;
  private long next = System.nanoTime();

  /**
   * @param rate records a second; 0: no bound
   */
  Pace(long rate) {
    this.gap = rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / rate;
  }

  /** Returns when the next record may go, or soon after {@code stopped} says yes. */
  void await(BooleanSupplier stopped) throws InterruptedException {
    if (gap == 0) {
      return;
    }
    long wait = next - System.nanoTime();
    while (wait > 0 && !stopped.getAsBoolean()) {
      TimeUnit.NANOSECONDS.sleep(Math.min(wait, NAP_NANOS));
      wait = next - System.nanoTime();
    }
    next = Math.max(next, System.nanoTime() - NAP_NANOS) + gap;
  }
}
