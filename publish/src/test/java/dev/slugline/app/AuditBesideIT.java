package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.cli.Ran;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code audit} says where the stream and its rules change while it waits and reads. */
@Timeout(600)
class AuditBesideIT extends LiveRules {
  private static final int ARTICLES = 10;

  @Test
  void shouldReadTheTopicOfARuleThatComesWhileItWaits() throws Exception {
    prepare();
    feed(0, ARTICLES);
    String trade = write("trade.yaml", TRADE);

    Ran ran =
        auditWhileReading(
            prefix + ".raw",
            () -> {
              assertThat(rules("apply", "--rules", trade).code()).isZero();
              awaitLive();
              stream().run();
            });

    assertThat(standing("trade")).hasSize(ARTICLES);
    assertThat(ran.code()).as(ran.out()).isZero();
    assertThat(ran.out()).containsPattern("raw records +" + ARTICLES + " ");
  }

  /** One that was cut off by a broker's end, or is started again, is not in its group meanwhile. */
  @Test
  void shouldWaitForAnInstanceThatIsNotThereYet() throws Exception {
    prepare();
    feed(0, ARTICLES);
    CompletableFuture<Ran> audit =
        CompletableFuture.supplyAsync(() -> command(List.of("audit", "--wait", "60s")));

    assertThatThrownBy(() -> audit.get(5, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
    stream().run();

    Ran ran = audit.get();
    assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out())
        .containsPattern("raw records +" + ARTICLES + " ")
        .doesNotContain("not worked yet");
    assertThat(ran.err())
        .containsOnlyOnce("slugline: no instance of the stream runs; waiting up to 60 s for one");
  }

  @Test
  void shouldReadWhatAStreamHoldsBackThatFirstRunsWhileItWaits() throws Exception {
    prepare();
    stream().feed("m", "{\"embargoed\":\"2099-01-01T00:00:00Z\",\"title\": \"cut off");

    Ran ran = auditWhileReading(prefix + ".raw", stream()::run);

    assertThat(ran.code()).as(ran.out()).isZero();
    assertThat(ran.out()).containsPattern("dead-letter +1 +1 kept back until an embargo ends");
  }

  @Test
  void shouldNotMissATopicThatGoesWithItsRuleWhileItWaits() throws Exception {
    start();
    fed(0, ARTICLES);
    stream().runner().close();
    feed(ARTICLES, ARTICLES + 1);

    Ran ran =
        auditWhileReading(
            prefix + ".raw",
            () -> {
              applyUnseen(TRADE);
              delete("sanctions");
              start();
            });

    assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out()).containsPattern("raw records +" + (ARTICLES + 1) + " ");
  }

  @Test
  void shouldEndWhereATopicGoesWhileItReads() throws Exception {
    start();
    fed(0, ARTICLES);
    stream().runner().close();

    Ran ran = auditWhileReading(prefix + ".raw", () -> delete("sanctions"));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("there is no topic " + prefix + ".tag.sanctions");
  }

  /** Whichever topic shows a transaction first, while the others' ends lie before it. */
  @Test
  void shouldNotMissWhatIsOfATransactionThatItSeesInPart() throws Exception {
    start();
    fed(0, 1);
    String soon = Instant.now().plusSeconds(25).toString(); // after the first copy
    embargoed("h1", soon);
    stream().feed("m1", "{\"embargoed\":\"%s\",\"title\": \"cut off".formatted(soon));
    stream().receipts(3);
    TopicCopy before = new TopicCopy(broker, prefix);
    stream().feed("a0", ChainScenario.retraction("a0"));
    stream().feed("r1", ChainScenario.retraction("r1"));
    embargoed("h2", "2099-01-01T00:00:00Z");
    feed(1, 2);
    stream().receipts(8); // the release of h1 is one of them
    await()
        .atMost(WITHIN)
        .until(() -> !stream().committed(stream().topics().deadLetter()).isEmpty());
    stream().runner().close();
    TopicCopy after = new TopicCopy(broker, prefix);
    assertThat(before.of(".receipts")).hasSize(3);

    List<String> topics =
        List.of(
            "-app-embargo-changelog",
            ".articles",
            ".dead-letter",
            ".enriched",
            ".receipts",
            ".tag.sanctions",
            ".withdrawn");
    List<String> told = new ArrayList<>();
    for (String first : topics) {
      Ran ran = auditInTheMiddle("first" + topics.indexOf(first), first, topics, before, after);
      if (ran.code() != 0) {
        told.add(first + " first: " + ran.out() + ran.err());
      }
    }

    assertThat(told).isEmpty();
  }

