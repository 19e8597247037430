package dev.slugline.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.app.BrokerStream;
import dev.slugline.app.broker.Broker;
import dev.slugline.app.cli.Ran;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Retraction;
import dev.slugline.ingest.article.ArticleBuilder;
import dev.slugline.ingest.article.ArticleJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The articles that a stream has, read from its topic, and rules that are tried over them. */
@Timeout(600)
class StoredArticlesIT {
  private static final String SANCTIONS =
      "Ministers agreed on economic sanctions against the exporter on Tuesday evening, they said.";
  private static final String OTHER =
      "Ministers agreed on nothing at all on Tuesday evening, after weeks of long talks there.";
  private final Instant now = Instant.now();

  private static Broker broker = Broker.NONE;
  private Path dir = Path.of("");
  private BrokerStream stream;
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void startBroker(@TempDir Path folder) throws Exception {
    broker = Broker.inProcess(folder);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  /** Its topics and its catalogue are there; what is on the topic of articles is the test's. */
  @BeforeEach
  void prepare(@TempDir Path folder, TestInfo test) throws Exception {
    dir = folder;
    String prefix = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    stream = BrokerStream.prepare(broker, dir, prefix);
    producer = broker.producer();
  }

  @AfterEach
  void stop() {
    producer.close();
    stream.close();
  }

  @Test
  void shouldReadTheLastRevisionsOfASpanHoweverManyPartsThatTakes() throws Exception {
    Duration hour = Duration.ofHours(1);
    for (int i = 0; i < 40; i++) {
      put(article("a" + i, 1, SANCTIONS), hour.multipliedBy(3));
    }
    for (int i = 0; i < 20; i++) {
      put(article("a" + i, 2, OTHER), hour.multipliedBy(2));
    }
    put(withdrawn("a0", 3), Duration.ZERO);
    put(article("a1", 3, OTHER), Duration.ZERO);

    List<String> all = new ArrayList<>();
    for (int i = 1; i < 40; i++) {
      all.add("a" + i + " " + (i == 1 ? 3 : i < 20 ? 2 : 1));
    }
    for (int mostHeld : List.of(1_000, 9)) {
      assertThat(read(hour.multipliedBy(4), null, mostHeld))
          .as("%d at a time", mostHeld)
          .containsExactlyInAnyOrderElementsOf(all);
      // a revision that came later is no article of the span, and neither is what is withdrawn
      assertThat(read(hour.multipliedBy(4), hour, mostHeld))
          .containsExactlyInAnyOrderElementsOf(all.subList(1, all.size()));
      assertThat(read(hour, null, mostHeld)).containsExactly("a1 3");
    }
  }

  @Test
  void shouldTryRulesOverTheStream() throws Exception {
    put(article("was", 1, SANCTIONS), Duration.ofMinutes(9));
    put(article("was", 2, OTHER), Duration.ofMinutes(8));
    put(article("gone", 1, SANCTIONS), Duration.ofMinutes(7));
    put(withdrawn("gone", 2), Duration.ofMinutes(6));
    put(article("old", 1, SANCTIONS), Duration.ofDays(3));
    put(article("one", 1, SANCTIONS), Duration.ofMinutes(5));
    Path rule =
        Files.writeString(
            dir.resolve("s.yaml"),
            "id: sanctions\nlabel: S\nclauses: [{name: more, weight: 10, query: nothing}]\n");

    Ran tried = trying(rule, "--since", "1h");

    assertThat(tried.code()).as(tried.err()).isZero();
    assertThat(tried.out())
        .startsWith("changed: sanctions\n")
        .contains("sanctions: 1 article gains it, 1 loses it, 0 keep it\n")
        .contains("of was (was)", "of one (one)", "'more' (+10) is new")
        .endsWith("2 articles read, 0 skipped for language, 0 too short; 1 gained, 1 lost\n");
    assertThat(trying(rule, "--since", "7d").out()).contains("3 articles read, ");
    assertThat(trying(rule, "--since", "7d", "--until", "1d").out()).contains("1 article read, ");
    assertThat(trying(rule, "--since", "1h", "--json").out().lines())
        .hasSize(2)
        .allSatisfy(
            line -> assertThat(line).containsPattern("\"input\":\"[a-z.]+articles/[01]-[0-9]+\""));
    Ran none = trying(rule, "--since", "1m");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("no article in a language of the changed rules");
  }

  private List<String> read(Duration since, @Nullable Duration until, int mostHeld)
      throws Exception {
    List<String> read = new ArrayList<>();
    new StoredArticles(
            stream.config(), now.minus(since), until == null ? null : now.minus(until), mostHeld)
        .read((place, article) -> read.add(article.id() + " " + article.revision()), count -> {});
    return read;
  }

  private Ran trying(Path rule, String... more) {
    List<String> args = new ArrayList<>(List.of("rules", "try", "--rules", rule.toString()));
    args.addAll(List.of(more));
    args.addAll(List.of("-b", broker.bootstrapServers()));
    args.addAll(List.of("--set", "prefix=" + stream.config().text("prefix")));
    return Ran.command(args.toArray(String[]::new));
  }

  private void put(Article article, Duration ago) throws Exception {
    producer
        .send(
            new ProducerRecord<>(
                stream.topics().articles().name(),
                null,
                now.minus(ago).toEpochMilli(),
                article.id().getBytes(StandardCharsets.UTF_8),
                ArticleJson.mapper().writeValueAsBytes(article)))
        .get();
  }

  private static Article article(String id, int revision, String text) {
    return new ArticleBuilder()
        .id(id)
        .revision(revision)
        .title("The news of " + id)
        .body(text)
        .language(new Article.Language("en", 1))
        .wordCount(14)
        .build();
  }

  private static Article withdrawn(String id, int revision) {
    return new ArticleBuilder()
        .id(id)
        .revision(revision)
        .retraction(new Retraction("canceled", null, null, Instant.now()))
        .build();
  }
}
