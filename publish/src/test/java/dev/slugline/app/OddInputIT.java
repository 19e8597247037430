package dev.slugline.app;

import static dev.slugline.app.BrokerStream.header;
import static dev.slugline.app.ChainScenario.BODY;
import static dev.slugline.app.ChainScenario.json;
import static dev.slugline.app.ChainScenario.retraction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.broker.Brokers;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.stream.JsonSerde;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records that were seen to stall, leak or double in silence, whatever the broker; one broker, a
 * prefix a test.
 */
@Timeout(600)
class OddInputIT {
  private static final String AT = "2026-01-01T10:00:00Z";

  private static Broker broker = Broker.NONE;
  private Path dir = Path.of(".");

  @BeforeAll
  static void startBroker(@TempDir Path folder) throws Exception {
    broker = Brokers.asked().start(folder.resolve("broker"));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void folder(@TempDir Path folder) {
    dir = folder;
  }

  @Test
  void shouldRefuseWhatIsTooDeepAndGoOn() throws Exception {
    try (BrokerStream stream = BrokerStream.start(broker, dir, "deep")) {
      stream.feed(
          "d1", "{\"id\":\"d1\",\"body\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
      stream.feed("d2", "<rss>" + "<a>".repeat(100_000) + "</a>".repeat(100_000) + "</rss>");
      stream.feed("d1", json("a1", "Ministers agree", BODY, AT));

      stream.receipts(3);
      assertThat(stream.committed(stream.topics().deadLetter()))
          .extracting(r -> text(r.key()) + " " + header(r, SluglineHeaders.ERROR))
          .containsExactlyInAnyOrder("d1 over-limit", "d2 over-limit");
      assertThat(stream.committed(stream.out().tag("sanctions"))).hasSize(1);
      assertThat(stream.runner().failed()).isFalse();
    }
  }

  @Test
  void shouldRefuseWhatTakesTooLongAndGoOn() throws Exception {
    try (BrokerStream stream = BrokerStream.start(broker, dir, "slow", "raw.budget.ms=10")) {
      String many = "{\"title\":\"t\",\"pubstatus\":1},".repeat(100_000);
      stream.feed("t1", "[" + many + "{}]");
      // a small one may take as long while the process is young
      String small = json("a1", "Ministers agree", BODY, AT);
      await()
          .until(
              () -> {
                stream.feed("t1", small);
                return !stream.committed(stream.out().tag("sanctions")).isEmpty();
              });

      ConsumerRecord<byte[], byte[]> letter = stream.committed(stream.topics().deadLetter()).get(0);
      assertThat(header(letter, SluglineHeaders.ERROR)).isEqualTo("time-budget");
      assertThat(letter.value()).hasSize(many.length() + 4);
      assertThat(stream.runner().failed()).isFalse();
    }
  }

  @Test
  void shouldLetNoHeaderOfTheInputOut() throws Exception {
    try (BrokerStream stream = BrokerStream.start(broker, dir, "headers")) {
      for (String value :
          List.of(json("a1", "Ministers agree", BODY, AT), retraction("a1"), "{\"cut", "[]")) {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(
                stream.topics().raw().name(),
                "k".getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8));
        record.headers().add("content-type", "application/json".getBytes(StandardCharsets.UTF_8));
        record.headers().add("x-secret", new byte[] {1});
        record.headers().add("ce_id", new byte[] {1});
        record.headers().add("traceparent", "00-1-2-01".getBytes(StandardCharsets.UTF_8));
        stream.send(record);
      }

      stream.receipts(4);
      List<ConsumerRecord<?, ?>> all = new ArrayList<>();
      all.addAll(stream.committed(stream.topics().receipts()));
      all.addAll(stream.committed(stream.topics().articles()));
      all.addAll(stream.committed(stream.topics().withdrawn()));
      all.addAll(stream.committed(stream.topics().deadLetter()));
      all.addAll(stream.committed(stream.out().enriched()));
      all.addAll(stream.committed(stream.out().tag("sanctions")));
      assertThat(all).hasSize(12);
      assertThat(all)
          .allSatisfy(
              record -> {
                assertThat(record.headers().headers("x-secret")).isEmpty();
                assertThat(record.headers().headers("traceparent")).hasSize(1);
                for (Header header : record.headers()) {
                  assertThat(record.headers().headers(header.key())).hasSize(1);
                }
                assertThat(header(record, "ce_id")).isNotEqualTo("\u0001");
              });
    }
  }

  @Test
  void shouldMakeADeadLetterOfWhatASourceCannotRead() throws Exception {
    try (BrokerStream topics = BrokerStream.prepare(broker, dir, "unread")) {
      String in = topics.topics().retag().name();
      StreamsBuilder builder = new StreamsBuilder();
      builder.stream(
              in, Consumed.with(Serdes.String(), JsonSerde.of(Article.class)).withName("enrich-in"))
          .to(
              topics.topics().articles().name(),
              Produced.with(Serdes.String(), JsonSerde.of(Article.class)));
      Properties config =
          StreamRunner.config(
              "unread-other",
              "unread",
              Map.of("bootstrap.servers", broker.bootstrapServers()),
              dir.resolve("other").toString(),
              1,
              20,
              "lz4",
              1 << 20);
      try (StreamRunner runner = new StreamRunner(builder.build(), config)) {
        runner.start();
        topics.send(new ProducerRecord<>(in, 0, new byte[] {1}, new byte[] {2, 3}));

        ConsumerRecord<byte[], byte[]> letter =
            topics.records(topics.topics().deadLetter(), 1).get(0);
        assertThat(letter.value()).isEqualTo(new byte[] {2, 3});
        assertThat(header(letter, SluglineHeaders.TOPIC)).isEqualTo(in);
        assertThat(runner.failed()).isFalse();
      }
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
