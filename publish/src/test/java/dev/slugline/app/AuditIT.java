package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.app.broker.Broker;
import dev.slugline.app.cli.Ran;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code audit} says of a sound stream, and of copies of its topics with faults in them. */
@Timeout(180)
class AuditIT {
  private static Path dir = Path.of("");
  private static Broker broker = Broker.NONE;
  private static BrokerStream stream;
  private static TopicCopy topics;

  /** The ids of the articles, by the key that each was fed under. */
  private static final Map<String, String> IDS = new HashMap<>();

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    dir = folder;
    broker = Broker.inProcess(dir.resolve("broker"));
    stream = AuditedStream.play(broker, dir);
    topics = new TopicCopy(broker, AuditedStream.PREFIX);
    for (var record : stream.committed(stream.topics().receipts())) {
      Receipt receipt = record.value();
      if (receipt.key() != null && receipt.articleId() != null) {
        IDS.put(receipt.key(), receipt.articleId());
      }
    }
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
    topics.write("missing", (topic, records) -> without(records, faulty(topic)));

    Ran ran = audit("missing", "--json");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(problems(ran))
        .containsExactlyInAnyOrder(
            tuple("missing", ".receipts", id("n1")),
            tuple("missing", ".receipts", id("h1")),
            tuple("missing", ".articles", id("n2")),
            tuple("missing", ".withdrawn", id("r1")),
            tuple("missing", ".dead-letter", null),
            tuple("missing", ".dead-letter", id("n6")),
            tuple("missing", ".dead-letter", id("p1")),
            tuple("missing", ".enriched", id("n3")),
            tuple("missing", ".enriched", id("r2")),
            tuple("missing", ".tag.sanctions", id("s1")),
            tuple("missing", ".tag.sanctions", id("r3")),
            tuple("missing", ".tag.elections", id("e1")),
            tuple("missing", ".tag.elections", id("e2")),
            tuple("missing", ".tag.none", id("n4")));
    Ran shown = audit("missing", "--show", "3");
    assertThat(shown.out())
        .contains("\nand 11 more; --json shows all\n14 problems: 14 missing\n")
        .containsPattern("raw records +48 ")
        .containsPattern("  accounted for +47 ")
        .containsPattern("  without a receipt +1 ");
  }

  @Test
  void shouldNameWhatIsDoubledOnEachTopic() throws Exception {
    topics.write("doubled", (topic, records) -> twice(records, faulty(topic)));

    Ran ran = audit("doubled", "--json");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(problems(ran))
        .containsExactlyInAnyOrder(
            tuple("doubled", ".receipts", id("n1")),
            tuple("doubled", ".receipts", id("h1")),
            tuple("doubled", ".articles", id("n2")),
            tuple("doubled", ".withdrawn", id("r1")),
            tuple("doubled", ".dead-letter", null),
            tuple("doubled", ".dead-letter", id("n6")),
            tuple("doubled", ".dead-letter", id("p1")),
            tuple("doubled", ".enriched", id("n3")),
            tuple("doubled", ".enriched", id("r2")),
            tuple("doubled", ".tag.sanctions", id("s1")),
            tuple("doubled", ".tag.sanctions", id("r3")),
            tuple("doubled", ".tag.elections", id("e1")),
            tuple("doubled", ".tag.elections", id("e2")),
            tuple("doubled", ".tag.none", id("n4")));
  }

  @Test
  void shouldNameWhatIsThereWithoutAReason() throws Exception {
    topics.write(
        "strays",
        (topic, records) ->
            switch (topic) {
              case ".tag.sanctions" -> with(records, first(".tag.none", "n5"));
              case ".tag.elections" -> with(records, forgedTombstone("n6"));
              case ".receipts" -> without(records, record(topic, it -> says(it, "m1", "")));
              case ".articles" -> without(records, first(topic, "n2"));
              case ".dead-letter" -> without(records, record(topic, it -> isBy(it, "publish")));
              case ".enriched" -> without(records, last(topic, "s2"));
              default -> records;
            });

    Ran ran = audit("strays", "--json");

    assertThat(problems(ran))
        .containsExactlyInAnyOrder(
            tuple("unexpected", ".tag.sanctions", id("n5")),
            tuple("unexpected", ".tag.elections", id("n6")),
            tuple("missing", ".receipts", null),
            tuple("missing", ".articles", id("n2")),
            tuple("missing", ".dead-letter", id("p1")),
            tuple("missing", ".enriched", id("s2")));
    assertThat(ran.out())
        .containsPattern("\"article\":\"" + id("n2") + "\",\"revision\":1,\"raw\":\"\\d-\\d+#1\"")
        .contains("its receipt says article");
  }

  @Test
  void shouldNotMissWhatIsBetweenTheHops() throws Exception {
    byte[] key = id("n1").getBytes(StandardCharsets.UTF_8);
    topics.write(
        "halfway",
        (topic, records) ->
            records.stream()
                .filter(it -> topic.equals(".raw") || !id("n1").equals(key(it)))
                .toList());
    ConsumerRecord<byte[], byte[]> article = first(".articles", "n1");
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
  void shouldNotMissWhatRetentionTook() throws Exception {
    topics.write("cut", (topic, records) -> records);
    try (Admin admin = broker.admin()) {
      Map<TopicPartition, RecordsToDelete> taken = new HashMap<>();
      for (String topic : List.of(".receipts", ".articles", ".enriched", ".tag.sanctions")) {
        // all but the last article, which came long after the others
        int partition = first(topic, "z1").partition();
        long before =
            topics.of(topic).stream().filter(it -> it.partition() == partition).count() - 1;
        taken.put(
            new TopicPartition("cut" + topic, partition), RecordsToDelete.beforeOffset(before));
      }
      admin.deleteRecords(taken).all().get();
    }

    Ran ran = audit("cut");

    assertThat(ran.code()).as(ran.out()).isZero();
    assertThat(ran.out())
        .contains("beyond judging: what came before ", " on cut.receipts, where retention")
        .containsPattern("  beyond judging +[1-9]");
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

  /** Those of a topic that get lost, or come twice. */
  private static Set<ConsumerRecord<byte[], byte[]>> faulty(String topic) {
    return switch (topic) {
      case ".receipts" ->
          Set.of(
              record(topic, it -> says(it, "n1", "article")),
              record(topic, it -> says(it, "h1", "released")));
      case ".articles" -> Set.of(first(topic, "n2"));
      case ".withdrawn" -> Set.of(first(topic, "r1"));
      case ".dead-letter" ->
          Set.of(
              record(topic, it -> "m1".equals(key(it))),
              record(topic, it -> isBy(it, "enrich")),
              record(topic, it -> isBy(it, "publish")));
      case ".enriched" -> Set.of(first(topic, "n3"), last(topic, "r2"));
      case ".tag.sanctions" -> Set.of(first(topic, "s1"), last(topic, "r3"));
      case ".tag.elections" -> Set.of(first(topic, "e1"), last(topic, "e2"));
      case ".tag.none" -> Set.of(first(topic, "n4"));
      default -> Set.of();
    };
  }

  private static List<ConsumerRecord<byte[], byte[]>> without(
      List<ConsumerRecord<byte[], byte[]>> records, Set<ConsumerRecord<byte[], byte[]>> some) {
    return records.stream().filter(it -> !some.contains(it)).toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> without(
      List<ConsumerRecord<byte[], byte[]>> records, ConsumerRecord<byte[], byte[]> one) {
    return without(records, Set.of(one));
  }

  private static List<ConsumerRecord<byte[], byte[]>> with(
      List<ConsumerRecord<byte[], byte[]>> records, ConsumerRecord<byte[], byte[]> one) {
    List<ConsumerRecord<byte[], byte[]>> more = new ArrayList<>(records);
    more.add(one);
    return more;
  }

  private static List<ConsumerRecord<byte[], byte[]>> twice(
      List<ConsumerRecord<byte[], byte[]>> records, Set<ConsumerRecord<byte[], byte[]>> some) {
    List<ConsumerRecord<byte[], byte[]>> more = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      more.add(record);
      if (some.contains(record)) {
        more.add(record);
      }
    }
    return more;
  }

  private static ConsumerRecord<byte[], byte[]> record(
      String topic, Predicate<ConsumerRecord<byte[], byte[]>> which) {
    return topics.of(topic).stream().filter(which).findFirst().orElseThrow();
  }

  private static ConsumerRecord<byte[], byte[]> first(String topic, String fed) {
    return record(topic, it -> id(fed).equals(key(it)));
  }

  /** What anybody with the right to write can write there, without our headers. */
  @SuppressWarnings("NullAway") // a tombstone has no value; Kafka's API is not annotated
  private static ConsumerRecord<byte[], byte[]> forgedTombstone(String fed) {
    return new ConsumerRecord<>("", 0, 0, id(fed).getBytes(StandardCharsets.UTF_8), null);
  }

  private static ConsumerRecord<byte[], byte[]> last(String topic, String fed) {
    return topics.of(topic).stream()
        .filter(it -> id(fed).equals(key(it)))
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  private static boolean says(ConsumerRecord<byte[], byte[]> receipt, String fed, String outcome) {
    String json = new String(receipt.value(), StandardCharsets.UTF_8);
    return json.contains("\"key\":\"" + fed + "\"") && json.contains("\"outcome\":\"" + outcome);
  }

  private static boolean isBy(ConsumerRecord<byte[], byte[]> letter, String stage) {
    return stage.equals(SluglineHeaders.get(letter.headers(), SluglineHeaders.STAGE));
  }

  private static String id(String fed) {
    return Objects.requireNonNull(IDS.get(fed), fed);
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
    return command(broker, prefix, all.toArray(String[]::new));
  }

  static Ran command(Broker broker, String prefix, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(
        List.of(
            "-b",
            broker.bootstrapServers(),
            "--set",
            "prefix=" + prefix,
            "--set",
            "application.id=" + prefix + "-app"));
    return Ran.command(all.toArray(String[]::new));
  }
}
