package dev.slugline.app.letters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.TopicReader;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a letter's replay is. Ingest's letters go to the raw topic: the letter's own bytes, or the
 * whole raw record where these alone would not be the same input. Those of enrich and publish are
 * articles and go to be tagged again. One thread at a time.
 */
public final class Replay implements AutoCloseable {
  private static final byte[] JSON_FEED = "jsonfeed.org/version".getBytes(StandardCharsets.UTF_8);
  private static final byte[] PROVENANCE = "\"provenance\"".getBytes(StandardCharsets.UTF_8);

  private final SluglineConfig config;
  private final Topics topics;
  private @Nullable TopicReader raw;

  public Replay(SluglineConfig config) {
    this.config = config;
    this.topics = new Topics(config.text("prefix"));
  }

  /** What is to be done with a letter. */
  public sealed interface Plan {
    /**
     * It is sent.
     *
     * @param whole whether as the whole raw record rather than the letter's own bytes
     */
    record Send(ProducerRecord<byte[], byte[]> record, boolean whole) implements Plan {}

    /**
     * It cannot be.
     *
     * @param why for a person
     */
    record Impossible(String why) implements Plan {}
  }

  /** Decides; sends nothing. */
  public Plan plan(Letter letter) throws IOException {
    return switch (letter.stage()) {
      case "ingest" -> again(letter);
      case "enrich", "publish" ->
          letter.value().length == 0
              ? new Plan.Impossible("it holds no article")
              : send(topics.retag().name(), letter, letter.key(), letter.value(), List.of(), false);
      default -> new Plan.Impossible("no stage of ours wrote it: " + letter.stage());
    };
  }

  private Plan again(Letter letter) throws IOException {
    boolean empty = letter.value().length == 0;
    boolean made = isMade(letter);
    if (!empty && !made && letter.items() < 2) {
      return own(letter);
    }
    ConsumerRecord<byte[], byte[]> record = raw(letter);
    byte[] value = record == null ? null : record.value();
    if (record != null && value != null && (empty || made || givesContext(value))) {
      return send(topics.raw().name(), letter, record.key(), value, record.headers(), true);
    }
    if (empty || made) {
      String what = empty ? "its bytes were not let out" : "it holds what was made of the input";
      String place = letter.topic() + " " + letter.partition() + "-" + letter.offset();
      return new Plan.Impossible(what + ", and the raw record at " + place + " is gone");
    }
    return own(letter);
  }

  private Plan own(Letter letter) {
    return send(topics.raw().name(), letter, letter.key(), letter.value(), letter.headers(), false);
  }

  /** Items that are told apart by their feed, which names the source, are nothing without it. */
  private static boolean givesContext(byte[] raw) {
    int first = 0;
    while (first < raw.length && (raw[first] <= ' ' || (raw[first] & 0xff) >= 0xbb)) {
      first++; // white space and byte order marks
    }
    return first < raw.length && (raw[first] == '<' || contains(raw, JSON_FEED));
  }

  /** Whether the bytes are not the input but what a processor had made of it. */
  private static boolean isMade(Letter letter) {
    if (!contains(letter.value(), PROVENANCE)) {
      return false;
    }
    try {
      JsonNode json = ArticleJson.mapper().readTree(letter.value());
      JsonNode place = json.path("article").path("provenance");
      place = place.isObject() ? place : json.path("provenance");
      return place.path("topic").asText().equals(letter.topic())
          && place.path("partition").asInt(-1) == letter.partition()
          && place.path("offset").asLong(-1) == letter.offset();
    } catch (IOException e) {
      return false; // broken JSON is an input
    }
  }

  private static boolean contains(byte[] bytes, byte[] part) {
    for (int i = 0; i <= bytes.length - part.length; i++) {
      if (bytes[i] == part[0] && Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable ConsumerRecord<byte[], byte[]> raw(Letter letter) throws IOException {
    String topic = topics.raw().name();
    if (!letter.topic().equals(topic) || letter.partition() < 0 || letter.offset() < 0) {
      return null;
    }
    if (raw == null) {
      raw = new TopicReader(config, List.of(topic));
    }
    return raw.record(topic, letter.partition(), letter.offset());
  }

  @SuppressWarnings("NullAway") // no partition is chosen, a key may be missing: Kafka's nulls
  private static Plan send(
      String topic,
      Letter letter,
      byte @Nullable [] key,
      byte[] value,
      Iterable<Header> said,
      boolean whole) {
    Headers headers = new RecordHeaders();
    Headers all = new RecordHeaders(said);
    for (String name : SluglineHeaders.OF_RAW) {
      Header last = all.lastHeader(name);
      if (last != null && last.value() != null) {
        headers.add(name, last.value());
      }
    }
    int attempt = letter.attempt() + 1;
    SluglineHeaders.put(headers, SluglineHeaders.ATTEMPT, Integer.toString(attempt));
    SluglineHeaders.put(headers, SluglineHeaders.TRACEPARENT, ReplayTrace.of(letter).toString());
    return new Plan.Send(new ProducerRecord<>(topic, null, key, value, headers), whole);
  }

  @Override
  public void close() {
    if (raw != null) {
      Objects.requireNonNull(raw).close();
    }
  }
}
