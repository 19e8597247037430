package dev.slugline.app;

import java.time.Duration;
import org.slf4j.Logger;

/**
 * Says in the log that records fail, and where in the code: at once, then once a minute at most,
 * with how many. What an exception says is left out, since a parser quotes the text that it read.
 * Each stream thread has one of its own.
 */
final class FailureLog {
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final int DEEPEST = 5;

  private final Logger log;
  private long saidAt = System.nanoTime() - EVERY.toNanos();
  private int failed;

  FailureLog(Logger log) {
    this.log = log;
  }

  /**
   * A record failed.
   *
   * @param what where it came from and what becomes of it, without its text
   */
  void failed(String what, Throwable failure) {
    failed++;
    if (System.nanoTime() - saidAt < EVERY.toNanos()) {
      return;
    }
    log.error("{} ({} since this was last said)", what, failed, wordless(failure, DEEPEST));
    failed = 0;
    saidAt = System.nanoTime();
  }

  /** Its kind and where it was thrown, and so of its causes. */
  private static Throwable wordless(Throwable failure, int depth) {
    Throwable cause = failure.getCause();
    Throwable kind =
        new Throwable(
            failure.getClass().getName(),
            cause == null || depth == 0 ? null : wordless(cause, depth - 1));
    kind.setStackTrace(failure.getStackTrace());
    return kind;
  }
}
