package dev.slugline.app;

import static dev.slugline.app.BrokerStream.header;
import static dev.slugline.app.ChainScenario.BODY;
import static dev.slugline.app.ChainScenario.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.broker.Brokers;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records that were seen to stall or lose a stream in silence by what a broker takes and stamps;
 * one broker, a prefix a test.
 */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatBitesIT {
  private static final String AT = "2026-01-01T10:00:00Z";

  private Broker broker = Broker.NONE;
  private Path dir = Path.of(".");

  Brokers brokers() {
    return Brokers.asked();
  }

  @BeforeAll
  void startBroker(@TempDir Path folder) throws Exception {
    broker = brokers().start(folder.resolve("broker"));
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

      assertThat(stream.outcomes(3))
          .containsExactlyInAnyOrder("ingest article", "publish dead-letter", "ingest article");
      ConsumerRecord<byte[], byte[]> letter = stream.letter();
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
    try (BrokerStream stream = BrokerStream.start(broker, dir, "largest", "raw.budget.ms=9000")) {
      // every quotation mark is two bytes of JSON: the largest that an article can become
      String text = "Sanctions\n\n" + "\"".repeat(limit - 11);
      stream.feed("a1", text);
      stream.feed("a1", text + "x");
      stream.feed("a1", json("a2", "Ministers agree", BODY, AT));

      assertThat(stream.outcomes(3))
          .containsExactlyInAnyOrder("ingest article", "ingest dead-letter", "ingest article");
      assertThat(stream.committed(stream.topics().articles()))
          .extracting(r -> Objects.requireNonNull(r.value().body()).length())
          .contains(limit - 11);
      assertThat(stream.letter().value()).hasSize(limit + 1);
      assertThat(stream.committed(stream.out().enriched())).hasSize(2);
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
}
