package dev.slugline.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.app.cli.Ran;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.Topics;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The cluster of docker-compose.yml, of three brokers and two instances: one of each is killed in
 * the middle of the work, and nothing is lost or doubled. Skipped where there is no Docker engine,
 * no docker-compose or no image.
 */
@Timeout(900)
class ComposeIT {
  private static final Topics TOPICS = new Topics("news");
  private static final List<Integer> INSTANCES = List.of(1, 2);
  private static final int ARTICLES = 1_000;

  /** The articles, and one by HTTP to each instance; each counted once. */
  private static final int FED = ARTICLES + INSTANCES.size();

  private static final Duration WORKED_WITHIN = Duration.ofMinutes(4);
  private static final String WAIT = WORKED_WITHIN.toSeconds() + "s";
  private static final Condition<String> LOCATION =
      new Condition<>(it -> it.startsWith("/v1/receipts/"), "the place of its receipt");

  /** What compose gives the instances to commit and leave, see docker-compose.yml. */
  private static final Duration GRACE = Duration.ofSeconds(40);

  private int sentAgain;

  @Test
  void shouldLoseAndDoubleNothingWhenABrokerAndAnInstanceAreKilled() throws Exception {
    String lacking = Cluster.lacking();
    assumeTrue(lacking.isEmpty(), lacking);
    try (Cluster cluster = Cluster.prepare()) {
      boolean well = false;
      try {
        cluster.up();
        assertAnswersWhoHasTheToken(cluster);
        killInTheMiddle(cluster);
        int raw = assertNothingLostOrDoubled(cluster);
        assertEndsWithItsWorkCommitted(cluster, raw);
        well = true;
      } finally {
        if (!well) {
          System.out.println(cluster.log("kafka-1") + cluster.log("slugline-1"));
          System.out.println(cluster.log("slugline-2"));
        }
      }
    }
  }

  private void assertAnswersWhoHasTheToken(Cluster cluster) throws Exception {
    for (int instance : INSTANCES) {
      assertThat(cluster.post(instance, article("h0"), "").statusCode()).isEqualTo(401);
    }
    assertFed(cluster, 1, "h1");
    assertThat(cluster.inside("slugline-1", "id -u")).isEqualTo("10001");
    assertThat(cluster.inside("slugline-1", "touch /x")).contains("Read-only file system");
  }

  /**
   * Either instance takes an article from who has the one token that both know. Who is told to send
   * it again does: what was there after all is a repeat then.
   */
  private void assertFed(Cluster cluster, int instance, String id) throws Exception {
    HttpResponse<String> answer = cluster.post(instance, article(id), cluster.writeToken(instance));
    if (answer.body().contains("urn:slugline:problem:no-kafka")) {
      sentAgain++;
      answer = cluster.post(instance, article(id), cluster.writeToken(instance));
    }

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Location")).hasValueSatisfying(LOCATION);
  }

  private void killInTheMiddle(Cluster cluster) throws Exception {
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
    assertFed(cluster, 2, "h2");
  }

  private static void feed(
      KafkaProducer<byte[], byte[]> producer, List<Future<RecordMetadata>> sent, int from, int to) {
    for (int i = from; i < to; i++) {
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  TOPICS.raw().name(),
                  ("a" + i).getBytes(StandardCharsets.UTF_8),
                  article("a" + i).getBytes(StandardCharsets.UTF_8))));
    }
  }

  private static String article(String id) {
    return ("{\"id\":\"%s\",\"source\":\"Quay Wire\",\"language\":\"en\",\"title\":\"Sanctions, part"
            + " %s\",\"body\":\"Ministers agreed on economic sanctions against exporter %s on"
            + " Tuesday, after weeks of talks in the capital about goods that may not be traded.\"}")
        .formatted(id, id, id);
  }

  private int assertNothingLostOrDoubled(Cluster cluster) throws Exception {
    Ran audit = Ran.command("audit", "-b", cluster.bootstrapServers(), "--wait", WAIT, "--json");

    assertThat(audit.code()).as(audit.out() + audit.err()).isZero();
    JsonNode all = ArticleJson.mapper().readTree(audit.out());
    int raw = all.at("/raw/accounted").asInt();
    assertThat(raw).as(audit.out()).isBetween(FED, FED + sentAgain);
    assertThat(all.at("/items/outcomes/article").asInt()).isEqualTo(FED);
    assertThat(all.at("/articles/standing").asInt()).isEqualTo(FED);
    assertThat(all.at("/tags/sanctions").asInt()).isEqualTo(FED);
    assertThat(all.at("/unworked/rawRecords").asInt()).isZero();
    assertThat(all.at("/problems").size()).isZero();
    return raw;
  }

  private static void assertEndsWithItsWorkCommitted(Cluster cluster, long raw) throws Exception {
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
          .isEqualTo(raw);
      assertThat(admin.describeConsumerGroups(List.of("slugline")).all().get().get("slugline"))
          .satisfies(group -> assertThat(group.members()).isEmpty());
    }
  }
}
