package dev.slugline.app.audit;

import dev.slugline.ingest.stream.SluglineHeaders;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What a record tells in its key, its headers and the {@link JsonFields} of its body. */
final class Told {
  private Told() {}

  static Place here(ConsumerRecord<?, ?> record) {
    return new Place(record.partition(), record.offset(), 0);
  }

  static int revision(Headers headers) {
    return Integer.parseInt(header(headers, SluglineHeaders.REVISION));
  }

  static String header(Headers headers, String name) {
    return Objects.requireNonNullElse(SluglineHeaders.get(headers, name), "");
  }

  static int number(Map<String, String> told, String name) {
    return Integer.parseInt(told.getOrDefault(name, "0"));
  }

  static long offset(Map<String, String> told, String name) {
    return Long.parseLong(told.getOrDefault(name, "-1"));
  }

  static long millis(@Nullable String time) {
    try {
      return Instant.parse(Objects.requireNonNullElse(time, "")).toEpochMilli();
    } catch (DateTimeException e) {
      return 0; // then all of that place count as one
    }
  }

  static String text(byte @Nullable [] key) {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }

  static List<Place> items(int partition, long offset, String items) {
    return Arrays.stream(items.split(","))
        .map(item -> new Place(partition, offset, Integer.parseInt(item)))
        .toList();
  }
}
