package dev.slugline.enrich.catalogue;

import java.time.Duration;

/** The catalogue that holds; another may take its place between two articles. Thread-safe. */
public interface CurrentCatalogue {
  /** The catalogue that holds now, at once. */
  Live now();

  /**
   * Waits until a catalogue of this sequence or a later one holds.
   *
   * @return false: none does in time, or it is known that none will
   */
  boolean await(long sequence, Duration atMost) throws InterruptedException;

  /** Whether it is known that a later one was applied, and it is being made here. */
  default boolean isBeingMade() {
    return false;
  }

  /**
   * A catalogue, and where it stands among those that were applied.
   *
   * @param sequence the offset of its manifest in the rule log; 0: it is of no log
   */
  record Live(LoadedCatalogue catalogue, long sequence) {}

  /** One that never changes. */
  static CurrentCatalogue fixed(LoadedCatalogue catalogue) {
    Live only = new Live(catalogue, 0);
    return new CurrentCatalogue() {
      @Override
      public Live now() {
        return only;
      }

      @Override
      public boolean await(long sequence, Duration atMost) {
        return sequence <= only.sequence();
      }
    };
  }
}
