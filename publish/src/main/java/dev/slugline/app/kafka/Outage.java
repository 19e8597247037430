package dev.slugline.app.kafka;

import dev.slugline.app.config.Secrets;
import java.time.Duration;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Says in the log, a line each, that something does not go on and that it goes on again, however
 * often it is tried in between. One thread at a time.
 */
public final class Outage {
  private final Logger log;
  private final String begins;
  private final String ends;

  /** When it last went well. */
  private long well = System.nanoTime();

  private boolean told;

  /**
   * One that has not begun.
   *
   * @param begins what to say at its begin; the reason is added
   * @param ends what to say at its end; how long it took is added
   */
  public Outage(Logger log, String begins, String ends) {
    this.log = log;
    this.begins = begins;
    this.ends = ends;
  }

  /** It was tried, and failed. */
  public void failed(Throwable failure) {
    if (!told) {
      told = true;
      log.warn("{}: {}", begins, reason(failure));
    }
  }

  /** It was tried, and went well. */
  public void over() {
    long now = System.nanoTime();
    if (told) {
      told = false;
      log.info("{} after {} s", ends, Duration.ofNanos(now - well).toSeconds());
    }
    well = now;
  }

  /** Why something failed, in words for an operator. */
  public static String reason(Throwable failure) {
    for (@Nullable Throwable it = failure; it != null; it = it.getCause()) {
      if (it instanceof TimeoutException
          || it instanceof DisconnectException
          || it instanceof java.util.concurrent.TimeoutException) {
        return "the broker does not answer";
      }
      if (it instanceof UnknownServerException || it instanceof RetriableException) {
        return "the broker cannot answer now; it may be starting";
      }
    }
    return Secrets.said(failure);
  }
}
