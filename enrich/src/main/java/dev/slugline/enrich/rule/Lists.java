package dev.slugline.enrich.rule;

/** For each number from 0 a list of ints, all in two arrays. Immutable. */
final class Lists {
  private final int[] from;
  private final int[] values;

  private Lists(int[] from, int[] values) {
    this.from = from;
    this.values = values;
  }

  /**
   * Groups pairs by their first number; the order within a group is kept.
   *
   * @param keys how many lists
   */
  static Lists of(int keys, Ints key, Ints value) {
    int[] from = new int[keys + 1];
    for (int i = 0; i < key.size(); i++) {
      from[key.get(i) + 1]++;
    }
    for (int i = 0; i < keys; i++) {
      from[i + 1] += from[i];
    }
    int[] next = from.clone();
    int[] values = new int[key.size()];
    for (int i = 0; i < key.size(); i++) {
      values[next[key.get(i)]++] = value.get(i);
    }
    return new Lists(from, values);
  }

  /** Where the list of a number starts. */
  int from(int key) {
    return from[key];
  }

  /** Where it ends, exclusive. */
  int to(int key) {
    return from[key + 1];
  }

  int at(int index) {
    return values[index];
  }
}
