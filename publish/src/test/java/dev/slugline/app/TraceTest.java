package dev.slugline.app;

import static dev.slugline.app.ChainScenario.BODY;
import static dev.slugline.app.ChainScenario.OUT;
import static dev.slugline.app.ChainScenario.TOPICS;
import static dev.slugline.app.ChainScenario.json;
import static dev.slugline.app.ChainScenario.retraction;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trace context of a raw record is on all that becomes of it, once, and nothing else is. */
class TraceTest {
  private static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");
  private static final String NONE =
      "Nobody agreed on anything at all on Wednesday, after a long week of talks in the capital.";

  private TopologyTestDriver driver;

  @BeforeEach
  void start(@TempDir Path state) throws Exception {
    driver =
        new TopologyTestDriver(
            ChainTest.topology(Set.of(ChainScenario.GONE)), ChainTest.config(state));
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void shouldBeOnArticlesAndTagTopicsAndTombstones() {
    feed("a1", json("a1", "Ministers agree", BODY, "2026-01-01T10:00:00Z"), trace(1));
    feed("a1", json("a1", "Ministers agree", NONE, "2026-01-01T11:00:00Z"), trace(2));
    feed("a1", retraction("a1"), trace(3));

    assertThat(traces(TOPICS.articles())).containsExactly(trace(1), trace(2), trace(3));
    assertThat(traces(OUT.enriched())).containsExactly(trace(1), trace(2), trace(3));
    assertThat(traces(OUT.tag("sanctions"))).containsExactly(trace(1), trace(2));
    assertThat(traces(OUT.tag("none"))).containsExactly(trace(2), trace(3));
    assertThat(traces(TOPICS.receipts())).containsExactly(trace(1), trace(2), trace(3));
    assertThat(traces(TOPICS.withdrawn())).containsExactly(trace(3));
  }

  @Test
  void shouldBeOnEveryItemOfARawRecordOfMany() {
    String three =
        json("a1", "One", BODY, "2026-01-01T10:00:00Z")
            + "\n{\"title\": \"cut off\n"
            + json("a2", "Two", BODY, "2026-01-01T10:00:00Z");
    feed("many", three, trace(1));

    assertThat(traces(TOPICS.articles())).containsExactly(trace(1), trace(1));
    assertThat(traces(OUT.tag("sanctions"))).containsExactly(trace(1), trace(1));
    assertThat(traces(TOPICS.receipts())).containsExactly(trace(1), trace(1), trace(1));
    assertThat(traces(TOPICS.deadLetter())).containsExactly(trace(1));
  }

  @Test
  void shouldBeOnTheDeadLettersOfEachStage() {
    feed("m1", "{\"title\": \"cut off", trace(1));
    String vote = "The ballot was held on Sunday in every town, officials of the country said.";
    feed("b1", json("b1", "A vote", vote, "2026-01-01T10:00:00Z"), trace(2));
    feed("a1", json("a1", "Ministers agree", BODY, "2026-01-01T10:00:00Z"), trace(3));
    Article stored = articles().get(1);
    again(stored.id(), bytes(stored), trace(4), "999");
    again("x", "no article".getBytes(StandardCharsets.UTF_8), trace(5), "1");

    assertThat(
            driver
                .createOutputTopic(
                    TOPICS.deadLetter().name(),
                    TOPICS.deadLetter().key().deserializer(),
                    TOPICS.deadLetter().value().deserializer())
                .readRecordsToList()
                .stream()
                .map(
                    letter ->
                        SluglineHeaders.get(letter.headers(), SluglineHeaders.STAGE)
                            + " "
                            + SluglineHeaders.get(letter.headers(), SluglineHeaders.ERROR)
                            + " "
                            + SluglineHeaders.get(letter.headers(), SluglineHeaders.TRACEPARENT)))
        .containsExactly(
            "ingest malformed " + trace(1),
            "publish no-topic " + trace(2),
            "enrich catalogue " + trace(4),
            "enrich malformed " + trace(5));
    assertThat(traces(TOPICS.receipts()))
        .containsExactly(trace(1), trace(2), trace(2), trace(3), trace(4));
  }

  @Test
  void shouldBeOnWhatIsTaggedAgain() {
    feed("a1", json("a1", "Ministers agree", BODY, "2026-01-01T10:00:00Z"), null);
    Article stored = articles().get(0);
    traces(OUT.enriched());
    traces(OUT.tag("sanctions"));
    Article other =
        stored.toBuilder().revision(2).body(BODY + " A second sentence follows here.").build();

    again(stored.id(), bytes(other), trace(7), "0");

    assertThat(traces(OUT.enriched())).containsExactly(trace(7));
    assertThat(traces(OUT.tag("sanctions"))).containsExactly(trace(7));
  }

  @Test
  void shouldBeNowhereWhereThereIsNone() {
    feed("a1", json("a1", "Ministers agree", BODY, "2026-01-01T10:00:00Z"), null);

    assertThat(traces(TOPICS.articles())).containsExactly("none");
    assertThat(traces(OUT.tag("sanctions"))).containsExactly("none");
  }

  private static String trace(int n) {
    return "00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333%d-01".formatted(n);
  }

  private static byte[] bytes(Article article) {
    return TOPICS.articles().value().serializer().serialize("articles", article);
  }

  private void feed(String key, String value, @Nullable String trace) {
    RecordHeaders headers = new RecordHeaders();
    if (trace != null) {
      SluglineHeaders.put(headers, SluglineHeaders.TRACEPARENT, trace);
    }
    headers.add("x-else", new byte[] {1});
    driver
        .createInputTopic(TOPICS.raw().name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(
            new TestRecord<>(
                key.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8),
                headers,
                AT));
  }

  private void again(String id, byte[] article, String trace, String sequence) {
    RecordHeaders headers = new RecordHeaders();
    SluglineHeaders.put(headers, SluglineHeaders.TRACEPARENT, trace);
    SluglineHeaders.put(headers, SluglineHeaders.SEQUENCE, sequence);
    driver
        .createInputTopic(TOPICS.retag().name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(id, article, headers, AT));
  }

  private List<Article> articles() {
    return driver
        .createOutputTopic(
            TOPICS.articles().name(),
            TOPICS.articles().key().deserializer(),
            TOPICS.articles().value().deserializer())
        .readValuesToList();
  }

  /** The trace of each record that came since the topic was last asked. */
  private List<String> traces(Topic<?, ?> topic) {
    return driver
        .createOutputTopic(topic.name(), topic.key().deserializer(), topic.value().deserializer())
        .readRecordsToList()
        .stream()
        .map(
            record -> {
              assertThat(record.headers().headers(SluglineHeaders.TRACEPARENT))
                  .hasSizeLessThanOrEqualTo(1);
              assertThat(record.headers().lastHeader("x-else")).isNull();
              return Objects.requireNonNullElse(
                  SluglineHeaders.get(record.headers(), SluglineHeaders.TRACEPARENT), "none");
            })
        .toList();
  }
}
