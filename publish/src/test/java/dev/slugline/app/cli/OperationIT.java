package dev.slugline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.app.SluglineStream;
import dev.slugline.app.StreamRunner;
import dev.slugline.app.broker.Broker;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.ingest.article.ArticleJson;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands that look at a stream that runs. */
@Timeout(600)
class OperationIT {
  private static final String TEXT =
      " on Tuesday, after weeks of talks in the capital about goods that may not be traded.";

  private static Broker broker;
  private static StreamRunner stream;
  private static Path state = Path.of("");
  private static int sent;

  @BeforeAll
  static void start(@TempDir Path dir) throws Exception {
    state = dir;
    broker = Broker.inProcess(dir.resolve("broker"));
    SluglineConfig config =
        SluglineConfig.load(
            null,
            Map.of(),
            List.of(
                "bootstrap.servers=" + broker.bootstrapServers(),
                "state.dir=" + dir.resolve("state")));
    stream = SluglineStream.prepare(config, CatalogueLoader.shipped(), "test");
    stream.start();
    assertThat(stream.awaitRunning(Duration.ofSeconds(90))).isTrue();
    send("a", article("a", "Sanctions agreed", "Ministers agreed on economic sanctions" + TEXT));
    send("b", article("b", "Vote held", "The ballots of the general election were counted" + TEXT));
    send("c", article("c", "Nothing new", "Nothing of any note was said by anybody there" + TEXT));
    send("a", article("a", "Nothing agreed", "Ministers agreed on nothing at all" + TEXT));
    send("d", "{\"title\": \"cut off");
  }

  @AfterAll
  static void stop() {
    stream.close();
    broker.close();
  }

