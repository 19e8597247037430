package dev.slugline.app;

import static dev.slugline.app.ChainScenario.BODY;
import static dev.slugline.app.ChainScenario.OUT;
import static dev.slugline.app.ChainScenario.TOPICS;
import static dev.slugline.app.ChainScenario.json;
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
import org.junit.jupiter.api.io.TempDir;

/**
 * The topology in a driver, with a catalogue that the test puts another in the place of, and what
 * comes out of it since the last look.
 */
abstract class StoredArticles {
  static final Duration HISTORY = Duration.ofDays(30);
  static final String SANCTIONS = TestRules.rule("sanctions", "\"economic sanctions\"");
  static final String TRADE = TestRules.rule("trade", "\"forbidden goods\"");

  final SwappedCatalogue rules = new SwappedCatalogue();
  final Set<String> missing = new HashSet<>();
  private TopologyTestDriver driver;

  /** A catalogue that the test puts another in the place of. */
  static final class SwappedCatalogue implements CurrentCatalogue {
    Live live = new Live(load(), 0);

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
                StreamSettings.of(TOPICS, 2, Limits.DEFAULT, HISTORY),
                rules,
                "test",
                topic -> !missing.contains(topic)),
            ChainTest.config(state));
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  /** Feeds an article and reads over what comes out of it. */
  Article fed(String key) {
    feed(key, json(key, "Ministers agree", BODY, "2026-01-01T10:00:00Z"));
    Article article = records(TOPICS.articles()).get(0).value();
    flush();
    return article;
  }

  void flush() {
    List<Topic<?, ?>> all = new ArrayList<>(List.of(OUT.enriched(), TOPICS.deadLetter()));
    List.of("sanctions", "trade", "none").forEach(tag -> all.add(OUT.tag(tag)));
    all.forEach(this::records);
  }

  void assertNothingIsOut() {
    assertThat(read(OUT.enriched())).isEmpty();
    List.of("sanctions", "trade", "none").forEach(tag -> assertThat(read(OUT.tag(tag))).isEmpty());
    assertThat(records(TOPICS.deadLetter())).isEmpty();
  }

  void feed(String key, String value) {
    driver
        .createInputTopic(TOPICS.raw().name(), new StringSerializer(), new StringSerializer())
        .pipeInput(key, value);
  }

  void retag(Article article, String cause, long sequence) {
    TestRecord<String, Article> record = new TestRecord<>(article.id(), article);
    SluglineHeaders.put(record.headers(), SluglineHeaders.CAUSE, cause);
    SluglineHeaders.put(record.headers(), SluglineHeaders.SEQUENCE, Long.toString(sequence));
    driver
        .createInputTopic(
            TOPICS.retag().name(), new StringSerializer(), TOPICS.retag().value().serializer())
        .pipeInput(record);
  }

  /** What came since the last look: cause, tags, tags just lost. */
  List<String> read(Topic<?, ?> topic) {
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

  <K, V> List<TestRecord<K, V>> records(Topic<K, V> topic) {
    return driver
        .createOutputTopic(topic.name(), topic.key().deserializer(), topic.value().deserializer())
        .readRecordsToList();
  }

  static String header(TestRecord<?, ?> record, String name) {
    return Objects.requireNonNullElse(SluglineHeaders.get(record.headers(), name), "");
  }

  /** Lets time go by, and the stores be swept. */
  void pass(Duration time) {
    driver.advanceWallClockTime(time);
    driver.advanceWallClockTime(Duration.ofSeconds(10));
  }
}
