package dev.slugline.app;

import static dev.slugline.app.ChainScenario.BODY;
import static dev.slugline.app.ChainScenario.json;
import static dev.slugline.app.ChainScenario.retraction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.broker.Broker;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.stream.JsonSerde;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was seen to stall, lose or double a stream in silence; one broker, a prefix a test. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatBitesIT {
  private static final String AT = "2026-01-01T10:00:00Z";

  private Broker broker = new NoBroker();
  private Path dir = Path.of(".");

  @BeforeAll
  void startBroker(@TempDir Path folder) throws Exception {
    broker = Broker.inProcess(folder.resolve("broker"));
  }

  @AfterAll
  void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void folder(@TempDir Path folder) {
    dir = folder;
  }

  @Test
  void shouldMakeADeadLetterOfWhatGrowsTooLargeAndGoOn() throws Exception {
    try (BrokerStream stream =
        BrokerStream.prepare(
            broker, dir, "grows", TestRules.forty(), "raw.max.bytes=" + 16 * 1024)) {
      stream.run();
      String evidence = "Economic sanctions. ".repeat(100);
      stream.feed("a1", json("a1", "Sanctions", evidence, AT));
      stream.feed("a1", json("a2", "Ministers agree", BODY, AT));

      assertThat(outcomes(stream.receipts(3)))
          .containsExactlyInAnyOrder("ingest article", "publish dead-letter", "ingest article");
      ConsumerRecord<byte[], byte[]> letter = letter(stream);
      assertThat(header(letter, SluglineHeaders.ERROR)).isEqualTo("over-limit");
      assertThat(new String(letter.value(), StandardCharsets.UTF_8))
          .contains("\"sourceId\":\"a1\"");
      assertThat(stream.committed(stream.out().enriched()))
          .extracting(r -> r.value().article().sourceId())
          .containsExactly("a2");
      assertThat(stream.runner().failed()).isFalse();
    }
  }

  @Test
  void shouldCarryTheLargestRawRecordAndRefuseALargerOne() throws Exception {
    int limit = 8 * 1024 * 1024;
    try (BrokerStream stream = BrokerStream.start(broker, dir, "largest")) {
      // every quotation mark is two bytes of JSON: the largest that an article can become
      String text = "Sanctions\n\n" + "\"".repeat(limit - 11);
      stream.feed("a1", text);
      stream.feed("a1", text + "x");
      stream.feed("a1", json("a2", "Ministers agree", BODY, AT));

      assertThat(outcomes(stream.receipts(3)))
          .containsExactlyInAnyOrder("ingest article", "ingest dead-letter", "ingest article");
      assertThat(stream.committed(stream.topics().articles()))
          .extracting(r -> Objects.requireNonNull(r.value().body()).length())
          .contains(limit - 11);
      assertThat(letter(stream).value()).hasSize(limit + 1);
      assertThat(stream.committed(stream.out().enriched())).hasSize(2);
      assertThat(stream.runner().failed()).isFalse();
    }
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
          .atMost(Duration.ofSeconds(60))
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
  void shouldGoOnWhenATagTopicIsDeletedWhileItRuns() throws Exception {
    try (BrokerStream stream =
        BrokerStream.start(
            broker, dir, "gone", "kafka.max.block.ms=3000", "kafka.delivery.timeout.ms=40000")) {
      String tag = stream.out().tag("sanctions").name();
      stream.feed("a1", json("a1", "Ministers agree", BODY, AT));
      stream.receipts(1);
      try (Admin admin = broker.admin()) {
        admin.deleteTopics(List.of(tag)).all().get();
      }
      // at once, so that some are sent to the topic before the stream has seen that it is gone
      stream.feed("a1", json("a2", "Ministers agree", BODY, AT));
      stream.feed("a1", retraction("a1"));
      stream.feed("a1", json("a3", "Ministers agree", BODY, AT));

      List<Receipt> receipts = stream.receipts(6);
      assertThat(outcomes(receipts))
          .containsExactlyInAnyOrder(
              "ingest article",
              "ingest article",
              "ingest article",
              "ingest retraction",
              "publish dead-letter",
              "publish dead-letter");
      assertThat(stream.committed(stream.topics().deadLetter()))
          .allSatisfy(
              letter -> assertThat(header(letter, SluglineHeaders.ERROR)).isEqualTo("no-topic"));
      assertThat(stream.committed(stream.out().enriched())).hasSize(4);
      assertThat(stream.runner().failed()).isFalse();
    }
  }

  @Test
  void shouldGoOnWhenRawGrows() throws Exception {
    try (BrokerStream stream =
        BrokerStream.start(broker, dir, "growing", "kafka.metadata.max.age.ms=500")) {
      for (int i = 0; i < 20; i++) {
        stream.feed("k" + i, json("a" + i, "Ministers agree", BODY, AT));
      }
      try (Admin admin = broker.admin()) {
        admin
            .createPartitions(Map.of(stream.topics().raw().name(), NewPartitions.increaseTo(4)))
            .all()
            .get();
      }
      Set<Integer> partitions = new TreeSet<>();
      for (int i = 20; i < 60; i++) {
        RecordMetadata at = stream.feed("k" + i, json("a" + i, "Ministers agree", BODY, AT));
        partitions.add(at.partition());
      }

      assertThat(partitions).containsExactly(0, 1, 2, 3);
      assertThat(outcomes(stream.receipts(60))).containsOnly("ingest article");
      assertThat(stream.committed(stream.out().tag("sanctions"))).hasSize(60);
      assertThat(stream.runner().failed()).isFalse();
    }
  }

  @Test
  void shouldStampWithTheTimeOfArrival() throws Exception {
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    try (BrokerStream stream = BrokerStream.start(broker, dir, "times")) {
      Instant lastYear = before.minus(Duration.ofDays(365));
      Instant ahead = before.plus(Duration.ofDays(1));
      for (Instant claimed : List.of(lastYear, ahead)) {
        byte[] value =
            json(claimed.toString(), "Ministers agree", BODY, claimed.toString())
                .getBytes(StandardCharsets.UTF_8);
        stream.send(
            new ProducerRecord<>(
                stream.topics().raw().name(), 0, claimed.toEpochMilli(), new byte[] {1}, value));
      }

      stream.receipts(2);
      List<ConsumerRecord<String, EnrichedArticle>> tagged =
          stream.committed(stream.out().tag("sanctions"));
      assertThat(tagged)
          .extracting(r -> r.value().article().publishedAt())
          .containsExactlyInAnyOrder(lastYear, ahead);
      assertThat(tagged)
          .allSatisfy(
              r -> {
                assertThat(Instant.ofEpochMilli(r.timestamp()))
                    .isBetween(before.minusMillis(1), Instant.now());
                assertThat(r.value().article().receivedAt()).isBefore(Instant.now());
              });
    }
  }

  @Test
  void shouldDoubleNothingWhenGroupOffsetsAreLost() throws Exception {
    try (BrokerStream stream = BrokerStream.start(broker, dir, "lost")) {
      stream.feed("a1", json("a1", "Ministers agree", BODY, AT));
      stream.feed("a1", json("a1", "Ministers agree", BODY, AT));
      stream.feed("a1", json("a1", "Ministers do not agree", BODY, "2026-01-01T11:00:00Z"));
      stream.feed("a1", json("a2", "Ministers agree", BODY, AT));
      stream.feed("a1", retraction("a2"));
      stream.feed("a1", "{\"cut");
      stream.feed("a1", "[]");
      stream.receipts(7);
      stream.restart(() -> deleteGroup("lost-app"));
      stream.feed("a1", json("a3", "Ministers agree", BODY, AT));

      // the new one, and again what no store remembers: the dead letter and the skipped
      assertThat(outcomes(stream.receipts(10)))
          .filteredOn(told -> told.equals("ingest dead-letter") || told.equals("ingest skipped"))
          .hasSize(4);
      assertThat(stream.committed(stream.topics().articles())).hasSize(5);
      assertThat(stream.committed(stream.out().enriched())).hasSize(5);
      assertThat(stream.committed(stream.out().tag("sanctions"))).hasSize(5);
      assertThat(stream.committed(stream.topics().withdrawn())).hasSize(1);
      assertThat(stream.committed(stream.topics().deadLetter())).hasSize(2);
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
  void shouldRefuseAnotherTopologyUnderTheSameApplicationId() throws Exception {
    try (BrokerStream stream = BrokerStream.start(broker, dir, "first")) {
      assertThatThrownBy(
              () -> BrokerStream.prepare(broker, dir, "second", "application.id=first-app").close())
          .isInstanceOf(Preflight.Refused.class)
          .hasMessageContaining("another stream")
          .hasMessageContaining("application.id=first-app");

      try (BrokerStream same = BrokerStream.prepare(broker, dir.resolve("same"), "first")) {
        assertThat(same.runner().failed()).as("another instance of the same").isFalse();
      }
      assertThat(stream.runner().failed()).isFalse();
    }
  }

  @Test
  void shouldSayThatInternalTopicsCannotBeReplicated() throws Exception {
    BrokerStream.prepare(broker, dir, "copies").close();

    assertThatThrownBy(
            () -> BrokerStream.prepare(broker, dir, "copies", "replication.factor=3").close())
        .isInstanceOf(Preflight.Refused.class)
        .hasMessageContaining("copies-app-articles-by-id-repartition")
        .hasMessageContaining("eplication factor");
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

  private void deleteGroup(String group) {
    try (Admin admin = broker.admin()) {
      await()
          .ignoreExceptionsInstanceOf(ExecutionException.class)
          .until(
              () -> {
                admin.deleteConsumerGroups(List.of(group)).all().get();
                return true;
              });
    }
  }

  private static List<String> outcomes(List<Receipt> receipts) {
    return receipts.stream().map(r -> r.stage() + " " + r.outcome()).toList();
  }

  private static ConsumerRecord<byte[], byte[]> letter(BrokerStream stream) {
    List<ConsumerRecord<byte[], byte[]>> letters = stream.committed(stream.topics().deadLetter());
    assertThat(letters).hasSize(1);
    return letters.get(0);
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return Objects.requireNonNullElse(SluglineHeaders.get(record.headers(), name), "");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Before the first test. */
  private static final class NoBroker implements Broker {
    @Override
    public String bootstrapServers() {
      throw new IllegalStateException("not started");
    }

    @Override
    public void close() {}
  }
}
