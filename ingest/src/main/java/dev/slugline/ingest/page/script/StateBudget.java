package dev.slugline.ingest.page.script;

import dev.slugline.ingest.format.Deadline;

/**
 * What reading the data of one page's scripts may still cost: values, characters and time. Once it
 * is spent nothing more is read, and what has been read counts. Not thread-safe.
 */
final class StateBudget {
  private static final int MOST_NODES = 400_000;
  private static final int MOST_CHARACTERS = 16_000_000;
  private static final int ASKED_EACH = 1_024;

  private final Deadline clock;
  private int nodes = MOST_NODES;
  private long characters = MOST_CHARACTERS;
  private boolean over;

  StateBudget(Deadline clock) {
    this.clock = clock;
  }

  /** Takes one value; false: there is none left. */
  boolean take() {
    nodes--;
    over |= nodes < 0 || (nodes % ASKED_EACH == 0 && clock.passed());
    return !over;
  }

  /** Takes the characters of a text that is to be read; false: too many. */
  boolean take(int length) {
    if (characters < length || over || clock.passed()) {
      return false;
    }
    characters -= length;
    return true;
  }

  boolean isOver() {
    return over || clock.passed();
  }
}
