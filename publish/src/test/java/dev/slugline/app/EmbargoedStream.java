package dev.slugline.app;

import static dev.slugline.app.ChainScenario.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.enrich.catalogue.CurrentCatalogue;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.stream.Embargo;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.StreamSettings;
import dev.slugline.ingest.stream.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * A stream on the test driver by a clock that the test moves, and items for it that say a secret.
 */
final class EmbargoedStream implements AutoCloseable {
  static final Instant START = Instant.parse("2026-06-01T08:00:00Z");
  static final Instant NINE = Instant.parse("2026-06-01T09:00:00Z");
  static final Instant TEN = Instant.parse("2026-06-01T10:00:00Z");
  static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  /** The word that must not be seen before its time. */
  static final String SECRET = "Quillfeather";

  private final Map<String, List<TestRecord<byte[], byte[]>>> read = new HashMap<>();
  private final TopologyTestDriver driver;

  EmbargoedStream(Path state, Embargo embargo) throws Exception {
    LoadedCatalogue rules = TestRules.two();
    driver =
        new TopologyTestDriver(
            SluglineTopology.build(
                StreamSettings.of(TOPICS, 2, Limits.DEFAULT, Duration.ofDays(30)).with(embargo),
                CurrentCatalogue.fixed(rules),
                "test",
                topic -> true),
            ChainTest.config(state),
            START);
  }

  @Override
  public void close() {
    driver.close();
  }

  void advance(Duration time) {
    driver.advanceWallClockTime(time);
  }

  static String item(String id, @Nullable Instant embargo, String title, int version) {
    return undated(id, embargo, title).replaceFirst("\\{", "{\"version\":" + version + ",");
  }

  static String undated(String id, @Nullable Instant embargo, String title) {
    String until = embargo == null ? "" : ",\"embargoed\":\"" + embargo + "\"";
    return "{\"id\":\"%s\",\"source\":\"wire\",\"language\":\"en\"%s,\"title\":\"%s\",\"body\":\"%s\"}"
        .formatted(id, until, title, ChainScenario.BODY + " So says " + title + ".");
  }

  void feed(String value) {
    feed(value.getBytes(StandardCharsets.UTF_8));
  }

  void feed(byte[] value) {
    Headers headers = new RecordHeaders();
    SluglineHeaders.put(headers, SluglineHeaders.TRACEPARENT, TRACE);
    driver
        .createInputTopic(TOPICS.raw().name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>("key".getBytes(StandardCharsets.UTF_8), value, headers, START));
  }

  /** Of all topics but Streams' own, that nobody else reads. */
  void assertNothingIsOut() {
    for (String topic : driver.producedTopicNames()) {
      if (topic.startsWith("slugline-")) {
        continue;
      }
      for (TestRecord<byte[], byte[]> record : records(topic)) {
        String value =
            record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8);
        assertThat(value + record.headers()).as(topic).doesNotContain(SECRET);
        record
            .headers()
            .forEach(
                h ->
                    assertThat(new String(h.value(), StandardCharsets.UTF_8))
                        .as(topic + " " + h.key())
                        .doesNotContain(SECRET));
      }
    }
  }

  List<String> outcomes() {
    return receipts().stream().map(Receipt::outcome).toList();
  }

  Receipt receipt(int at) {
    return receipts().get(at);
  }

  List<Receipt> receipts() {
    return values(TOPICS.receipts());
  }

  List<Article> articles() {
    return values(TOPICS.articles());
  }

  private <V> List<V> values(Topic<?, V> topic) {
    Deserializer<V> reader = topic.value().deserializer();
    return records(topic.name()).stream()
        .map(r -> reader.deserialize(topic.name(), r.value()))
        .toList();
  }

  String text(String topic, int at) {
    return new String(records(topic).get(at).value(), StandardCharsets.UTF_8);
  }

  static String header(TestRecord<?, ?> record, String name) {
    return Objects.requireNonNullElse(SluglineHeaders.get(record.headers(), name), "");
  }

  /** All so far: the driver gives a record once. */
  List<TestRecord<byte[], byte[]>> records(String topic) {
    List<TestRecord<byte[], byte[]>> all = read.computeIfAbsent(topic, name -> new ArrayList<>());
    if (driver.producedTopicNames().contains(topic)) {
      ByteArrayDeserializer bytes = new ByteArrayDeserializer();
      all.addAll(driver.createOutputTopic(topic, bytes, bytes).readRecordsToList());
    }
    return all;
  }
}
