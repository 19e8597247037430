package dev.slugline.app;

import static dev.slugline.app.ChainScenario.OUT;
import static dev.slugline.app.ChainScenario.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slugline.enrich.catalogue.CurrentCatalogue;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.stream.Embargo;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.StreamSettings;
import dev.slugline.ingest.stream.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an embargoed article, by a clock that the test moves. */
class EmbargoTest {
  private static final Instant START = Instant.parse("2026-06-01T08:00:00Z");
  private static final Instant NINE = Instant.parse("2026-06-01T09:00:00Z");
  private static final Instant TEN = Instant.parse("2026-06-01T10:00:00Z");
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  /** The word that must not be seen before its time. */
  private static final String SECRET = "Quillfeather";

  private final Map<String, List<TestRecord<byte[], byte[]>>> read = new HashMap<>();
  private Path state;
  private TopologyTestDriver driver;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    state = folder;
    run(Embargo.hold);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private void run(Embargo embargo) throws Exception {
    if (driver != null) {
      driver.close();
    }
    LoadedCatalogue rules = TestRules.two();
    driver =
        new TopologyTestDriver(
            SluglineTopology.build(
                StreamSettings.of(TOPICS, 2, Limits.DEFAULT, Duration.ofDays(30)).with(embargo),
                CurrentCatalogue.fixed(rules),
                "test",
                topic -> true),
            ChainTest.config(state.resolve(embargo.name())),
            START);
  }

  @Test
  void shouldHoldAnArticleAndReleaseItAtItsTime() {
    feed(item("a", NINE, "The plan of " + SECRET, 1));

    assertThat(outcomes()).containsExactly("held");
    assertThat(receipt(0).reason()).isEqualTo("until " + NINE);
    assertThat(receipt(0).revision()).isNull();
    assertNothingIsOut();
    driver.advanceWallClockTime(Duration.ofMinutes(59));
    assertNothingIsOut();

    driver.advanceWallClockTime(Duration.ofMinutes(1));

    assertThat(outcomes()).containsExactly("held", "released");
    Receipt released = receipt(1);
    assertThat(released.stage()).isEqualTo("ingest");
    assertThat(released.revision()).isEqualTo(1);
    assertThat(released)
        .extracting(Receipt::topic, Receipt::offset, Receipt::item, Receipt::items)
        .containsExactly("news.raw", 0L, 1, 1);
    TestRecord<byte[], byte[]> tagged = records(OUT.tag("sanctions").name()).get(0);
    assertThat(new String(tagged.value(), StandardCharsets.UTF_8)).contains(SECRET);
    assertThat(header(tagged, SluglineHeaders.CAUSE)).isEqualTo("release");
    assertThat(header(tagged, SluglineHeaders.TRACEPARENT)).isEqualTo(TRACE);
    assertThat(tagged.getRecordTime()).isEqualTo(NINE);
    Article article = articles().get(0);
    assertThat(Objects.requireNonNull(article.provenance()).offset()).isZero();
    assertThat(Objects.requireNonNull(article.change()).kind()).isEqualTo("new");
    assertThat(article.embargoedUntil()).isEqualTo(NINE);
    driver.advanceWallClockTime(Duration.ofDays(1));
    assertThat(articles()).hasSize(1);
  }

  @Test
  void shouldPublishAtOnceWhatIsOverAlready() {
    feed(item("a", START.minusSeconds(1), "The plan", 1));

    assertThat(outcomes()).containsExactly("article");
  }

  @Test
  void shouldMoveTheTimeByALaterVersion() {
    feed(item("a", NINE, "First plan of " + SECRET, 1));
    feed(item("a", TEN, "Second plan of " + SECRET, 2));
    driver.advanceWallClockTime(Duration.ofMinutes(61));
    assertNothingIsOut();

    driver.advanceWallClockTime(Duration.ofHours(1));

    assertThat(outcomes()).containsExactly("held", "held", "released");
    assertThat(receipt(1).reason()).contains("until " + TEN).contains("held until " + NINE);
    assertThat(articles()).extracting(Article::title).containsExactly("Second plan of " + SECRET);
  }

  @Test
  void shouldLiftItByALaterVersionThatHasNone() {
    feed(item("a", NINE, "The plan of " + SECRET, 1));
    feed(item("a", null, "The plan of " + SECRET, 2));

    assertThat(outcomes()).containsExactly("held", "article");
    driver.advanceWallClockTime(Duration.ofHours(2));
    assertThat(outcomes()).hasSize(2);
    assertThat(articles()).hasSize(1);
  }

  @Test
  void shouldLiftItWithoutAnyDateOrVersion() {
    feed(undated("a", NINE, "The plan of " + SECRET));
    feed(undated("a", null, "The plan of " + SECRET));

    assertThat(outcomes()).containsExactly("held", "article");
  }

