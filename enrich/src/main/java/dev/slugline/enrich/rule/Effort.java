package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.QueryReader.Unreadable;

/**
 * What the wildcard and regular expressions of one query may cost together to be made: the square
 * of each one's length. Prefixes and fuzzy terms cost nothing. Not thread-safe.
 */
final class Effort {
  /** Ten thousand wildcard expressions of ten characters, or one of a thousand. */
  static final long MAX = 1_000_000;

  private long spent;

  /** Starts another query. */
  void begin() {
    spent = 0;
  }

  /** Refuses what is too much. */
  void spend(double length, int position) throws Unreadable {
    spent += (long) Math.min(length * length, MAX + 1);
    if (spent > MAX) {
      throw new Unreadable(
          "the wildcard and regular expressions of the query are too long or too many",
          position,
          null);
    }
  }
}
