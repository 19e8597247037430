package dev.slugline.app;

import static dev.slugline.app.ChainScenario.BODY;
import static dev.slugline.app.ChainScenario.OUT;
import static dev.slugline.app.ChainScenario.TOPICS;
import static dev.slugline.app.ChainScenario.json;
import static dev.slugline.app.ChainScenario.retraction;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.CurrentCatalogue;
import dev.slugline.enrich.catalogue.InvalidRulesException;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.StreamSettings;
import dev.slugline.ingest.stream.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a stored article that is tagged again by another catalogue. */
class RetagTest {
  private static final String SANCTIONS = TestRules.rule("sanctions", "\"economic sanctions\"");
  private static final String TRADE = TestRules.rule("trade", "\"forbidden goods\"");

  private final SwappedCatalogue rules = new SwappedCatalogue();
  private final Set<String> missing = new HashSet<>();
  private TopologyTestDriver driver;

  /** A catalogue that the test puts another in the place of. */
  private static final class SwappedCatalogue implements CurrentCatalogue {
    private Live live = new Live(load(), 0);

    static LoadedCatalogue load(String... yaml) {
      Map<String, String> files = new TreeMap<>();
      for (String rule : yaml) {
        files.put(files.size() + ".yaml", rule);
      }
      try {
        return CatalogueLoader.fromTexts(files);
      } catch (InvalidRulesException e) {
        throw new AssertionError(e);
      }
    }

    void swap(String... yaml) {
      live = new Live(load(yaml), live.sequence() + 10);
    }

    @Override
    public Live now() {
      return live;
    }

    @Override
    public boolean await(long sequence, Duration atMost) {
      return sequence <= live.sequence();
    }
  }