  @Test
  void shouldKnowARepeatAndAnOlderVersionOfWhatWaits() {
    feed(item("a", NINE, "The plan of " + SECRET, 5));
    feed(item("a", NINE, "The plan of " + SECRET, 5));
    feed(item("a", null, "An older plan of " + SECRET, 4));

    assertThat(outcomes()).containsExactly("held", "repeat", "stale");
    assertNothingIsOut();
  }

  @Test
  void shouldNotLetARepeatOfAnEarlierHeldTextComeBack() {
    feed(undated("a", NINE, "First plan of " + SECRET));
    feed(undated("a", NINE, "Second plan of " + SECRET));
    feed(undated("a", NINE, "First plan of " + SECRET));
    driver.advanceWallClockTime(Duration.ofHours(1));

    assertThat(outcomes()).containsExactly("held", "held", "repeat", "released");
    assertThat(articles()).extracting(Article::title).containsExactly("Second plan of " + SECRET);
  }

  @Test
  void shouldDropWhatWaitsWhenItIsKilled() {
    feed(item("a", NINE, "The plan of " + SECRET, 1));
    feed("{\"id\":\"a\",\"source\":\"wire\",\"pubstatus\":\"canceled\"}");
    driver.advanceWallClockTime(Duration.ofHours(2));
    feed(item("a", NINE, "The plan of " + SECRET, 1));

    assertThat(outcomes()).containsExactly("held", "retraction", "withdrawn");
    assertNothingIsOut();
    assertThat(records(TOPICS.withdrawn().name())).hasSize(1);
  }

  @Test
  void shouldLeaveTheOlderRevisionWhileANewerOneWaits() {
    feed(item("a", null, "The plan", 1));
    feed(item("a", NINE, "The plan of " + SECRET, 2));
    assertThat(articles()).hasSize(1);
    assertThat(records(OUT.tag("sanctions").name())).hasSize(1);

    driver.advanceWallClockTime(Duration.ofHours(1));

    assertThat(outcomes()).containsExactly("article", "held", "released");
    assertThat(articles()).extracting(Article::revision).containsExactly(1, 2);
  }

  @Test
  void shouldHoldTheReturnOfWhatIsWithheld() {
    feed(item("a", null, "The plan", 1));
    feed("{\"id\":\"a\",\"source\":\"wire\",\"pubstatus\":\"withheld\",\"version\":2}");
    feed(item("a", NINE, "The plan of " + SECRET, 3));
    assertThat(records(TOPICS.withdrawn().name())).hasSize(1);

    driver.advanceWallClockTime(Duration.ofHours(1));

    assertThat(outcomes()).containsExactly("article", "retraction", "held", "released");
    assertThat(text(TOPICS.withdrawn().name(), 1)).contains("returnedAt");
    assertThat(articles()).extracting(Article::revision).containsExactly(1, 2, 3);
  }

  @Test
  void shouldReleaseManyOfOneTime() {
    for (int i = 0; i < 450; i++) {
      feed(item("a" + i, NINE, "The plan of " + SECRET, 1));
    }
    for (int i = 0; i < 3; i++) {
      driver.advanceWallClockTime(Duration.ofHours(1));
    }

    assertThat(articles()).hasSize(450);
  }

