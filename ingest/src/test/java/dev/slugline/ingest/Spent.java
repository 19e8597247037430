package dev.slugline.ingest;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What work has cost this thread, for tests of what must not take long: by the processor's clock,
 * not by the one on the wall, as others may be at work on the machine.
 */
public final class Spent {
  private final long start = processor();

  private Spent() {}

  /** Begins to count. */
  public static Spent from() {
    return new Spent();
  }

  /** Since it began. */
  public Duration soFar() {
    return Duration.ofNanos(processor() - start);
  }

  private static long processor() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