  /** The rest of a transaction comes once the audit has taken all ends and reads. */
  private Ran auditInTheMiddle(
      String to, String first, List<String> topics, TopicCopy before, TopicCopy after)
      throws Exception {
    prefix = to;
    before.write(to, (topic, records) -> records);
    betweenTheHops(after.news(".raw", before, to));
    try (KafkaProducer<byte[], byte[]> transaction = transaction()) {
      transaction.initTransactions();
      transaction.beginTransaction();
      List<ProducerRecord<byte[], byte[]>> seen = after.news(first, before, to);
      assertThat(seen).as(first).isNotEmpty();
      send(seen, transaction);
      return auditWhileReading(
          to + "-app-embargo-changelog",
          () -> {
            for (String topic : topics) {
              if (!topic.equals(first)) {
                send(after.news(topic, before, to), transaction);
              }
            }
            transaction.commitTransaction();
          });
    }
  }

  /** Raw records that are worked as far as that, one item each. */
  private void betweenTheHops(List<ProducerRecord<byte[], byte[]>> raws) throws Exception {
    String hop = prefix + "-app-articles-by-id-repartition";
    Map<TopicPartition, OffsetAndMetadata> worked = new HashMap<>();
    try (Admin admin = broker.admin();
        KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      admin.createTopics(List.of(new NewTopic(hop, 2, (short) 1))).all().get();
      for (ProducerRecord<byte[], byte[]> raw : raws) {
        RecordMetadata at = producer.send(raw).get();
        worked.put(
            new TopicPartition(at.topic(), at.partition()), new OffsetAndMetadata(at.offset() + 1));
        String item =
            "{\"item\":{\"article\":{\"provenance\":{\"partition\":%d,\"offset\":%d,\"item\":1}}}}"
                .formatted(at.partition(), at.offset());
        producer.send(new ProducerRecord<>(hop, item.getBytes(StandardCharsets.UTF_8))).get();
      }
      admin.alterConsumerGroupOffsets(prefix + "-app", worked).all().get();
    }
  }

  private static KafkaProducer<byte[], byte[]> transaction() {
    ByteArraySerializer bytes = new ByteArraySerializer();
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "midway"),
        bytes,
        bytes);
  }

  private static void send(
      List<ProducerRecord<byte[], byte[]>> records, KafkaProducer<byte[], byte[]> producer)
      throws Exception {
    for (ProducerRecord<byte[], byte[]> record : records) {
      producer.send(record).get();
    }
  }

  private void embargoed(String id, String until) throws Exception {
    String json =
        "{\"id\":\"%s\",\"source\":\"wire\",\"language\":\"en\",\"embargoed\":\"%s\",\"title\":\"Kept in\",\"body\":\"%s\"}";
    stream().feed(id, json.formatted(id, until, ChainScenario.BODY));
  }

  /** An instance that does not run yet. */
  private void prepare() throws Exception {
    instances.add(BrokerStream.prepare(broker, dir, prefix));
  }

  private void delete(String tag) throws Exception {
    broker.delete(prefix + ".tag." + tag);
  }

  private Ran auditWhileReading(String topic, Meanwhile.Work work) throws Exception {
    return Meanwhile.reading(
        topic, work, () -> command(List.of("audit", "--wait", "60s", "--set", Meanwhile.SETTING)));
  }
}
