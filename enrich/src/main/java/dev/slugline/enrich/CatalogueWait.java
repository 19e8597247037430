package dev.slugline.enrich;

import dev.slugline.enrich.catalogue.CurrentCatalogue;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Waits for the catalogues that stored articles need, for all tasks of an instance together: a
 * thread works its tasks one after the other in one transaction, which the broker undoes where it
 * lasts too long, and live articles wait as well. What did not come in time is not waited for
 * again. Thread-safe.
 */
final class CatalogueWait {
  /** An instance knows of a new catalogue within two seconds. */
  private static final Duration WITHIN = Duration.ofSeconds(10);

  /**
   * Where one is being made, which takes 12 s for 100,000 rules. Of a transaction (30 s) enough is
   * left for the articles, and an instance that is told to stop (20 s) still commits.
   */
  private static final Duration MADE_WITHIN = Duration.ofSeconds(18);

  /** Waits less apart may be of one transaction: together they last no longer than one. */
  private static final Duration APART = Duration.ofSeconds(10);

  private final CurrentCatalogue current;
  private final LongSupplier nanos;

  /** The latest sequence that did not come in time. */
  private long missed;

  /** How long was waited, where that may be of the transaction at hand. */
  private long spent;

  /** When the last wait was over. */
  private long over;

  CatalogueWait(CurrentCatalogue current) {
    this(current, System::nanoTime);
  }

  /** With a clock of its own. */
  CatalogueWait(CurrentCatalogue current, LongSupplier nanos) {
    this.current = current;
    this.nanos = nanos;
  }

  /** Whether a catalogue of this sequence or a later one holds, or does so in time. */
  boolean isThere(long sequence) throws InterruptedException {
    return sequence <= current.now().sequence() || comes(sequence);
  }

  private synchronized boolean comes(long sequence) throws InterruptedException {
    if (sequence <= current.now().sequence()) {
      return true; // it came while another task waited
    }
    if (sequence <= missed) {
      return false;
    }
    long began = nanos.getAsLong();
    if (began - over > APART.toNanos()) {
      spent = 0;
    }
    long before = began - spent;
    try {
      if (current.await(sequence, left(WITHIN, before))
          || (current.isBeingMade() && current.await(sequence, left(MADE_WITHIN, before)))) {
        return true;
      }
      missed = sequence;
      return false;
    } finally {
      over = nanos.getAsLong();
      spent = over - before;
    }
  }

  private Duration left(Duration of, long since) {
    return of.minusNanos(nanos.getAsLong() - since);
  }
}
