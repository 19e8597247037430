package dev.slugline.app;

import static dev.slugline.app.AuditedTopics.isBy;
import static dev.slugline.app.AuditedTopics.key;
import static dev.slugline.app.AuditedTopics.says;
import static dev.slugline.app.AuditedTopics.twice;
import static dev.slugline.app.AuditedTopics.with;
import static dev.slugline.app.AuditedTopics.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.app.broker.Broker;
import dev.slugline.app.cli.Ran;
import dev.slugline.ingest.article.ArticleJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code audit} says of a sound stream, and of copies of its topics with faults in them. */
@Timeout(600)
class AuditIT {
  private static Broker broker = Broker.NONE;
  private static BrokerStream stream;
  private static AuditedTopics topics;

  @BeforeAll
  static void start(@TempDir Path dir) throws Exception {
    broker = Broker.inProcess(dir.resolve("broker"));
    stream = AuditedStream.play(broker, dir);
    topics = new AuditedTopics(broker, stream);
  }

  @AfterAll
  static void stop() {
    stream.close();
    broker.close();
  }

  @Test
  void shouldFindASoundStreamInOrder() throws Exception {
    topics.write("sound", (topic, records) -> records);

    Ran ran = audit("sound");

    assertThat(ran.out()).contains("all is accounted for: nothing is missing, nothing doubled");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .containsPattern("raw records +48 ")
        .containsPattern("  accounted for +48 ")
        .containsPattern("items +50 ")
        .containsPattern("  article +30\n")
        .containsPattern("  held +3 +1 released, 1 waiting, 1 dropped")
        .containsPattern("  dead-letter +3 +1 kept back until an embargo ends")
        .containsPattern("dead letters of enrich +1")
        .containsPattern("dead letters of publish +1");
    Ran json = audit("sound", "--json");
    assertThat(json.out().lines()).hasSize(1);
    JsonNode all = ArticleJson.mapper().readTree(json.out());
    assertThat(all.at("/raw/accounted").asInt()).isEqualTo(48);
    assertThat(all.at("/problems").size()).isZero();
  }

  @Test
  void shouldNameWhatIsMissingOnEachTopic() throws Exception {
    topics.write("missing", (topic, records) -> without(records, topics.faulty(topic)));

    Ran ran = audit("missing", "--json");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(problems(ran)).containsExactlyInAnyOrderElementsOf(eachFaulty("missing"));
    Ran shown = audit("missing", "--show", "3");
    assertThat(shown.out())
        .contains("\nand 11 more; --json shows all\n14 problems: 14 missing\n")
        .containsPattern("raw records +48 ")
        .containsPattern("  accounted for +47 ")
        .containsPattern("  without a receipt +1 ");
  }

  @Test
  void shouldNameWhatIsDoubledOnEachTopic() throws Exception {
    topics.write("doubled", (topic, records) -> twice(records, topics.faulty(topic)));

    Ran ran = audit("doubled", "--json");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(problems(ran)).containsExactlyInAnyOrderElementsOf(eachFaulty("doubled"));
  }

  @Test
  void shouldNameWhatIsThereWithoutAReason() throws Exception {
    topics.write(
        "strays",
        (topic, records) ->
            switch (topic) {
              case ".tag.sanctions" -> with(records, topics.first(".tag.none", "n5"));
              case ".tag.elections" -> with(records, forgedTombstone(topics.id("n6")));
              case ".receipts" -> without(records, topics.record(topic, it -> says(it, "m1", "")));
              case ".articles" -> without(records, topics.first(topic, "n2"));
              case ".dead-letter" ->
                  without(records, topics.record(topic, it -> isBy(it, "publish")));
              case ".enriched" -> without(records, topics.last(topic, "s2"));
              default -> records;
            });

    Ran ran = audit("strays", "--json");

    assertThat(problems(ran))
        .containsExactlyInAnyOrder(
            tuple("unexpected", ".tag.sanctions", topics.id("n5")),
            tuple("unexpected", ".tag.elections", topics.id("n6")),
            tuple("missing", ".receipts", null),
            tuple("missing", ".articles", topics.id("n2")),
            tuple("missing", ".dead-letter", topics.id("p1")),
            tuple("missing", ".enriched", topics.id("s2")));
    assertThat(ran.out())
        .containsPattern(
            "\"article\":\"" + topics.id("n2") + "\",\"revision\":1,\"raw\":\"\\d-\\d+#1\"")
        .contains("its receipt says article");
  }

  @Test
  void shouldCallAnOldStateThatComesAgainDoubled() throws Exception {
    topics.write(
        "again",
        (topic, records) ->
            topic.equals(".enriched") ? with(records, topics.first(topic, "e2")) : records);

    Ran ran = audit("again", "--json");

    assertThat(problems(ran)).containsExactly(tuple("doubled", ".enriched", topics.id("e2")));
  }

