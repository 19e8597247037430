package dev.slugline.app.view;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** How keys and plain values stand in a {@link ViewStore}. A change of it is another format. */
final class ViewLayout {
  /** What a store of another layout would be misread as. */
  static final long FORMAT = 1;

  static final byte[] FORMAT_KEY = bytes("format");
  static final byte[] CURRENT_KEY = bytes("current");
  private static final String OFFSET = "offset/";
  private static final String TOPIC = "topic/";
  private static final String TAG = "tag/";

  private ViewLayout() {}

  static byte[] offsetKey(String topic, int partition) {
    return bytes(OFFSET + topic + "/" + partition);
  }

  static byte[] topicKey(String topic) {
    return bytes(TOPIC + topic);
  }

  /** With the empty tag: what the keys of all tags begin with. */
  static byte[] tagKey(String tag) {
    return bytes(TAG + tag);
  }

  static String tagOf(byte[] tagKey) {
    return text(tagKey).substring(TAG.length());
  }

  /** Without the time of the last article, which its list has. */
  static byte[] bytes(TagState state) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(state.count())
        .putLong(state.changed().toEpochMilli())
        .array();
  }

  static TagState tagState(byte[] bytes) {
    ByteBuffer value = ByteBuffer.wrap(bytes);
    return new TagState(value.getLong(), null, Instant.ofEpochMilli(value.getLong()));
  }

  /** What the keys of a tag's list begin with. */
  static byte[] listPrefix(String tag) {
    return bytes(tag + '\0');
  }

  /** Sorts by tag, then the latest arrival first, then the id. */
  static byte[] listKey(String tag, long arrived, String id) {
    byte[] prefix = listPrefix(tag);
    byte[] name = bytes(id);
    return ByteBuffer.allocate(prefix.length + Long.BYTES + name.length)
        .put(prefix)
        .putLong(Long.MAX_VALUE - Math.max(0, arrived))
        .put(name)
        .array();
  }

  /**
   * The place in a list that a key is of.
   *
   * @param prefix how long the part is that names the tag
   */
  static Cursor place(byte[] listKey, int prefix) {
    ByteBuffer rest = ByteBuffer.wrap(listKey, prefix, listKey.length - prefix);
    long arrived = Long.MAX_VALUE - rest.getLong();
    return new Cursor(arrived, StandardCharsets.UTF_8.decode(rest).toString());
  }

  static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  static long number(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong();
  }
}
