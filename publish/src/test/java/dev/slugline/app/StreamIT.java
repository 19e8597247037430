package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.ChainScenario.Read;
import dev.slugline.app.broker.Broker;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.Topic;
import dev.slugline.ingest.stream.Topics;
import dev.slugline.publish.PublishTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The stream as the run command makes it, on a real broker. */
@Timeout(180)
class StreamIT {
  private static final Topics TOPICS = new Topics("news");
  private static final PublishTopics OUT = new PublishTopics("news");

  private Path dir;

  @BeforeEach
  void folder(@TempDir Path folder) {
    dir = folder;
  }

  @Test
  void shouldCarryArticlesThroughARestartAndNothingTwice() throws Exception {
    try (Broker broker = Broker.inProcess(dir.resolve("broker"))) {
      SluglineConfig config = config(broker.bootstrapServers());
      try (StreamRunner stream = started(config)) {
        send(broker, article("a1", "The EU adopted a new package of economic sanctions."));
        send(broker, article("a1", "The EU adopted a new package of economic sanctions."));
        send(broker, "{\"title\": \"cut off");
        assertThat(outcomes(broker, 3)).containsOnly("article", "repeat", "dead-letter");
        assertThat(stream.failed()).isFalse();
      }
      try (StreamRunner stream = started(config)) {
        send(broker, "{\"id\":\"a1\",\"source\":\"wire\",\"pubstatus\":\"canceled\"}");
        assertThat(outcomes(broker, 4)).contains("retraction");
        assertThat(stream.failed()).isFalse();
      }
      List<ConsumerRecord<String, EnrichedArticle>> sanctions =
          read(broker, OUT.tag("sanctions"), 2);
      assertThat(sanctions).extracting(r -> r.value() == null).containsExactly(false, true);
      assertThat(SluglineHeaders.get(sanctions.get(1).headers(), SluglineHeaders.CAUSE))
          .isEqualTo("retraction");
      assertThat(read(broker, OUT.enriched(), 2)).hasSize(2);
      assertThat(read(broker, TOPICS.deadLetter(), 1)).hasSize(1);
      assertThat(read(broker, TOPICS.articles(), 2)).hasSize(2);
    }
  }

  @Test
  void shouldPlayTheScenarioOfTheChain() throws Exception {
    try (Broker broker = Broker.inProcess(dir.resolve("broker"));
        BrokerStream stream = BrokerStream.prepare(broker, dir, "news")) {
      try (Admin admin = broker.admin()) {
        admin.deleteTopics(List.of(ChainScenario.GONE)).all().get();
      }
      await().until(() -> !stream.runner().sees(ChainScenario.GONE));
      stream.run();

      ChainScenario.play(
          new ChainScenario.Place() {
            @Override
            public void feed(String key, String value) throws Exception {
              stream.feed(key, value);
            }

            @Override
            public <K, V> List<Read<K, V>> read(Topic<K, V> topic, int receipts) {
              stream.receipts(receipts);
              return stream.committed(topic).stream()
                  .map(r -> new Read<>(r.key(), r.value(), r.headers()))
                  .toList();
            }
          });
      assertThat(stream.runner().failed()).isFalse();
    }
  }

  @Test
  void shouldSayThatNoBrokerAnswers() {
    assertThatThrownBy(() -> started(config("127.0.0.1:1")))
        .isInstanceOf(Preflight.Refused.class)
        .hasMessageContaining("no Kafka broker answers at 127.0.0.1:1");
  }

  @Test
  void shouldSayThatTransactionsCannotBeReplicated() throws Exception {
    refuses("transaction.state.log.replication.factor");
  }

  @Test
  void shouldSayThatGroupOffsetsCannotBeReplicated() throws Exception {
    refuses("offsets.topic.replication.factor");
  }

  private void refuses(String setting) throws Exception {
    try (Broker broker = Broker.inProcess(dir.resolve(setting), Map.of(setting, "3"))) {
      long start = System.nanoTime();

      assertThatThrownBy(() -> started(config(broker.bootstrapServers())))
          .isInstanceOf(Preflight.Refused.class)
          .hasMessageContaining(setting + " is 3, but the cluster has 1 broker");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }
  }

  private static StreamRunner started(SluglineConfig config) throws Exception {
    StreamRunner stream = SluglineStream.prepare(config, CatalogueLoader.shipped(), "test");
    stream.start();
    assertThat(stream.awaitRunning(Duration.ofSeconds(60))).isTrue();
    return stream;
  }

  private SluglineConfig config(String bootstrap) throws Exception {
    return SluglineConfig.load(
        null,
        Map.of(),
        List.of(
            "bootstrap.servers=" + bootstrap, "partitions=2", "state.dir=" + dir.resolve("state")));
  }

  private static String article(String id, String lead) {
    return "{\"id\":\"%s\",\"source\":\"wire\",\"title\":\"Sanctions agreed\",\"body\":\"%s Sanctions on banks follow, ministers said on Tuesday in the capital.\"}"
        .formatted(id, lead);
  }

  private static void send(Broker broker, String value) throws Exception {
    ByteArraySerializer bytes = new ByteArraySerializer();
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config, bytes, bytes)) {
      producer
          .send(
              new ProducerRecord<>(
                  TOPICS.raw().name(),
                  "wire".getBytes(StandardCharsets.UTF_8),
                  value.getBytes(StandardCharsets.UTF_8)))
          .get();
    }
  }

  private static List<String> outcomes(Broker broker, int count) {
    List<ConsumerRecord<String, Receipt>> receipts = read(broker, TOPICS.receipts(), count);
    assertThat(receipts).hasSize(count);
    return receipts.stream().map(r -> r.value().outcome()).toList();
  }

  /** All committed records, once there are so many; read on for a moment, for what is too many. */
  private static <K, V> List<ConsumerRecord<K, V>> read(
      Broker broker, Topic<K, V> topic, int count) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", broker.bootstrapServers());
    config.put("isolation.level", "read_committed");
    config.put("auto.offset.reset", "earliest");
    List<ConsumerRecord<K, V>> records = new ArrayList<>();
    try (KafkaConsumer<K, V> consumer =
        new KafkaConsumer<>(config, topic.key().deserializer(), topic.value().deserializer())) {
      consumer.assign(
          consumer.partitionsFor(topic.name()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList());
      long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (records.size() < count && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      consumer.poll(Duration.ofMillis(500)).forEach(records::add);
    }
    return records;
  }
}
