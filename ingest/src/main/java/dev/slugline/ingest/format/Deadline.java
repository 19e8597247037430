package dev.slugline.ingest.format;

import java.time.Duration;

/** The moment at which the parsing of one raw record has to end. */
public final class Deadline {
  private final long start = System.nanoTime();
  private final long nanos;

  public Deadline(Duration budget) {
    this.nanos = budget.toNanos();
  }

  public boolean passed() {
    return System.nanoTime() - start >= nanos;
  }
}
