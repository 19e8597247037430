package dev.slugline.app.cli;

import java.time.Duration;

/** A count on standard error that changes in place, where that is a terminal; else nothing. */
final class Progress {
  private static final long EVERY_NANOS = Duration.ofMillis(200).toNanos();

  private final String verb;
  private final boolean shown = Terminal.isError();
  private long last = System.nanoTime();
  private boolean onScreen;

  Progress(String verb) {
    this.verb = verb;
  }

  void at(long count) {
    if (shown && System.nanoTime() - last > EVERY_NANOS) {
      System.err.printf("\r\033[K%s %,d", verb, count);
      last = System.nanoTime();
      onScreen = true;
    }
  }

  /** Takes the count away, so that a line can follow. */
  void clear() {
    if (onScreen) {
      System.err.print("\r\033[K");
      onScreen = false;
    }
  }
}
