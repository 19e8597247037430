package dev.slugline.app;

import static dev.slugline.app.ChainScenario.BODY;
import static dev.slugline.app.ChainScenario.OUT;
import static dev.slugline.app.ChainScenario.TOPICS;
import static dev.slugline.app.ChainScenario.json;
import static dev.slugline.app.ChainScenario.retraction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slugline.app.ChainScenario.Read;
import dev.slugline.enrich.catalogue.CurrentCatalogue;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.StreamSettings;
import dev.slugline.ingest.stream.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds {@code news.raw} and reads every topic after it, through the topology that main runs. */
class ChainTest implements ChainScenario.Place {
  private final Set<String> missing = new HashSet<>(Set.of(ChainScenario.GONE));
  private final Map<String, List<? extends Read<?, ?>>> read = new HashMap<>();
  private TopologyTestDriver driver;

  @BeforeEach
  void start(@TempDir Path state) throws Exception {
    driver = new TopologyTestDriver(topology(missing), config(state));
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  static Topology topology(Set<String> missing) throws Exception {
    LoadedCatalogue rules = TestRules.two();
    return SluglineTopology.build(
        StreamSettings.of(TOPICS, 2, Limits.DEFAULT, Duration.ofDays(30)),
        CurrentCatalogue.fixed(rules),
        "test",
        topic -> !missing.contains(topic));
  }

  /** As main configures it. */
  static Properties config(Path state) {
    return StreamRunner.config(
        "slugline",
        TOPICS.prefix(),
        Map.of("bootstrap.servers", "none:9092"),
        state.toString(),
        1,
        20,
        "lz4",
        1 << 20);
  }

  @Test
  void shouldPlayTheScenario() throws Exception {
    ChainScenario.play(this);
  }

  @Test
  void shouldSendNothingToATagTopicThatIsGone() {
    feed("a1", json("a1", "Ministers agree", BODY, "2026-01-01T10:00:00Z"));
    missing.add(OUT.tag("sanctions").name());
    feed("a1", retraction("a1"));

    assertThat(read(OUT.tag("sanctions"), 0)).hasSize(1);
    assertThat(read(OUT.enriched(), 0))
        .extracting(r -> r.value() == null)
        .containsExactly(false, true);
  }

  @Test
  void shouldSayOnTheTopicOfTheUntaggedThatATagCame() {
    String none = "Ministers agreed on nothing at all on Tuesday evening, after weeks of talks.";
    feed("a1", json("a1", "Ministers agree", none, "2026-01-01T10:00:00Z"));
    feed("a1", json("a1", "Ministers agree", BODY, "2026-01-01T11:00:00Z"));

    assertThat(read(OUT.tag("none"), 0))
        .extracting(r -> r.value() == null, r -> r.header(SluglineHeaders.CAUSE))
        .containsExactly(tuple(false, "new"), tuple(true, "lost-tag"));
  }

  @Test
  void shouldWriteTheWholeRecordWhereItsBadItemCannotBeCutOut() {
    byte[] raw = CutGzip.of("{\"title\":\"Ministers agree\",\"body\":\"%s\"}".formatted(BODY));
    feed("f1", raw);

    List<Read<byte[], byte[]>> letters = read(TOPICS.deadLetter(), 0);
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).value()).isEqualTo(raw);
    assertThat(letters.get(0).header(SluglineHeaders.ITEM)).isEqualTo("2");
    assertThat(read(TOPICS.receipts(), 0))
        .extracting(r -> r.value().item(), r -> r.value().outcome())
        .containsExactlyInAnyOrder(tuple(1, "article"), tuple(2, "dead-letter"));
  }

  @Test
  void shouldWriteEachBadItemThatCanBeCutOut() {
    String bad = "<item><guid>1</guid></item>";
    feed(
        "f1",
        "<rss version=\"2.0\"><channel><title>Wire</title>%s<item><guid>2</guid>".formatted(bad)
            + "<title>Ministers agree</title><description>%s</description></item>".formatted(BODY)
            + "<item><guid>3</guid></item></channel></rss>");

    List<Read<byte[], byte[]>> letters = read(TOPICS.deadLetter(), 0);
    assertThat(letters)
        .extracting(letter -> letter.header(SluglineHeaders.ITEM))
        .containsExactly("1", "3");
    assertThat(letters.get(0).value()).isEqualTo(bad.getBytes(StandardCharsets.UTF_8));
    assertThat(read(TOPICS.receipts(), 0))
        .extracting(r -> r.value().outcome(), r -> r.header(SluglineHeaders.FORMAT))
        .containsExactlyInAnyOrder(
            tuple("dead-letter", "rss"), tuple("article", "rss"), tuple("dead-letter", "rss"));
  }

  @Override
  public void feed(String key, String value) {
    feed(key, value.getBytes(StandardCharsets.UTF_8));
  }

  private void feed(String key, byte[] value) {
    driver
        .createInputTopic(TOPICS.raw().name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(
            new TestRecord<>(
                key.getBytes(StandardCharsets.UTF_8),
                value,
                Instant.parse("2026-06-01T00:00:00Z")));
  }

  /** The driver gives a record once; what was read is kept. */
  @Override
  @SuppressWarnings("unchecked") // what is kept under a topic's name is of the topic's types
  public <K, V> List<Read<K, V>> read(Topic<K, V> topic, int receipts) {
    return (List<Read<K, V>>)
        read.computeIfAbsent(
            topic.name(),
            name ->
                driver
                    .createOutputTopic(
                        name, topic.key().deserializer(), topic.value().deserializer())
                    .readRecordsToList()
                    .stream()
                    .map(r -> new Read<>(r.key(), r.value(), r.headers()))
                    .toList());
  }
}
