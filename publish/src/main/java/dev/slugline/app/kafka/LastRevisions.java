package dev.slugline.app.kafka;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where the last record of each key lies, for a part of all keys: 32 bytes a key, all taken at the
 * start. Not thread-safe.
 */
final class LastRevisions {
  private static final int OFFSET_BITS = 48;

  private final MessageDigest digest = sha256();
  private final int most;
  private final int part;
  private final int parts;

  /** An open-addressed table: of a key the first half of its hash, and a place; 0: nothing. */
  private final long[] keys;

  private final long[] places;
  private int held;
  private boolean full;

  /**
   * A table without a key.
   *
   * @param most how many keys it takes
   * @param part which part of the keys, from 0
   * @param parts how many parts there are, a power of two; part p of n is the parts 2p and 2p + 1
   *     of 2n
   */
  LastRevisions(int most, int part, int parts) {
    this.most = most;
    this.part = part;
    this.parts = parts;
    int slots = Integer.highestOneBit(2 * most - 1) << 1;
    keys = new long[slots];
    places = new long[slots];
  }

  /** Notes a record that comes after those before; false: it is one key too many. */
  boolean add(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return true;
    }
    long key = hash(record.key());
    if (!isOurs(key)) {
      return true;
    }
    int slot = slot(key);
    if (places[slot] == 0) {
      if (held == most) {
        full = true;
        return false;
      }
      held++;
    }
    keys[slot] = key;
    places[slot] = place(record);
    return true;
  }

  /** Whether there were more keys than it takes. */
  boolean isFull() {
    return full;
  }

  /** Whether a record is the last of its key, and the key of this part. */
  boolean has(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return false;
    }
    long key = hash(record.key());
    return isOurs(key) && places[slot(key)] == place(record);
  }

  private boolean isOurs(long key) {
    return parts == 1 || key >>> (Long.SIZE - Integer.numberOfTrailingZeros(parts)) == part;
  }

  /** The slot of a key, or the one that it would get. */
  private int slot(long key) {
    int slot = (int) key & (keys.length - 1);
    while (places[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private static long place(ConsumerRecord<?, ?> record) {
    return ((long) record.partition() << OFFSET_BITS) + record.offset() + 1;
  }

  private long hash(byte[] key) {
    return ByteBuffer.wrap(digest.digest(key)).getLong();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
