package dev.slugline.enrich.rule;

import java.util.Arrays;

/** A list of ints that grows and is emptied for the next use. Not thread-safe. */
final class Ints {
  private int[] values = new int[16];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  int get(int index) {
    return values[index];
  }

  void set(int index, int value) {
    values[index] = value;
  }

  int size() {
    return size;
  }

  void sort() {
    Arrays.sort(values, 0, size);
  }

  /** Drops a value once, where it is there. */
  void remove(int value) {
    for (int i = 0; i < size; i++) {
      if (values[i] == value) {
        values[i] = values[--size];
        return;
      }
    }
  }

  /** Drops all from an index on. */
  void cut(int newSize) {
    size = newSize;
  }

  void clear() {
    size = 0;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
