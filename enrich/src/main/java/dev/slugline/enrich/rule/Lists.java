package dev.slugline.enrich.rule;

/**
 * For each number from 0 a list of ints of 0 or more, in two arrays. Most lists have one value;
 * that stands in the first array, so that a reader goes to one place in memory. Immutable.
 */
final class Lists {
  // of each key: ~value, or where in values the list stands after its length
  private final int[] entries;
  private final int[] values;

  private Lists(int[] entries, int[] values) {
    this.entries = entries;
    this.values = values;
  }

  /**
   * Groups pairs by their first number; the order within a group is kept.
   *
   * @param keys how many lists
   */
  static Lists of(int keys, Ints key, Ints value) {
    int[] counts = new int[keys];
    for (int i = 0; i < key.size(); i++) {
      counts[key.get(i)]++;
    }
    int[] entries = new int[keys];
    int size = 1; // 0 is the empty list
    for (int i = 0; i < keys; i++) {
      if (counts[i] > 1) {
        entries[i] = size;
        size += counts[i] + 1;
      }
    }
    int[] values = new int[size];
    for (int i = 0; i < key.size(); i++) {
      int at = key.get(i);
      if (counts[at] == 1) {
        entries[at] = ~value.get(i);
      } else {
        values[entries[at] + ++values[entries[at]]] = value.get(i);
      }
    }
    return new Lists(entries, values);
  }

  /** The list of a key, for the methods below. */
  int entry(int key) {
    return entries[key];
  }

  /** Where a list starts. */
  static int from(int entry) {
    return entry < 0 ? entry : entry + 1;
  }

  /** Where it ends, exclusive. */
  int to(int entry) {
    return entry < 0 ? entry + 1 : entry + 1 + values[entry];
  }

  int at(int index) {
    return index < 0 ? ~index : values[index];
  }
}
