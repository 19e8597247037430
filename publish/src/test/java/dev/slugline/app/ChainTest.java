package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.Tagger;
import dev.slugline.enrich.rule.Catalogue;
import dev.slugline.enrich.rule.Clause;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.StreamSettings;
import dev.slugline.ingest.stream.Topic;
import dev.slugline.ingest.stream.Topics;
import dev.slugline.ingest.stream.Withdrawal;
import dev.slugline.publish.PublishTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds {@code news.raw} and reads every topic after it, through the topology that main runs. */
class ChainTest {
  private static final Topics TOPICS = new Topics("news");
  private static final PublishTopics OUT = new PublishTopics("news");
  private static final String BODY =
      "Ministers agreed on economic sanctions against the exporter on Tuesday evening, after weeks"
          + " of talks in the capital about the trade in forbidden goods.";

  private static final Set<String> MISSING = new HashSet<>();

  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> raw;

  @BeforeEach
  void start(@TempDir Path state) throws Exception {
    MISSING.clear();
    MISSING.add(OUT.tag("elections").name());
    Properties config = new Properties();
    config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    driver = new TopologyTestDriver(topology(), config);
    raw =
        driver.createInputTopic(
            TOPICS.raw().name(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  static Topology topology() throws Exception {
    Catalogue catalogue =
        Catalogue.compile(
            List.of(rule("sanctions", "\"economic sanctions\""), rule("elections", "ballot")));
    return SluglineTopology.build(
        StreamSettings.of(TOPICS, 2, Limits.DEFAULT, Duration.ofDays(30)),
        () -> new Tagger(catalogue, "cafe", "test"),
        tag -> true,
        topic -> !MISSING.contains(topic));
  }

  private static Rule rule(String id, String query) {
    return new Rule(
        id,
        id,
        List.of(),
        "",
        10,
        true,
        Map.of("en", List.of(new Clause("words", 10, query))),
        "0123456789ab");
  }

  @Test
  void shouldCarryAnArticleToItsTagTopicWithEvidence() {
    feed(json("a1", "Ministers agree", BODY, "2026-01-01T10:00:00Z"));

    TestRecord<String, EnrichedArticle> tagged = single(OUT.tag("sanctions"));
    EnrichedArticle enriched = tagged.value();
    EnrichedArticle.Span span = enriched.tags().get(0).evidence().get(0);
    String body = Objects.requireNonNull(enriched.article().body());
    assertThat(body.substring(span.start(), span.end()))
        .isEqualTo(span.text())
        .isEqualTo("economic sanctions");
    assertThat(header(tagged, SluglineHeaders.TAGS)).isEqualTo("sanctions");
    assertThat(header(tagged, SluglineHeaders.CAUSE)).isEqualTo("new");
    assertThat(header(tagged, "ce_id")).isEqualTo(tagged.key() + "/1/cafe");
    assertThat(read(TOPICS.articles())).extracting(r -> r.value().revision()).containsExactly(1);
    assertThat(read(OUT.enriched())).hasSize(1);
    assertThat(read(OUT.tag("none"))).isEmpty();
    assertThat(outcomes()).containsExactly("article");
  }

  @Test
  void shouldWriteATombstoneWhenARevisionLosesItsTag() {
    feed(json("a1", "Ministers agree", BODY, "2026-01-01T10:00:00Z"));
    feed(json("a1", "Ministers agree", BODY, "2026-01-01T10:00:00Z"));
    feed(
        json(
            "a1",
            "Ministers agree",
            "Ministers agreed on nothing at all on Tuesday evening, after weeks of long talks.",
            "2026-01-01T11:00:00Z"));
    feed(json("a1", "Ministers", "An older text that arrives late.", "2026-01-01T09:00:00Z"));

    List<TestRecord<String, EnrichedArticle>> sanctions = read(OUT.tag("sanctions"));
    assertThat(sanctions).hasSize(2);
    assertThat(sanctions.get(1).value()).isNull();
    assertThat(header(sanctions.get(1), SluglineHeaders.CAUSE)).isEqualTo("lost-tag");
    assertThat(header(sanctions.get(1), SluglineHeaders.UNTAGGED)).isEqualTo("sanctions");
    TestRecord<String, EnrichedArticle> none = single(OUT.tag("none"));
    assertThat(header(none, SluglineHeaders.WHY)).isEqualTo("no-match");
    assertThat(outcomes()).containsExactly("article", "repeat", "revision", "stale");
  }

  @Test
  void shouldTombstoneEverywhereWhatIsRetractedAndHoldItForEver() {
    feed(json("a1", "Ministers agree", BODY, "2026-01-01T10:00:00Z"));
    feed("{\"id\":\"a1\",\"source\":\"wire\",\"pubstatus\":\"canceled\"}");
    feed(json("a1", "Ministers agree again", BODY, "2026-01-02T10:00:00Z"));

    List<TestRecord<String, EnrichedArticle>> sanctions = read(OUT.tag("sanctions"));
    assertThat(sanctions).hasSize(2);
    assertThat(sanctions.get(1).value()).isNull();
    assertThat(header(sanctions.get(1), SluglineHeaders.CAUSE)).isEqualTo("retraction");
    assertThat(read(OUT.enriched()))
        .extracting(r -> r.value() == null)
        .containsExactly(false, true);
    TestRecord<String, Withdrawal> withdrawn = single(TOPICS.withdrawn());
    assertThat(withdrawn.value().kind()).isEqualTo("canceled");
    assertThat(outcomes()).containsExactly("article", "retraction", "withdrawn");
  }

  @Test
  void shouldKeepWhatBreaksWithItsReason() {
    feed("{\"title\": \"cut off");

    List<TestRecord<byte[], byte[]>> dead = read(TOPICS.deadLetter());
    assertThat(dead).hasSize(1);
    assertThat(new String(dead.get(0).value(), StandardCharsets.UTF_8))
        .isEqualTo("{\"title\": \"cut off");
    assertThat(header(dead.get(0), SluglineHeaders.ERROR)).isEqualTo("malformed");
    assertThat(header(dead.get(0), SluglineHeaders.STAGE)).isEqualTo("ingest");
    assertThat(outcomes()).containsExactly("dead-letter");
  }

  @Test
  void shouldMakeADeadLetterOfWhatHasNoTopic() {
    feed(
        json(
            "b1",
            "A vote",
            "The ballot was held on Sunday in every town of the country, officials said there.",
            "2026-01-01T10:00:00Z"));

    assertThat(read(OUT.tag("elections"))).isEmpty();
    assertThat(read(OUT.enriched())).hasSize(1);
    assertThat(header(read(TOPICS.deadLetter()).get(0), SluglineHeaders.ERROR))
        .isEqualTo("no-topic");
    assertThat(outcomes()).containsExactly("article", "dead-letter");
  }

  @Test
  void shouldSendNothingToATagTopicThatIsGone() {
    feed(json("a1", "Ministers agree", BODY, "2026-01-01T10:00:00Z"));
    MISSING.add(OUT.tag("sanctions").name());
    feed("{\"id\":\"a1\",\"source\":\"wire\",\"pubstatus\":\"canceled\"}");

    assertThat(read(OUT.tag("sanctions"))).hasSize(1);
    assertThat(read(OUT.enriched()))
        .extracting(r -> r.value() == null)
        .containsExactly(false, true);
  }

  @Test
  void shouldLetNoTextOfAnEmbargoedArticleOut() {
    feed(
        "{\"id\":\"e1\",\"title\":\"Secret\",\"body\":\"%s\",\"embargoed\":\"2999-01-01T00:00:00Z\"}"
            .formatted(BODY));

    assertThat(read(TOPICS.articles())).isEmpty();
    assertThat(read(OUT.enriched())).isEmpty();
    assertThat(read(TOPICS.deadLetter())).isEmpty();
    Receipt receipt = single(TOPICS.receipts()).value();
    assertThat(receipt.outcome()).isEqualTo("skipped");
    assertThat(receipt.reason()).isEqualTo("embargoed until 2999-01-01T00:00:00Z");
  }

  private static String json(String id, String title, String body, String at) {
    return "{\"id\":\"%s\",\"source\":\"wire\",\"title\":\"%s\",\"body\":\"%s\",\"language\":\"en\",\"publishedAt\":\"%s\"}"
        .formatted(id, title, body, at);
  }

  private void feed(String value) {
    raw.pipeInput(
        new TestRecord<>(
            "key".getBytes(StandardCharsets.UTF_8),
            value.getBytes(StandardCharsets.UTF_8),
            Instant.parse("2026-06-01T00:00:00Z")));
  }

  private List<String> outcomes() {
    return read(TOPICS.receipts()).stream().map(r -> r.value()).map(Receipt::outcome).toList();
  }

  private <K, V> List<TestRecord<K, V>> read(Topic<K, V> topic) {
    TestOutputTopic<K, V> out =
        driver.createOutputTopic(
            topic.name(), topic.key().deserializer(), topic.value().deserializer());
    return out.readRecordsToList();
  }

  private <K, V> TestRecord<K, V> single(Topic<K, V> topic) {
    List<TestRecord<K, V>> records = read(topic);
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  private static String header(TestRecord<?, ?> record, String name) {
    String value = SluglineHeaders.get(record.headers(), name);
    return value == null ? "" : value;
  }
}
