package dev.slugline.enrich.rule;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What analysis makes of each token met so far: token → word number, or {@link #DROPPED}. A token
 * of up to eight Latin-1 characters is its own key; of a longer one the characters are kept and
 * compared. The hash is seeded, so that no text can be made whose tokens collide. Finding a known
 * token allocates nothing. Not thread-safe.
 */
final class WordTable {
  /** The number of a token of which analysis leaves nothing. */
  static final int DROPPED = -1;

  /** Makes the word number, or {@link #DROPPED}, of a token that was never met. */
  interface Chain {
    int word(String token);
  }

  private static final int FIRST_SLOTS = 1 << 12;
  private static final int FIRST_CHARACTERS = 1 << 14;

  private final Chain chain;
  private final long factor = ThreadLocalRandom.current().nextLong() | 1;

  /** Two a slot: key or hash; then word + 2 (0: free) and, above it, where the characters are. */
  private long[] slots = new long[2 * FIRST_SLOTS];

  private int shift = shift(slots);

  /** Each length, then the characters. */
  private char[] characters = new char[FIRST_CHARACTERS];

  private int used = 1;
  private int size;

  WordTable(Chain chain) {
    this.chain = chain;
  }

  /** How many tokens are known. */
  int size() {
    return size;
  }

  /** Forgets all tokens and gives the memory back. */
  void clear() {
    slots = new long[2 * FIRST_SLOTS];
    shift = shift(slots);
    characters = new char[FIRST_CHARACTERS];
    used = 1;
    size = 0;
  }

  /** The word of a token. */
  int word(char[] text, int start, int end) {
    long key = 0;
    int bits = 0;
    for (int i = start; i < end; i++) {
      key = (key << Byte.SIZE) | text[i];
      bits |= text[i];
    }
    return word(text, start, end, key, bits);
  }

  /**
   * The word of a token.
   *
   * @param key the characters, each shifted into the key from the right by eight bits
   * @param bits all bits of all characters
   */
  int word(char[] text, int start, int end, long key, int bits) {
    if (end - start > Long.BYTES || bits > 0xff) {
      return longWord(text, start, end);
    }
    long[] table = slots;
    int mask = table.length - 2;
    int slot = slot(key);
    while (true) {
      long value = table[slot + 1];
      if (table[slot] == key && value >>> Integer.SIZE == 0 && value != 0) {
        return (int) value - 2;
      } else if (value == 0) {
        return learn(key, 0, new String(text, start, end - start));
      }
      slot = (slot + 2) & mask;
    }
  }

  private int longWord(char[] text, int start, int end) {
    long hash = 0;
    for (int i = start; i < end; i++) {
      hash = (hash + text[i]) * factor;
    }
    hash ^= hash >>> Integer.SIZE;
    long[] table = slots;
    int mask = table.length - 2;
    int slot = slot(hash);
    while (true) {
      long value = table[slot + 1];
      if (value == 0) {
        return learn(hash, keep(text, start, end), new String(text, start, end - start));
      }
      int at = (int) (value >>> Integer.SIZE);
      if (table[slot] == hash && at != 0) {
        int length = characters[at];
        if (length == end - start
            && Arrays.equals(characters, at + 1, at + 1 + length, text, start, end)) {
          return (int) value - 2;
        }
      }
      slot = (slot + 2) & mask;
    }
  }

  /** The highest bits of the product: all bits of the key count in them. */
  private int slot(long key) {
    return (int) ((key * factor) >>> shift) << 1;
  }

  private static int shift(long[] slots) {
    return Long.numberOfLeadingZeros(slots.length / 2) + 1;
  }

  private int keep(char[] text, int start, int end) {
    int length = end - start;
    if (used + length + 1 > characters.length) {
      characters = Arrays.copyOf(characters, Math.max(2 * used, used + length + 1));
    }
    int at = used;
    characters[at] = (char) length;
    System.arraycopy(text, start, characters, at + 1, length);
    used += length + 1;
    return at;
  }

  private int learn(long key, int at, String token) {
    if (4 * size >= slots.length) {
      grow();
    }
    int word = chain.word(token);
    put(key, ((long) at << Integer.SIZE) | (word + 2));
    size++;
    return word;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    shift = shift(slots);
    for (int i = 0; i < old.length; i += 2) {
      if (old[i + 1] != 0) {
        put(old[i], old[i + 1]);
      }
    }
  }

  private void put(long key, long value) {
    int mask = slots.length - 2;
    int slot = slot(key);
    while (slots[slot + 1] != 0) {
      slot = (slot + 2) & mask;
    }
    slots[slot] = key;
    slots[slot + 1] = value;
  }
}
