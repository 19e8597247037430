package dev.slugline.enrich.rule;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What analysis makes of each token met so far: token → word number, or {@link #DROPPED}. A token
 * of up to sixteen Latin-1 characters is its own key; of a longer one the characters are kept and
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

  private static final long ALL_BYTES = 0x0101010101010101L * Characters.BYTE;
  private static final int SLOT = 4;
  private static final int FIRST_SLOTS = 1 << 12;
  private static final int FIRST_CHARACTERS = 1 << 14;

  /** Which of the first eight bytes are a token's, by its length. */
  private static final long[] FIRST = new long[2 * Long.BYTES + 1];

  /** Which of the second eight. */
  private static final long[] SECOND = new long[2 * Long.BYTES + 1];

  static {
    for (int length = 0; length <= 2 * Long.BYTES; length++) {
      FIRST[length] = length >= Long.BYTES ? -1 : ~(-1L << (length * Byte.SIZE));
      int more = length - Long.BYTES;
      SECOND[length] = more <= 0 ? 0 : more >= Long.BYTES ? -1 : ~(-1L << (more * Byte.SIZE));
    }
  }

  private final Chain chain;
  private final long factor = ThreadLocalRandom.current().nextLong() | 1;
  private final long factor2 = ThreadLocalRandom.current().nextLong() | 1;

  /**
   * In each slot: sixteen characters (or a hash); word + 2 (0: free) and, above it, where the
   * characters are kept (0: they are the key); one long of nothing, so that none spans two lines of
   * the cache.
   */
  private long[] slots = new long[SLOT * FIRST_SLOTS];

  private int shift = shift(slots);

  /** Each length, then the characters. */
  private char[] kept = new char[FIRST_CHARACTERS];

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
    slots = new long[SLOT * FIRST_SLOTS];
    shift = shift(slots);
    kept = new char[FIRST_CHARACTERS];
    used = 1;
    size = 0;
  }

  /** The word of any token. */
  int any(Characters characters, int start, int end) {
    int length = end - start;
    if (length > 2 * Long.BYTES) {
      return characterwise(characters, start, end);
    }
    byte[] flags = characters.flags;
    long not =
        (~Characters.eight(flags, start) & FIRST[length])
            | (~Characters.eight(flags, start + Long.BYTES) & SECOND[length]);
    return (not & ALL_BYTES) == 0
        ? plain(characters, start, end)
        : characterwise(characters, start, end);
  }

  /** The word of a token whose characters are all {@link Characters#BYTE}. */
  int plain(Characters characters, int start, int end) {
    int length = end - start;
    if (length > 2 * Long.BYTES) {
      return characterwise(characters, start, end);
    }
    long first = Characters.eight(characters.low, start) & FIRST[length];
    long second = Characters.eight(characters.low, start + Long.BYTES) & SECOND[length];
    long[] table = slots;
    int mask = table.length - 1;
    int slot = slot(first, second);
    while (true) {
      long value = table[slot + 2];
      if (value == 0) {
        return learn(first, second, 0, new String(characters.text, start, length));
      } else if (table[slot] == first && table[slot + 1] == second && value >>> Integer.SIZE == 0) {
        return (int) value - 2;
      }
      slot = (slot + SLOT) & mask;
    }
  }

  private int characterwise(Characters characters, int start, int end) {
    char[] text = characters.text;
    long hash = 0;
    for (int i = start; i < end; i++) {
      hash = (hash + text[i]) * factor;
    }
    hash ^= hash >>> Integer.SIZE;
    long[] table = slots;
    int mask = table.length - 1;
    int slot = slot(hash, 0);
    while (true) {
      long value = table[slot + 2];
      if (value == 0) {
        int at = keep(text, start, end);
        return learn(hash, 0, at, new String(text, start, end - start));
      }
      int at = (int) (value >>> Integer.SIZE);
      if (table[slot] == hash && at != 0) {
        int length = kept[at];
        if (length == end - start
            && Arrays.equals(kept, at + 1, at + 1 + length, text, start, end)) {
          return (int) value - 2;
        }
      }
      slot = (slot + SLOT) & mask;
    }
  }

  /** The highest bits of the product: all bits of the key count in them. */
  private int slot(long first, long second) {
    long mixed = (first * factor) + Long.rotateLeft(second * factor2, Integer.SIZE);
    return (int) ((mixed * factor) >>> shift) * SLOT;
  }

  private static int shift(long[] slots) {
    return Long.numberOfLeadingZeros(slots.length / SLOT) + 1;
  }

  private int keep(char[] text, int start, int end) {
    int length = end - start;
    if (used + length + 1 > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(2 * used, used + length + 1));
    }
    int at = used;
    kept[at] = (char) length;
    System.arraycopy(text, start, kept, at + 1, length);
    used += length + 1;
    return at;
  }

  private int learn(long first, long second, int at, String token) {
    if (2 * SLOT * size >= slots.length) {
      grow();
    }
    int word = chain.word(token);
    put(first, second, ((long) at << Integer.SIZE) | (word + 2));
    size++;
    return word;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    shift = shift(slots);
    for (int i = 0; i < old.length; i += SLOT) {
      if (old[i + 2] != 0) {
        put(old[i], old[i + 1], old[i + 2]);
      }
    }
  }

  private void put(long first, long second, long value) {
    int mask = slots.length - 1;
    int slot = slot(first, second);
    while (slots[slot + 2] != 0) {
      slot = (slot + SLOT) & mask;
    }
    slots[slot] = first;
    slots[slot + 1] = second;
    slots[slot + 2] = value;
  }
}
