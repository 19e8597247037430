package dev.slugline.enrich.rule;

import java.util.Arrays;

/**
 * The tokens of one field of one text, in order of position, without those that analysis drops. Is
 * filled anew for every text; the arrays are valid up to {@link #count}. Not thread-safe.
 */
final class TokenBuffer {
  /** Which word it is: see {@link Words#term}. */
  int[] word = new int[1024];

  /** Lucene's position: stop words leave holes. */
  int[] position = new int[1024];

  /** UTF-16 offsets into the text. */
  int[] start = new int[1024];

  int[] end = new int[1024];
  int count;

  void clear() {
    count = 0;
  }

  void add(int word, int position, int start, int end) {
    put(word, position, start, end);
    count++;
  }

  /** Adds a token unless its word is negative; does not branch on it, for it cannot be foreseen. */
  void addUnlessDropped(int word, int position, int start, int end) {
    put(word, position, start, end);
    count += ~word >>> (Integer.SIZE - 1);
  }

  private void put(int word, int position, int start, int end) {
    if (count == this.word.length) {
      int size = count * 2;
      this.word = Arrays.copyOf(this.word, size);
      this.position = Arrays.copyOf(this.position, size);
      this.start = Arrays.copyOf(this.start, size);
      this.end = Arrays.copyOf(this.end, size);
    }
    this.word[count] = word;
    this.position[count] = position;
    this.start[count] = start;
    this.end[count] = end;
  }
}