  @Test
  void shouldKeepTheLetterOfAWholeRecordUntilItsSiblingIsReleased() {
    byte[] raw = CutGzip.of(item("a", TEN, "The plan of " + SECRET, 1));
    feed(raw);

    assertThat(outcomes()).containsExactlyInAnyOrder("held", "dead-letter");
    driver.advanceWallClockTime(Duration.ofMinutes(119));
    assertNothingIsOut();
    assertThat(records(TOPICS.deadLetter().name())).isEmpty();
    driver.advanceWallClockTime(Duration.ofMinutes(1));

    List<TestRecord<byte[], byte[]>> letters = records(TOPICS.deadLetter().name());
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).value()).isEqualTo(raw);
    assertThat(letters.get(0).key()).isEqualTo("key".getBytes(StandardCharsets.UTF_8));
    assertThat(header(letters.get(0), SluglineHeaders.ITEM)).isEqualTo("2");
    assertThat(header(letters.get(0), SluglineHeaders.ERROR)).isEqualTo("malformed");
    assertThat(header(letters.get(0), SluglineHeaders.TRACEPARENT)).isEqualTo(TRACE);
    assertThat(header(letters.get(0), SluglineHeaders.REASON)).contains("kept back until " + TEN);
  }

  @Test
  void shouldKeepTheLetterOfABrokenItemThatIsEmbargoedItself() {
    String cut = item("a", NINE, "The plan of " + SECRET, 1);
    feed(cut.substring(0, cut.length() - 1));
    feed("{\"embargoed\":\"" + NINE + "\",\"body\": " + SECRET + " says}");

    assertThat(outcomes()).containsExactly("dead-letter", "dead-letter");
    assertNothingIsOut();
    driver.advanceWallClockTime(Duration.ofHours(1));
    assertThat(records(TOPICS.deadLetter().name())).hasSize(2);
    assertThat(text(TOPICS.deadLetter().name(), 0)).contains(SECRET);
  }

  @Test
  void shouldNeverShowTheBytesWhereTheEndOfAnEmbargoCannotBeTold() {
    feed("{\"id\":\"a\",\"title\":\"%s\",\"embargoed\":\"when it is time\"}".formatted(SECRET));
    driver.advanceWallClockTime(Duration.ofDays(1000));

    List<TestRecord<byte[], byte[]>> letters = records(TOPICS.deadLetter().name());
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).value()).isEmpty();
    assertThat(header(letters.get(0), SluglineHeaders.REASON))
        .contains("an embargo that cannot be read: when it is time")
        .contains("news.raw-0 at offset 0");
    assertNothingIsOut();
  }

  @Test
  void shouldSetAsideAtOnceWhatHasNothingToDoWithAnEmbargo() {
    feed("{\"title\": \"cut off");
    feed("{\"embargoed\":\"" + START.minusSeconds(60) + "\",\"title\": \"cut off");

    assertThat(records(TOPICS.deadLetter().name()))
        .allSatisfy(letter -> assertThat(letter.value()).isNotEmpty())
        .hasSize(2);
  }

  @Test
  void shouldPublishAtOnceWhereEmbargoesAreMarked() throws Exception {
    run(Embargo.mark);
    feed(item("a", NINE, "The plan of " + SECRET, 1));

    assertThat(outcomes()).containsExactly("article");
    assertThat(articles()).extracting(Article::embargoedUntil).containsExactly(NINE);
  }

  @Test
  void shouldSkipWhereEmbargoesAreRefused() throws Exception {
    run(Embargo.refuse);
    feed("[" + item("a", NINE, "The plan of " + SECRET, 1) + ",{\"id\":");

    assertThat(receipts())
        .extracting(Receipt::outcome, Receipt::reason)
        .contains(tuple("skipped", "embargoed until " + NINE));
    assertNothingIsOut();
  }

  private static String item(String id, @Nullable Instant embargo, String title, int version) {
    return undated(id, embargo, title).replaceFirst("\\{", "{\"version\":" + version + ",");
  }

  private static String undated(String id, @Nullable Instant embargo, String title) {
    String until = embargo == null ? "" : ",\"embargoed\":\"" + embargo + "\"";
    return "{\"id\":\"%s\",\"source\":\"wire\",\"language\":\"en\"%s,\"title\":\"%s\",\"body\":\"%s\"}"
        .formatted(id, until, title, ChainScenario.BODY + " So says " + title + ".");
  }

  private void feed(String value) {
    feed(value.getBytes(StandardCharsets.UTF_8));
  }

  private void feed(byte[] value) {
    Headers headers = new RecordHeaders();
    SluglineHeaders.put(headers, SluglineHeaders.TRACEPARENT, TRACE);
    driver
        .createInputTopic(TOPICS.raw().name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>("key".getBytes(StandardCharsets.UTF_8), value, headers, START));
  }

  /** Of all topics but Streams' own, that nobody else reads. */
  private void assertNothingIsOut() {
    for (String topic : driver.producedTopicNames()) {
      if (topic.startsWith("slugline-")) {
        continue;
      }
      for (TestRecord<byte[], byte[]> record : records(topic)) {
        String value =
            record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8);
        assertThat(value + record.headers()).as(topic).doesNotContain(SECRET);
        record
            .headers()
            .forEach(
                h ->
                    assertThat(new String(h.value(), StandardCharsets.UTF_8))
                        .as(topic + " " + h.key())
                        .doesNotContain(SECRET));
      }
    }
  }

  private List<String> outcomes() {
    return receipts().stream().map(Receipt::outcome).toList();
  }

  private Receipt receipt(int at) {
    return receipts().get(at);
  }

  private List<Receipt> receipts() {
    return values(TOPICS.receipts());
  }

  private List<Article> articles() {
    return values(TOPICS.articles());
  }

  private <V> List<V> values(Topic<?, V> topic) {
    Deserializer<V> reader = topic.value().deserializer();
    return records(topic.name()).stream()
        .map(r -> reader.deserialize(topic.name(), r.value()))
        .toList();
  }

  private String text(String topic, int at) {
    return new String(records(topic).get(at).value(), StandardCharsets.UTF_8);
  }

  private static String header(TestRecord<?, ?> record, String name) {
    return Objects.requireNonNullElse(SluglineHeaders.get(record.headers(), name), "");
  }

  /** All so far: the driver gives a record once. */
  private List<TestRecord<byte[], byte[]>> records(String topic) {
    List<TestRecord<byte[], byte[]>> all = read.computeIfAbsent(topic, name -> new ArrayList<>());
    if (driver.producedTopicNames().contains(topic)) {
      ByteArrayDeserializer bytes = new ByteArrayDeserializer();
      all.addAll(driver.createOutputTopic(topic, bytes, bytes).readRecordsToList());
    }
    return all;
  }
}
