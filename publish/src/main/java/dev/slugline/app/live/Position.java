package dev.slugline.app.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.ingest.article.ArticleJson;
import java.io.IOException;
import java.util.Arrays;

/**
 * How far a stream was read: of each partition of {@code news.enriched} the next offset. As text it
 * is the id of an event, {@code {"0":123,"1":45}}. Immutable.
 */
public final class Position {
  private final long[] next;

  private Position(long[] next) {
    this.next = next;
  }

  /** A position; the offsets are copied. */
  static Position of(long[] next) {
    return new Position(next.clone());
  }

  /**
   * Reads the id of an event.
   *
   * @throws IllegalArgumentException when it is none; the message says why
   */
  static Position parse(String id) {
    JsonNode json;
    try {
      json = ArticleJson.mapper().readTree(id);
    } catch (IOException e) {
      throw new IllegalArgumentException("it is no JSON such as {\"0\":123,\"1\":45}", e);
    }
    if (json == null || !json.isObject() || json.isEmpty()) {
      throw new IllegalArgumentException(
          "it has to be a JSON object with the next offset of each partition");
    }
    long[] next = new long[json.size()];
    for (int partition = 0; partition < next.length; partition++) {
      JsonNode offset = json.path(Integer.toString(partition));
      if (!offset.canConvertToLong() || !offset.isIntegralNumber() || offset.longValue() < 0) {
        throw new IllegalArgumentException("it has no offset of partition " + partition);
      }
      next[partition] = offset.longValue();
    }
    return new Position(next);
  }

  /** Of how many partitions it is. */
  int partitions() {
    return next.length;
  }

  /** The next offset of each partition: a copy. */
  long[] offsets() {
    return next.clone();
  }

  /** Whether it is this far, or farther, in every partition. */
  boolean isAtLeast(Position other) {
    for (int partition = 0; partition < next.length; partition++) {
      if (next[partition] < other.next[partition]) {
        return false;
      }
    }
    return true;
  }

  /** Whether no partition is farther from the other than so many records. */
  boolean isWithin(long records, Position other) {
    for (int partition = 0; partition < next.length; partition++) {
      if (Math.abs(next[partition] - other.next[partition]) > records) {
        return false;
      }
    }
    return true;
  }

  /** Of each partition what is nearer to its begin. */
  Position least(Position other) {
    long[] least = next.clone();
    Arrays.setAll(least, partition -> Math.min(next[partition], other.next[partition]));
    return new Position(least);
  }

  /** Of each partition what is nearer to its end. */
  Position most(Position other) {
    long[] most = next.clone();
    Arrays.setAll(most, partition -> Math.max(next[partition], other.next[partition]));
    return new Position(most);
  }

  /** The same, a partition apart. */
  Position with(int partition, long offset) {
    long[] changed = next.clone();
    changed[partition] = offset;
    return new Position(changed);
  }

  long next(int partition) {
    return next[partition];
  }

  /** Adds the id of an event that is the last one before these offsets. */
  static StringBuilder write(StringBuilder to, long[] next) {
    to.append('{');
    for (int partition = 0; partition < next.length; partition++) {
      to.append(partition == 0 ? "\"" : ",\"").append(partition).append("\":");
      to.append(next[partition]);
    }
    return to.append('}');
  }

  /** The id of an event. */
  @Override
  public String toString() {
    return write(new StringBuilder(), next).toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Position position && Arrays.equals(next, position.next);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(next);
  }
}
