package dev.slugline.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.app.BrokerStream;
import dev.slugline.app.broker.Broker;
import dev.slugline.app.kafka.Arrivals;
import dev.slugline.app.kafka.TopicReader;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.Receipt;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tail}, {@code explain}, {@code receipts} and {@code retract} show of a stream. */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TailIT {
  private static final String REST =
      " in the capital on Tuesday, after weeks of talks about trade.";

  private Broker broker = Broker.NONE;
  private Path dir = Path.of(".");
  private BrokerStream stream;
  private int fed;
  private Instant middle = Instant.EPOCH;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    dir = folder;
    broker = Broker.inProcess(dir.resolve("broker"));
    stream = BrokerStream.prepare(broker, dir, "news", rules());
    stream.run();
    feed("a", "wire", "en", "Ministers agree", "They agreed on economic sanctions" + REST);
    feed("b", "wire", "en", "A vote", "The ballot and economic sanctions were met" + REST);
    feed("c", "Harbour Post", "en", "The port", "The ferry was on strike and late" + REST);
    feed("a", "wire", "en", "Nothing agreed", "They agreed on nothing at all there" + REST);
    middle = Instant.now();
    feed("d", "Harbour Post", "de", "Der Hafen", "Die Fähre fuhr am Montag nicht und am Dienstag");
    feed("e", "wire", "en", "Taken back", "The ballot was counted by everybody" + REST);
    stream.feed("e", "{\"id\":\"e\",\"source\":\"wire\",\"pubstatus\":\"canceled\"}");
    stream.receipts(++fed);
  }

  @AfterAll
  void stop() {
    stream.close();
    broker.close();
  }

  private static LoadedCatalogue rules() throws Exception {
    return CatalogueLoader.fromTexts(
        Map.of(
            "sanctions.yaml", rule("sanctions", "\"economic sanctions\"", "topic"),
            "elections.yaml", rule("elections", "ballot", "topic"),
            "ferries.yaml", rule("ferries", "ferry", "stream")));
  }

  private static String rule(String id, String query, String publish) {
    return "id: %s\nlabel: %s\npublish: %s\nthreshold: 10\nclauses:\n  - {name: words, weight: 10, query: '%s'}\n"
        .formatted(id, id, publish, query);
  }

  private void feed(String id, String source, String language, String title, String body)
      throws Exception {
    stream.feed(
        id,
        "{\"id\":\"%s\",\"source\":\"%s\",\"language\":\"%s\",\"title\":\"%s\",\"url\":\"https://wire.example/%s\",\"body\":\"%s\"}"
            .formatted(id, source, language, title, id, body));
    stream.receipts(++fed); // one after the other, so that the order of their arrival is known
  }

  @Test
  void shouldShowTheLastOfSeveralTagsInOrderAndEachOnce() throws Exception {
    List<String> all = titles("--tag", "sanctions", "--tag", "elections");

    assertThat(all)
        .containsExactly("Ministers agree", "A vote", "lost-tag", "Taken back", "retraction");
    assertThat(titles("--tag", "sanctions", "--tag", "elections", "-n", "4"))
        .isEqualTo(all.subList(1, 5));
    assertThat(titles("-n", "3")).endsWith("Taken back", "retraction");
  }

  @Test
  void shouldShowWhatAQueryMatchesAndEveryRetraction() throws Exception {
    assertThat(titles("--query", "ferry AND strike")).containsExactly("The port", "retraction");
    assertThat(titles("--query", "agree", "--tag", "sanctions"))
        .as("stemmed as the rules are, and what lost the tag")
        .containsExactly("Ministers agree", "lost-tag");
    assertThat(titles("--tag", "none", "--query", "ferry"))
        .as("what always had a tag has not lost that it had none")
        .isEmpty();
    assertThat(titles("--tag", "none", "--tag", "ferries"))
        .containsExactly("The port", "Nothing agreed", "Der Hafen");
    Ran text = tail("--query", "title:port");
    assertThat(text.out()).contains("The «port»", "Harbour Post · en · ", "ferries ");
    Ran never = tail("--query", "NOT ferry");
    assertThat(never.code()).isEqualTo(2);
    assertThat(never.err()).contains("the query 'NOT ferry' cannot be used: it matches nothing");
    Ran bad = tail("--query", "(ferry");
    assertThat(bad.code()).isEqualTo(2);
    assertThat(bad.err()).contains("the query '(ferry' cannot be read").doesNotContain("xception");
  }

  @Test
  void shouldShowWhatIsOfASourceALanguageATimeAndARelevance() throws Exception {
    assertThat(titles("--source", "harbour post"))
        .containsExactly("The port", "Der Hafen", "retraction");
    assertThat(titles("--lang", "de")).containsExactly("Der Hafen", "retraction");
    assertThat(titles("--since", middle.toString()))
        .containsExactly("Der Hafen", "Taken back", "retraction");
    assertThat(titles("--since", "999999d"))
        .as("before the time of Kafka begins: all")
        .isEqualTo(titles("-n", "100"));
    assertThat(titles("--until", middle.toString()))
        .containsExactly("Ministers agree", "A vote", "The port", "Nothing agreed");
    assertThat(titles("--until", middle.toString(), "-n", "1")).containsExactly("Nothing agreed");
    assertThat(titles("--min-relevance", "1"))
        .containsExactly("Ministers agree", "A vote", "The port", "Taken back", "retraction");
    assertThat(tail("-f", "--until", "1h").code()).isEqualTo(2);
    assertThat(tail("--min-relevance", "101").code()).isEqualTo(2);
    Ran english = tail("--lang", "english");
    assertThat(english.code()).isEqualTo(2);
    assertThat(english.err())
        .contains("--lang takes the two or three letters of a language, such as en, not 'english'");
  }

  @Test
  void shouldTakeATimeOfLongAgoForTheBeginning() throws Exception {
    for (String[] command :
        new String[][] {
          {"retract", "--source", "wire", "--reason", "x"},
          {"dead-letters", "list"},
        }) {
      Ran all = run(command);
      String[] since = Arrays.copyOf(command, command.length + 2);
      since[command.length] = "--since";
      since[command.length + 1] = "0001-01-01T00:00:00Z";

      Ran ran = run(since);

      assertThat(ran.err()).doesNotContain("xception");
      assertThat(ran.code()).as(ran.err()).isEqualTo(all.code());
      assertThat(ran.out().replace(" since 1970-01-01T00:00:00Z", "")).isEqualTo(all.out());
    }
  }

  @Test
  void shouldShowATagThatHasNoTopic() throws Exception {
    assertThat(titles("--tag", "ferries")).containsExactly("The port");
    assertThat(tail("--tag", "fashion").err()).contains("there is no topic news.tag.fashion");
  }

  @Test
  void shouldMarkTheWordsThatEarnedTheTag() {
    assertThat(tail("--tag", "elections").out())
        .contains("  A vote\n", "The «ballot» and economic sanctions")
        .containsPattern("(?m)^\\S+Z  [a-z2-7]{16}  retraction, no longer tagged elections$");
  }

  @Test
  void shouldReadNoMoreThanItNeeds() throws Exception {
    try (var admin = broker.admin()) {
      admin.createTopics(List.of(new NewTopic("large", 2, (short) 1))).all().get();
    }
    try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      for (int i = 0; i < 20_000; i++) {
        var unused = // a send that fails leaves too few
            producer.send(
                new ProducerRecord<>("large", i % 2, 1_000L + i, null, ("" + i).getBytes(UTF_8)));
      }
    }
    AtomicInteger read = new AtomicInteger();
    try (TopicReader reader = new TopicReader(stream.config(), List.of("large"))) {
      Arrivals<Integer> arrivals =
          new Arrivals<>(
              reader,
              null,
              null,
              it -> {
                read.incrementAndGet();
                return Integer.valueOf(new String(it.value(), UTF_8));
              });
      List<Integer> last = arrivals.lastOfEach(10);
      assertThat(last.subList(10, 20))
          .containsExactly(19990, 19991, 19992, 19993, 19994, 19995, 19996, 19997, 19998, 19999);
      assertThat(read.get()).isLessThan(200);

      List<Integer> all = new ArrayList<>();
      arrivals.all(all::add);
      assertThat(all).hasSize(20_000).isSorted();
      List<Integer> some = new ArrayList<>();
      new Arrivals<>(
              reader,
              Instant.ofEpochMilli(5_000),
              Instant.ofEpochMilli(5_010),
              it -> Integer.valueOf(new String(it.value(), UTF_8)))
          .all(some::add);
      assertThat(some).hasSize(10).startsWith(4_000).endsWith(4_009);
    }
  }

  @Test
  void shouldEndWhenNobodyReadsWhileItWaits() throws Exception {
    Path errors = dir.resolve("pipe.err");
    Process tail = follow(errors);
    BufferedReader out = new BufferedReader(new InputStreamReader(tail.getInputStream(), UTF_8));
    assertThat(out.readLine()).contains("\"type\":");
    out.close();

    assertThat(tail.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(tail.exitValue()).isZero();
    assertThat(errors).isEmptyFile();
  }

  @Test
  void shouldEndInPeaceOnASignal() throws Exception {
    Path errors = dir.resolve("signal.err");
    Process tail = follow(errors);
    BufferedReader out = new BufferedReader(new InputStreamReader(tail.getInputStream(), UTF_8));
    for (int i = 0; i < 3; i++) {
      assertThat(out.readLine()).contains("\"type\":");
    }
    feed("late", "wire", "en", "Came later", "Nobody knew of anything at all there" + REST);
    assertThat(out.readLine()).as("it follows").contains("Came later");
    tail.toHandle().destroy(); // and not its streams

    assertThat(tail.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(tail.exitValue()).isZero();
    assertThat(out.readLine()).isNull();
    assertThat(errors).isEmptyFile();
  }

  private Process follow(Path errors) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.slugline.app.Main",
            "tail",
            "-f",
            "--json",
            "-n",
            "3",
            "-b",
            broker.bootstrapServers())
        .redirectError(errors.toFile())
        .start();
  }

  @Test
  void shouldExplainAnArticleOfTheStream() throws Exception {
    String id = id("b");
    Ran byId = run("explain", id, "--tag", "elections");
    assertThat(byId.code()).as(byId.err()).isZero();
    assertThat(byId.out())
        .containsSubsequence("A vote", "published as revision 1 at ", "with the tag, relevance ")
        .contains("which explains it here too", "words (+10) fired", "ballot");
    Ran byUrl = run("explain", "https://wire.example/b", "--tag", "ferries", "--json");
    JsonNode line = ArticleJson.mapper().readTree(byUrl.out());
    assertThat(line.get("id").asText()).isEqualTo(id);
    assertThat(line.get("tagged").asBoolean()).isFalse();
    assertThat(line.at("/published/tagged").asBoolean()).isFalse();
    assertThat(line.at("/published/sameCatalogue").asBoolean()).isTrue();
  }

  @Test
  void shouldExplainByOtherRulesAndSaySo() throws Exception {
    Path other =
        Files.writeString(dir.resolve("elections.yaml"), rule("elections", "vote", "topic"));
    Ran ran = run("explain", id("b"), "--tag", "elections", "--rules", other.toString());

    assertThat(ran.out()).containsPattern("by catalogue [0-9a-f]{16}; here catalogue [0-9a-f]{16}");
    Ran gone = run("explain", id("e"), "--tag", "elections");
    assertThat(gone.code()).isEqualTo(1);
    assertThat(gone.err()).contains("the article is retracted");
    Ran none = run("explain", "aaaaaaaaaaaaaaaa", "--tag", "elections");
    assertThat(none.err()).contains("no article of this id was published");
    assertThat(run("explain", "https://wire.example/zz", "--tag", "elections").err())
        .contains("no article with this URL stands");
  }

  @Test
  void shouldShowReceiptsByOutcomePositionAndTime() throws Exception {
    Ran all = run("receipts");
    assertThat(all.out().lines().findFirst().orElse("")).startsWith("at ").contains("stage");
    assertThat(run("receipts", "--outcome", "retraction", "--json").out().lines()).hasSize(1);
    assertThat(run("receipts", "--since", middle.toString(), "--outcome", "revision").out().lines())
        .as("the headings")
        .hasSize(1);
    assertThat(run("receipts", "--since", "999999d").out()).isEqualTo(all.out());
    Receipt first =
        ArticleJson.mapper()
            .readValue(run("receipts", "--key", "c", "--json").out(), Receipt.class);
    assertThat(
            run("receipts", "--position", first.partition() + "-" + first.offset(), "--json").out())
        .contains("\"key\":\"c\"");
  }

  private String id(String key) throws Exception {
    String line = run("receipts", "--key", key, "--json").out().lines().findFirst().orElseThrow();
    return ArticleJson.mapper().readTree(line).get("articleId").asText();
  }

  /** The title of each article, and what the others are; without what another test feeds. */
  private List<String> titles(String... args) throws Exception {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--json");
    Ran ran = tail(all.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isZero();
    List<String> titles = new ArrayList<>();
    for (String line : ran.out().lines().toList()) {
      JsonNode record = ArticleJson.mapper().readTree(line);
      String type = record.get("type").asText();
      titles.add(type.equals("article") ? record.at("/article/title").asText() : type);
    }
    titles.remove("Came later");
    return titles;
  }

  private Ran tail(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "tail";
    System.arraycopy(args, 0, all, 1, args.length);
    return run(all);
  }

  private Ran run(String... args) {
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "-b";
    all[args.length + 1] = broker.bootstrapServers();
    return Ran.command(all);
  }
}
