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

  /** The first token at a position or behind it, of those from one index to another, exclusive. */
  int firstAt(int position, int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (this.position[middle] < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** A copy of some of the tokens. */
  TokenBuffer slice(int from, int to) {
    TokenBuffer slice = new TokenBuffer();
    for (int i = from; i < to; i++) {
      slice.add(word[i], position[i], start[i], end[i]);
    }
    return slice;
  }
}
