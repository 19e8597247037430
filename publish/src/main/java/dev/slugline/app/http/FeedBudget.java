package dev.slugline.app.http;

import java.util.concurrent.Semaphore;

/**
 * How much is on its way into Kafka at once, in requests and in bytes: what is beyond it is refused
 * at once, so that neither memory nor threads run out. Thread-safe.
 */
final class FeedBudget {
  private static final int UNIT = 1024;

  private final Semaphore requests;
  private final Semaphore units;

  /**
   * @param bytes in all; at least one largest raw record
   */
  FeedBudget(int requests, long bytes) {
    this.requests = new Semaphore(requests);
    this.units = new Semaphore((int) (bytes / UNIT));
  }

  /** A share for one request; one thread at a time. */
  final class Share implements AutoCloseable {
    private int taken;
    private boolean open = true;

    private Share() {}

    /** Makes the share large enough for so many bytes. */
    void grow(long bytes) throws Problem {
      int more = (int) ((bytes + UNIT - 1) / UNIT) - taken;
      if (more > 0) {
        if (!units.tryAcquire(more)) {
          throw busy();
        }
        taken += more;
      }
    }

    @Override
    public void close() {
      if (open) {
        open = false;
        units.release(taken);
        requests.release();
      }
    }
  }

  /**
   * A share without bytes yet.
   *
   * @throws Problem when all are taken
   */
  Share take() throws Problem {
    if (!requests.tryAcquire()) {
      throw busy();
    }
    return new Share();
  }

  private static Problem busy() {
    return new Problem(
            429,
            "busy",
            "Busy",
            "As much as may be at once is on its way into Kafka already; nothing of this request"
                + " was kept: send it again in a second")
        .header("Retry-After", "1");
  }
}
