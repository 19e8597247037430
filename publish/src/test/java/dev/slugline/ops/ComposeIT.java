package dev.slugline.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.Topics;
import dev.slugline.publish.PublishTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The cluster of docker-compose.yml, of three brokers and two instances: one of each is killed in
 * the middle of the work, and nothing is lost or doubled. Skipped where there is no Docker engine,
 * no docker-compose or no image.
 */
@Timeout(420)
class ComposeIT {
  private static final Topics TOPICS = new Topics("news");
  private static final PublishTopics OUT = new PublishTopics("news");
  private static final int ARTICLES = 1_000;
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final Duration WORKED_WITHIN = Duration.ofMinutes(3);

  /** What compose gives the instances to commit and leave, see docker-compose.yml. */
  private static final Duration GRACE = Duration.ofSeconds(40);

  @Test
  void shouldLoseAndDoubleNothingWhenABrokerAndAnInstanceAreKilled() throws Exception {
    String lacking = Cluster.lacking();
    assumeTrue(lacking.isEmpty(), lacking);
    try (Cluster cluster = Cluster.prepare()) {
      boolean well = false;
      try {
        cluster.up();
        killInTheMiddle(cluster);
        assertNothingLostOrDoubled(cluster);
        assertEndsWithItsWorkCommitted(cluster);
        well = true;
      } finally {
        if (!well) {
          System.out.println(cluster.log("kafka-1") + cluster.log("slugline-1"));
          System.out.println(cluster.log("slugline-2"));
        }
      }
    }
  }

  private static void killInTheMiddle(Cluster cluster) throws Exception {
    await()
        .atMost(READY_WITHIN)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> cluster.health("slugline-2").equals("healthy"));
    assertThat(cluster.inside("slugline-1", "id -u; touch /x || echo read-only"))
        .startsWith("10001")
        .endsWith("read-only");

    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer = cluster.producer()) {
      feed(producer, sent, 0, ARTICLES / 2);
      await().atMost(WORKED_WITHIN).until(() -> !cluster.committed(TOPICS.receipts()).isEmpty());
      cluster.kill("slugline-1");
      feed(producer, sent, ARTICLES / 2, ARTICLES * 3 / 4);
      cluster.kill("kafka-2");
      feed(producer, sent, ARTICLES * 3 / 4, ARTICLES);
    }
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
  }

  private static void feed(
      KafkaProducer<byte[], byte[]> producer, List<Future<RecordMetadata>> sent, int from, int to) {
    for (int i = from; i < to; i++) {
      String article =
          ("{\"id\":\"a%d\",\"source\":\"Quay Wire\",\"language\":\"en\",\"title\":\"Sanctions, part"
                  + " %d\",\"body\":\"Ministers agreed on economic sanctions against exporter %d on"
                  + " Tuesday, after weeks of talks in the capital about goods that may not be"
                  + " traded.\"}")
              .formatted(i, i, i);
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  TOPICS.raw().name(),
                  ("a" + i).getBytes(StandardCharsets.UTF_8),
                  article.getBytes(StandardCharsets.UTF_8))));
    }
  }

  /** Each raw record has one receipt, each article is once on each topic that it belongs to. */
  private static void assertNothingLostOrDoubled(Cluster cluster) {
    List<ConsumerRecord<String, Receipt>> receipts =
        await()
            .atMost(WORKED_WITHIN)
            .pollInterval(Duration.ofSeconds(2))
            .until(() -> cluster.committed(TOPICS.receipts()), all -> all.size() >= ARTICLES);

    assertThat(receipts).extracting(r -> r.value().outcome()).containsOnly("article");
    assertThat(receipts)
        .hasSize(ARTICLES)
        .extracting(r -> r.value().partition() + "@" + r.value().offset())
        .doesNotHaveDuplicates();
    List<String> ids =
        receipts.stream().map(r -> Objects.requireNonNull(r.value().articleId())).toList();
    assertThat(cluster.committed(TOPICS.articles()))
        .extracting(ConsumerRecord::key)
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(cluster.committed(OUT.enriched()))
        .extracting(ConsumerRecord::key)
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(cluster.committed(OUT.tag("sanctions")))
        .extracting(ConsumerRecord::key)
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(cluster.committed(TOPICS.deadLetter())).isEmpty();
  }

  private static void assertEndsWithItsWorkCommitted(Cluster cluster) throws Exception {
    long start = System.nanoTime();
    int code = cluster.stop("slugline-2");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(GRACE);
    // Java's own code for SIGTERM; 137 would be that of SIGKILL, after the time of grace
    assertThat(code).isIn(0, 143);
    try (Admin admin = cluster.admin()) {
      Map<TopicPartition, Long> committed =
          admin
              .listConsumerGroupOffsets("slugline")
              .partitionsToOffsetAndMetadata()
              .get()
              .entrySet()
              .stream()
              .filter(it -> it.getKey().topic().equals(TOPICS.raw().name()))
              .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
      long ends =
          admin
              .listOffsets(
                  committed.keySet().stream()
                      .collect(Collectors.toMap(it -> it, it -> OffsetSpec.latest())))
              .all()
              .get()
              .values()
              .stream()
              .mapToLong(it -> it.offset())
              .sum();
      assertThat(committed.values().stream().mapToLong(it -> it).sum())
          .isEqualTo(ends)
          .isEqualTo(ARTICLES);
      assertThat(admin.describeConsumerGroups(List.of("slugline")).all().get().get("slugline"))
          .satisfies(group -> assertThat(group.members()).isEmpty());
    }
  }
}