  @BeforeEach
  void start(@TempDir Path state) {
    driver =
        new TopologyTestDriver(
            SluglineTopology.build(
                StreamSettings.of(TOPICS, 2, Limits.DEFAULT, Duration.ofDays(30)),
                rules,
                "test",
                topic -> !missing.contains(topic)),
            ChainTest.config(state));
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void shouldPublishOnlyWhatTheNewCatalogueMakesDifferent() {
    rules.swap(SANCTIONS);
    Article article = fed("a1");
    rules.swap(SANCTIONS, TRADE);

    retag(article, "retag", 20);

    assertThat(read(OUT.enriched())).containsExactly("retag sanctions,trade -");
    assertThat(read(OUT.tag("trade"))).containsExactly("retag sanctions,trade -");
    assertThat(read(OUT.tag("sanctions"))).isEmpty();
  }

  @Test
  void shouldPublishNothingTwice() {
    rules.swap(SANCTIONS);
    Article article = fed("a1");

    retag(article, "retag", 10);
    rules.swap(SANCTIONS, TestRules.rule("other", "volcano"));
    retag(article, "retag", 20);

    assertNothingIsOut();
  }

  @Test
  void shouldSendToTheTagTopicWhoseRuleChanged() {
    rules.swap(SANCTIONS, TRADE);
    Article article = fed("a1");
    rules.swap(SANCTIONS, TestRules.rule("trade", "forbidden"));

    retag(article, "retag", 20);

    assertThat(read(OUT.tag("trade"))).containsExactly("retag sanctions,trade -");
    assertThat(read(OUT.tag("sanctions"))).isEmpty();
    assertThat(read(OUT.enriched())).hasSize(1);
  }

  @Test
  void shouldTakeAnArticleOffTheTopicOfARemovedRule() {
    rules.swap(SANCTIONS, TRADE);
    Article article = fed("a1");
    rules.swap(SANCTIONS);

    retag(article, "rule-removed", 20);

    assertThat(read(OUT.tag("trade"))).containsExactly("gone rule-removed sanctions trade");
    assertThat(read(OUT.enriched())).containsExactly("rule-removed sanctions trade");
    assertThat(read(OUT.tag("sanctions"))).isEmpty();
  }

  @Test
  void shouldMoveAnArticleWithoutATagLeft() {
    rules.swap(TRADE);
    Article article = fed("a1");
    rules.swap(SANCTIONS.replace("economic sanctions", "volcano"));

    retag(article, "rule-removed", 20);

    assertThat(read(OUT.tag("trade"))).containsExactly("gone rule-removed  trade");
    assertThat(read(OUT.tag("none"))).containsExactly("rule-removed  trade");
    read(OUT.enriched());

    rules.swap(TRADE);
    retag(article, "retag", 30);

    assertThat(read(OUT.enriched())).containsExactly("retag trade none");
    assertThat(read(OUT.tag("trade"))).containsExactly("retag trade none");
    assertThat(read(OUT.tag("none"))).containsExactly("gone retag trade none");
  }

  @Test
  void shouldTakeAnArticleOffTheTopicOfARuleThatHasNoneAnyMore() {
    rules.swap(TRADE);
    Article article = fed("a1");
    rules.swap(TRADE + "publish: stream\n");

    retag(article, "rule-removed", 20);

    assertThat(read(OUT.tag("trade"))).containsExactly("gone rule-removed trade -");
    assertThat(read(TOPICS.deadLetter())).isEmpty();
  }

  @Test
  void shouldNotTagAnOlderRevisionThanIsPublished() {
    rules.swap(SANCTIONS);
    Article first = fed("a1");
    feed(
        "a1", json("a1", "Ministers agree", BODY.replace("weeks", "days"), "2026-01-01T11:00:00Z"));
    flush();
    rules.swap(SANCTIONS, TRADE);

    retag(first, "retag", 20);

    assertNothingIsOut();
  }

  @Test
  void shouldNotTagWhatIsWithdrawn() {
    rules.swap(SANCTIONS);
    Article article = fed("a1");
    feed("a1", retraction("a1"));
    flush();
    rules.swap(SANCTIONS, TRADE);

    retag(article, "retag", 20);

    assertNothingIsOut();
  }

  @Test
  void shouldNotGoBackToAnOlderCatalogue() {
    rules.swap(SANCTIONS, TRADE);
    Article article = fed("a1");
    CurrentCatalogue.Live newer = rules.live;
    rules.live = new CurrentCatalogue.Live(SwappedCatalogue.load(SANCTIONS), 5);

    retag(article, "retag", 5); // on an instance that has not swapped yet

    assertNothingIsOut();
    rules.live = newer;
  }

  @Test
  void shouldNotGoBackToACatalogueOlderThanTheOneThatChangedNothing() {
    rules.swap(SANCTIONS);
    Article article = fed("a1");
    rules.swap(SANCTIONS, TestRules.rule("other", "volcano"));
    retag(article, "retag", 20);
    rules.live = new CurrentCatalogue.Live(SwappedCatalogue.load(SANCTIONS, TRADE), 15);

    retag(article, "retag", 15);

    assertNothingIsOut();
  }

  @Test
  void shouldKeepAsADeadLetterWhatNeedsACatalogueThatDoesNotCome() {
    rules.swap(SANCTIONS);
    Article article = fed("a1");

    retag(article, "retag", 99);

    List<TestRecord<byte[], byte[]>> letters = records(TOPICS.deadLetter());
    assertThat(letters).hasSize(1);
    assertThat(header(letters.get(0), SluglineHeaders.ERROR)).isEqualTo("catalogue");
    assertThat(header(letters.get(0), SluglineHeaders.CAUSE)).isEqualTo("retag");
    assertThat(header(letters.get(0), SluglineHeaders.REASON)).contains("99").contains("10");
    assertThat(letters.get(0).value()).contains(article.id().getBytes(StandardCharsets.UTF_8));
    assertThat(read(OUT.enriched())).isEmpty();
  }

  @Test
  void shouldPutAnArticleOnATopicThatWasMissingAndOnNoOtherAgain() {
    rules.swap(SANCTIONS, TRADE);
    missing.add(OUT.tag("trade").name());
    Article article = fed("a1");

    retag(article, "retag", 10);
    assertThat(records(TOPICS.deadLetter())).hasSize(1); // as often as it is tried
    assertThat(read(OUT.enriched())).isEmpty();
    missing.clear();
    retag(article, "retag", 10);

    assertThat(read(OUT.tag("trade"))).containsExactly("retag sanctions,trade -");
    assertThat(read(OUT.tag("sanctions"))).isEmpty();
    assertThat(read(OUT.enriched())).isEmpty();
  }

  /** Feeds an article and reads over what comes out of it. */
  private Article fed(String key) {
    feed(key, json(key, "Ministers agree", BODY, "2026-01-01T10:00:00Z"));
    Article article = records(TOPICS.articles()).get(0).value();
    flush();
    return article;
  }

  private void flush() {
    List<Topic<?, ?>> all = new ArrayList<>(List.of(OUT.enriched(), TOPICS.deadLetter()));
    List.of("sanctions", "trade", "none").forEach(tag -> all.add(OUT.tag(tag)));
    all.forEach(this::records);
  }

  private void assertNothingIsOut() {
    assertThat(read(OUT.enriched())).isEmpty();
    List.of("sanctions", "trade", "none").forEach(tag -> assertThat(read(OUT.tag(tag))).isEmpty());
    assertThat(records(TOPICS.deadLetter())).isEmpty();
  }

  private void feed(String key, String value) {
    driver
        .createInputTopic(TOPICS.raw().name(), new StringSerializer(), new StringSerializer())
        .pipeInput(key, value);
  }

  private void retag(Article article, String cause, long sequence) {
    TestRecord<String, Article> record = new TestRecord<>(article.id(), article);
    SluglineHeaders.put(record.headers(), SluglineHeaders.CAUSE, cause);
    SluglineHeaders.put(record.headers(), SluglineHeaders.SEQUENCE, Long.toString(sequence));
    driver
        .createInputTopic(
            TOPICS.retag().name(), new StringSerializer(), TOPICS.retag().value().serializer())
        .pipeInput(record);
  }

  /** What came since the last look: cause, tags, tags just lost. */
  private List<String> read(Topic<?, ?> topic) {
    return records(topic).stream()
        .map(
            it ->
                (it.value() == null ? "gone " : "")
                    + header(it, SluglineHeaders.CAUSE)
                    + " "
                    + header(it, SluglineHeaders.TAGS)
                    + " "
                    + (header(it, SluglineHeaders.UNTAGGED).isEmpty()
                        ? "-"
                        : header(it, SluglineHeaders.UNTAGGED)))
        .toList();
  }

  private <K, V> List<TestRecord<K, V>> records(Topic<K, V> topic) {
    return driver
        .createOutputTopic(topic.name(), topic.key().deserializer(), topic.value().deserializer())
        .readRecordsToList();
  }

  private static String header(TestRecord<?, ?> record, String name) {
    return Objects.requireNonNullElse(SluglineHeaders.get(record.headers(), name), "");
  }
}
