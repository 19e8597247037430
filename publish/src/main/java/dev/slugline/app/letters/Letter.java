package dev.slugline.app.letters;

import dev.slugline.ingest.stream.SluglineHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it lies on its topic. Headers that are missing or no numbers, as of a letter
 * that somebody else wrote, never fail: they read as {@code unknown}, -1 or 1.
 *
 * @param id where it lies on the topic of dead letters
 * @param arrived when the input came
 */
public record Letter(Id id, Instant arrived, byte @Nullable [] key, byte[] value, Headers headers) {
  private static final byte[] NONE = {};

  /** A place on the topic of dead letters, {@code <partition>-<offset>}. */
  public record Id(int partition, long offset) {
    /** Null: the text is no id. */
    public static @Nullable Id of(String text) {
      if (!text.matches("\\d{1,9}-\\d{1,18}")) {
        return null;
      }
      int dash = text.indexOf('-');
      return new Id(
          Integer.parseInt(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
    }

    @Override
    public String toString() {
      return partition + "-" + offset;
    }
  }

  public static Letter of(ConsumerRecord<byte[], byte[]> record) {
    return new Letter(
        new Id(record.partition(), record.offset()),
        Instant.ofEpochMilli(record.timestamp()),
        record.key(),
        Objects.requireNonNullElse(record.value(), NONE),
        record.headers());
  }

  public String error() {
    return text(SluglineHeaders.ERROR, "unknown");
  }

  public String reason() {
    return text(SluglineHeaders.REASON, "");
  }

  public String stage() {
    return text(SluglineHeaders.STAGE, "unknown");
  }

  /** Where the input lies, with {@link #partition} and {@link #offset}. */
  public String topic() {
    return text(SluglineHeaders.TOPIC, "unknown");
  }

  public int partition() {
    return (int) number(SluglineHeaders.PARTITION, -1);
  }

  public long offset() {
    return number(SluglineHeaders.OFFSET, -1);
  }

  /** Which item of the input, from 1; several, apart by commas. */
  public String item() {
    return text(SluglineHeaders.ITEM, "1");
  }

  /** How many items the input has, as far as that is known. */
  public long items() {
    return number(SluglineHeaders.ITEMS, 1);
  }

  /** From 1: how often the input was tried. */
  public int attempt() {
    return (int) Math.min(Integer.MAX_VALUE - 1, Math.max(1, number(SluglineHeaders.ATTEMPT, 1)));
  }

  /** When it broke; null: it does not say. */
  public @Nullable Instant brokeAt() {
    try {
      return Instant.parse(text(SluglineHeaders.TIME, ""));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** The key as text; null: none. */
  public @Nullable String keyText() {
    return key == null ? null : new String(key, StandardCharsets.UTF_8);
  }

  /** The trace that it is part of; null: none that can be read. */
  public @Nullable TraceParent trace() {
    return TraceParent.of(SluglineHeaders.get(headers, SluglineHeaders.TRACEPARENT));
  }

  private String text(String name, String otherwise) {
    return Objects.requireNonNullElse(SluglineHeaders.get(headers, name), otherwise);
  }

  private long number(String name, long otherwise) {
    String text = text(name, "");
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : otherwise;
  }
}
