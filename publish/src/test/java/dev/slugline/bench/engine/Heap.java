package dev.slugline.bench.engine;

import java.lang.management.ManagementFactory;

/** The heap of this process. */
final class Heap {
  private static final int COLLECTIONS = 3;

  private Heap() {}

  /** The bytes in use once all garbage is collected. */
  static long used() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