  @Test
  void shouldNotJoinTheGroupWhereThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0);
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      String listen = "127.0.0.1:" + taken.getLocalPort();

      Ran run =
          command(
              "run",
              "--set=http.listen=" + listen,
              "--set=prefix=taken",
              "--set=application.id=taken",
              "--set=state.dir=" + state.resolve("taken"));

      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err()).contains("cannot listen on " + listen + " (http.listen)");
      assertThat(admin.listGroups().all().get())
          .extracting(GroupListing::groupId)
          .contains("slugline")
          .doesNotContain("taken");
    }
  }

  @Test
  void shouldShowTheLastArticlesOfATagAndWhatItLost() {
    Ran tail = command("tail", "--tag", "sanctions");

    assertThat(tail.code()).isZero();
    assertThat(tail.out())
        .containsSubsequence("revision 1, new", "Sanctions agreed", "sanctions ")
        .containsPattern("lost-tag, no longer tagged .*sanctions");
    assertThat(command("tail", "--tag", "sanctions", "-n", "1").out().lines()).hasSize(2);
    assertThat(command("tail", "-n", "0").out()).isEmpty();
  }

  @Test
  void shouldShowAllArticlesOfAllPartitionsInTheOrderOfTheirArrival() throws Exception {
    List<String> all = command("tail", "--json", "-n", "100").out().lines().toList();
    List<String> lines =
        all.stream()
            .filter(line -> !line.contains("Gone soon") && !line.contains("\"article\":null"))
            .toList();

    assertThat(lines).hasSize(4);
    JsonNode first = ArticleJson.mapper().readTree(lines.get(0));
    JsonNode last = ArticleJson.mapper().readTree(lines.get(3));
    assertThat(first.get("article").get("title").asText()).isEqualTo("Sanctions agreed");
    assertThat(last.get("article").get("title").asText()).isEqualTo("Nothing agreed");
    assertThat(last.get("cause").asText()).isEqualTo("revision");
    assertThat(command("tail", "--json", "-n", "2").out().lines().toList())
        .isEqualTo(all.subList(all.size() - 2, all.size()));
  }

  @Test
  void shouldShowAnArticleOfTwoTagsOnce() {
    Ran tail =
        command("tail", "--json", "--tag", "sanctions", "--tag", "elections", "--tag", "none");

    assertThat(tail.out().lines().filter(line -> line.contains("Vote held"))).hasSize(1);
    assertThat(tail.out().lines().filter(line -> line.contains("Sanctions agreed"))).hasSize(1);
    assertThat(command("tail", "--tag", "fashion").err())
        .contains("there is no topic news.tag.fashion");
  }

  @Test
  void shouldShowTheReceiptsOfAKeyAndOfAnArticle() throws Exception {
    Ran all = command("receipts");
    Ran ofKey = command("receipts", "--key", "a", "--json");
    String id =
        ArticleJson.mapper()
            .readTree(ofKey.out().lines().findFirst().get())
            .get("articleId")
            .asText();

    assertThat(all.out()).contains("dead-letter").contains("malformed");
    assertThat(ofKey.out().lines()).hasSize(2);
    assertThat(command("receipts", "--id", id, "--json").out()).isEqualTo(ofKey.out());
  }

  @Test
  void shouldRetractAnArticleEverywhere() throws Exception {
    Ran fed =
        Ran.with(
            article("gone", "Gone soon", "Ministers agreed on economic sanctions" + TEXT),
            "feed",
            "-",
            "-b",
            broker.bootstrapServers());
    assertThat(fed.out())
        .startsWith("fed 1 raw record to news.raw: sent 1, acknowledged 1, ")
        .doesNotContain("refused");
    String id = idOfTheLast("Gone soon");

    Ran retracted = command("retract", id, "--reason", "an invention");

    assertThat(retracted.code()).isZero();
    assertThat(retracted.out()).isEqualTo(id + " is retracted, as revision 2\n");
    assertThat(command("receipts", "--id", id, "--json").out()).contains("retraction");
    assertThat(command("tail", "--tag", "sanctions").out())
        .containsPattern(id + "  retraction, no longer tagged .*sanctions");
    assertThat(command("retract", "Gone soon", "--reason", "no id").code()).isEqualTo(2);
  }

  private static String idOfTheLast(String title) throws Exception {
    List<String> found = new ArrayList<>();
    Awaitility.await()
        .until(
            () ->
                command("tail", "-n", "1", "--json")
                    .out()
                    .lines()
                    .filter(line -> line.contains(title))
                    .anyMatch(found::add));
    return ArticleJson.mapper().readTree(found.get(0)).get("id").asText();
  }

  @Test
  void shouldSayOnOneScreenHowItStands() throws Exception {
    haveReadNothing("search-index", "news.tag.sanctions");
    haveReadNothing("slugline-retag", "news.articles"); // as a retag leaves its group
    haveReadNothing("slugline-removed-rules", "news.tag.sanctions");

    Ran status = command("status");

    assertThat(status.code()).isZero();
    assertThat(status.out())
        .doesNotContain("NOT OK", "slugline-retag", "slugline-removed-rules")
        .containsPattern("broker +ok +127.0.0.1:\\d+, 1 broker")
        .contains("25 rules", "1 stream thread", "by slugline run test")
        .containsPattern("last 10 min +ok .*3 article.* 1 dead-letter.* 1 revision")
        .containsPattern("dead letters +ok +1 within 24 h wait, the last since .*: 1 ingest malf")
        .containsPattern("search-index \\(empty, 0 members\\): news.tag.sanctions [1-9] behind");
    assertThat(status.out().lines().count()).isLessThan(25);
  }

  @Test
  void shouldSayItInOneObject() throws Exception {
    JsonNode status = ArticleJson.mapper().readTree(command("status", "--json").out());

    assertThat(status.path("ok").asBoolean()).isTrue();
    assertThat(status.path("reasons")).isEmpty();
    assertThat(status.path("catalogue").path("rules").asInt()).isEqualTo(25);
    assertThat(status.path("instances").path("members")).hasSize(1);
    assertThat(status.path("behind").path("raw").asLong(-1)).isZero();
    assertThat(status.path("deadLetters").path("byCode").path("ingest malformed").asInt())
        .isEqualTo(1);
  }

  @Test
  void shouldTellAMonitorInALineWhatIsNotWell() {
    Ran well = command("status", "--check");
    Ran letters = command("status", "--check", "--max-dead-letters", "0");
    Ran other = command("status", "--check", "--set", "prefix=other");

    assertThat(well.out()).isEqualTo("ok\n");
    assertThat(well.code()).isZero();
    assertThat(letters.code()).isEqualTo(1);
    assertThat(letters.out())
        .isEqualTo("not ok: 1 dead letters within the last hour, 0 are allowed\n");
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.out().lines()).hasSize(1);
    assertThat(other.out())
        .contains("topics missing: other.raw, other.articles, other.retag and 31 more")
        .contains("none yet");
    assertThat(command("status", "--max-lag-age", "soon").code()).isEqualTo(2);
  }

  @Test
  void shouldSayThatNobodyRuns() {
    Ran nobody = command("status", "--set", "application.id=nobody");

    assertThat(nobody.code()).isZero();
    assertThat(nobody.out()).contains("none has run under application.id nobody");
  }

  private static void haveReadNothing(String group, String topic) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", group);
    StringDeserializer text = new StringDeserializer();
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(config, text, text)) {
      consumer.commitSync(Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(0)));
    }
  }

  @Test
  void shouldSaySoonThatNoBrokerAnswers() {
    for (String command : List.of("status", "tail", "topics describe", "topics create")) {
      long start = System.nanoTime();
      Ran ran = Ran.command((command + " -b 127.0.0.1:1").split(" "));

      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.out() + ran.err()).contains("no Kafka broker answers at 127.0.0.1:1");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }
  }

  private static Ran command(String... args) {
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "-b";
    all[args.length + 1] = broker.bootstrapServers();
    return Ran.command(all);
  }

  private static String article(String id, String title, String body) {
    return "{\"id\":\"%s\",\"source\":\"wire\",\"title\":\"%s\",\"body\":\"%s\"}"
        .formatted(id, title, body);
  }

  private static void send(String key, String value) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    StringSerializer text = new StringSerializer();
    try (KafkaProducer<String, String> producer = new KafkaProducer<>(config, text, text)) {
      producer.send(new ProducerRecord<>("news.raw", key, value)).get();
    }
    sent++;
    // one after the other, so that the order of their arrival is known
    Awaitility.await().until(() -> command("receipts", "--json").out().lines().count() == sent);
  }
}