  @Test
  void shouldNotMissWhatIsBetweenTheHops() throws Exception {
    byte[] key = topics.id("n1").getBytes(StandardCharsets.UTF_8);
    topics.write(
        "halfway",
        (topic, records) ->
            records.stream()
                .filter(it -> topic.equals(".raw") || !topics.id("n1").equals(key(it)))
                .toList());
    ConsumerRecord<byte[], byte[]> article = topics.first(".articles", "n1");
    String hop = "halfway-app-articles-by-id-repartition";
    try (Admin admin = broker.admin();
        KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      admin.createTopics(List.of(new NewTopic(hop, 2, (short) 1))).all().get();
      String item = "{\"item\":{\"article\":%s}}";
      byte[] value =
          item.formatted(new String(article.value(), StandardCharsets.UTF_8))
              .getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(hop, 1, key, value)).get();
    }

    Ran ran = audit("halfway");

    assertThat(ran.code()).as(ran.out()).isZero();
    assertThat(ran.out())
        .containsPattern("  on their way +1 +between the two hops")
        .contains("no instance of the stream runs");
  }

  @Test
  void shouldSayHowFarAStreamIsBehind() throws Exception {
    topics.write("behind", (topic, records) -> records);
    TopicPartition partition = new TopicPartition("behind.raw", 0);
    try (Admin admin = broker.admin()) {
      var at = Map.of(partition, new OffsetAndMetadata(3));
      admin.alterConsumerGroupOffsets("behind-app", at).all().get();
    }
    long behind = topics.of(".raw").stream().filter(it -> it.partition() == 0).count() - 3;

    Ran ran = audit("behind");

    assertThat(ran.code()).as(ran.out()).isZero();
    assertThat(ran.out())
        .containsPattern("raw records +" + (48 - behind) + " ")
        .contains("not worked yet: up to " + behind + " raw records\n");

    Ran other =
        Ran.command(
            "audit",
            "-b",
            broker.bootstrapServers(),
            "--set",
            "prefix=behind",
            "--set",
            "application.id=another");

    assertThat(other.code()).isEqualTo(1);
    assertThat(other.err())
        .contains("nothing of behind.raw is worked: up to 48 records", "application.id another");
  }

  @Test
  void shouldJudgeAStreamThatWorksMeanwhile() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Thread feeding =
        new Thread(
            () -> {
              try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
                for (int i = 0; !over.get(); i++) {
                  String body = i % 2 == 0 ? ChainScenario.BODY : "Nothing of note was said there.";
                  String at = "2026-01-01T10:%02d:00Z".formatted(i / 50 % 60);
                  String value = ChainScenario.json("x" + i % 50, "Often", body + i, at);
                  byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                  String raw = stream.topics().raw().name();
                  producer.send(new ProducerRecord<>(raw, bytes)).get();
                  Thread.sleep(5);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (ExecutionException e) {
                throw new IllegalStateException(e);
              }
            });
    feeding.start();
    try {
      for (int i = 0; i < 3; i++) {
        Ran ran = audit(AuditedStream.PREFIX);
        assertThat(ran.code()).as(ran.out()).isZero();
      }
    } finally {
      over.set(true);
      feeding.join();
    }
    Ran waited = audit(AuditedStream.PREFIX, "--wait", "60s");
    assertThat(waited.code()).as(waited.out()).isZero();
    assertThat(waited.out()).doesNotContain("not worked yet");
  }

  /** What anybody with the right to write can write there, without our headers. */
  private static ConsumerRecord<byte[], byte[]> forgedTombstone(String id) {
    return new ConsumerRecord<byte[], byte[]>(
        "",
        0,
        0,
        System.currentTimeMillis(),
        TimestampType.CREATE_TIME,
        0,
        0,
        id.getBytes(StandardCharsets.UTF_8),
        null,
        new RecordHeaders(),
        Optional.empty());
  }

  /** A problem with each record that gets lost or comes twice. */
  private static List<Tuple> eachFaulty(String problem) {
    return List.of(
        tuple(problem, ".receipts", topics.id("n1")),
        tuple(problem, ".receipts", topics.id("h1")),
        tuple(problem, ".articles", topics.id("n2")),
        tuple(problem, ".withdrawn", topics.id("r1")),
        tuple(problem, ".dead-letter", null),
        tuple(problem, ".dead-letter", topics.id("n6")),
        tuple(problem, ".dead-letter", topics.id("p1")),
        tuple(problem, ".enriched", topics.id("n3")),
        tuple(problem, ".enriched", topics.id("r2")),
        tuple(problem, ".tag.sanctions", topics.id("s1")),
        tuple(problem, ".tag.sanctions", topics.id("r3")),
        tuple(problem, ".tag.elections", topics.id("e1")),
        tuple(problem, ".tag.elections", topics.id("e2")),
        tuple(problem, ".tag.none", topics.id("n4")));
  }

  /** Of each problem what it is, where, and of which article. */
  private static List<Tuple> problems(Ran ran) throws Exception {
    List<Tuple> problems = new ArrayList<>();
    for (String line : ran.out().lines().toList()) {
      JsonNode json = ArticleJson.mapper().readTree(line);
      if (json.has("problem")) {
        String topic = json.get("topic").asText();
        problems.add(
            tuple(
                json.get("problem").asText(),
                topic.substring(topic.indexOf('.')),
                json.path("article").isTextual() ? json.get("article").asText() : null));
      }
    }
    return problems;
  }

  private static Ran audit(String prefix, String... args) {
    List<String> all = new ArrayList<>(List.of("audit"));
    all.addAll(List.of(args));
    return AuditedStream.command(broker, prefix, all.toArray(String[]::new));
  }
}
