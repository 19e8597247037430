package dev.slugline.app;

import static dev.slugline.app.ChainScenario.BODY;
import static dev.slugline.app.ChainScenario.OUT;
import static dev.slugline.app.ChainScenario.TOPICS;
import static dev.slugline.app.ChainScenario.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slugline.enrich.catalogue.CurrentCatalogue;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.stream.JsonSerde;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.StreamSettings;
import dev.slugline.ingest.stream.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no stage catches: a dead letter of the right bytes, and the stream goes on. */
class LastNetTest {
  private static final String VOTE =
      "The ballot was held on Sunday in every town of the country, officials said there.";

  private Path dir;

  @BeforeEach
  void folder(@TempDir Path folder) {
    dir = folder;
  }

  @Test
  void shouldMakeADeadLetterOfTheVeryArticleThatAProcessorFailedOn() throws Exception {
    try (TopologyTestDriver driver = failing(new IllegalStateException("out of order"))) {
      feed(driver, "a1", json("a1", "Ministers agree", BODY, "2026-01-01T10:00:00Z"));
      feed(driver, "b1", json("b1", "A vote", VOTE, "2026-01-01T10:00:00Z"));
      feed(driver, "a2", json("a2", "Ministers agree", BODY, "2026-01-01T10:00:00Z"));

      List<TestRecord<byte[], byte[]>> letters = read(driver, TOPICS.deadLetter());
      assertThat(letters).hasSize(1);
      TestRecord<byte[], byte[]> letter = letters.get(0);
      Article article = ArticleJson.mapper().readValue(letter.value(), Article.class);
      assertThat(article.sourceId()).isEqualTo("b1");
      assertThat(article.body()).isEqualTo(VOTE);
      assertThat(header(letter, SluglineHeaders.ERROR)).isEqualTo("processor");
      assertThat(header(letter, SluglineHeaders.STAGE)).isEqualTo("publish");
      assertThat(header(letter, SluglineHeaders.REASON)).contains("out of order");
      assertThat(header(letter, SluglineHeaders.TOPIC)).isEqualTo("news.raw");
      assertThat(header(letter, SluglineHeaders.OFFSET)).isEqualTo("1");
      assertThat(header(letter, SluglineHeaders.ITEM)).isEqualTo("1");
      assertThat(header(letter, SluglineHeaders.ATTEMPT)).isEqualTo("1");
      assertThat(read(driver, OUT.enriched()))
          .extracting(r -> r.value().article().sourceId())
          .as("nothing is half published")
          .containsExactly("a1", "a2");
      List<TestRecord<String, Receipt>> receipts = read(driver, TOPICS.receipts());
      assertThat(receipts)
          .extracting(TestRecord::value)
          .filteredOn(r -> r.stage().equals("publish"))
          .extracting(Receipt::outcome, Receipt::articleId)
          .containsExactly(tuple("dead-letter", article.id()));
      assertThat(receipts)
          .extracting(receipt -> header(receipt, SluglineHeaders.FORMAT))
          .hasSize(4)
          .containsOnly("json");
    }
  }

  @Test
  void shouldNotContinueAfterWhatKafkaItselfThrows() throws Exception {
    IllegalStateException ofTheProducer = new IllegalStateException("closed");
    ofTheProducer.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("org.apache.kafka.clients.producer.KafkaProducer", "send", "", 1)
        });
    for (RuntimeException thrown : List.of(new KafkaException("a send failed"), ofTheProducer)) {
      try (TopologyTestDriver driver = failing(thrown)) {
        assertThatThrownBy(
                () -> feed(driver, "b1", json("b1", "A vote", VOTE, "2026-01-01T10:00:00Z")))
            .hasRootCause(thrown);
        assertThat(read(driver, TOPICS.deadLetter())).isEmpty();
      }
    }
  }

  @Test
  void shouldShowNothingOfWhatIsEmbargoed() throws Exception {
    try (TopologyTestDriver driver = failing(new IllegalStateException("not met"))) {
      driver
          .createInputTopic(
              "slugline-articles-by-id-repartition", new StringSerializer(), new StringSerializer())
          .pipeInput(
              "a1",
              "{\"item\":{\"article\":{\"id\":\"a1\",\"embargoedUntil\":\"2999-01-01T00:00:00Z\","
                  + "\"title\":\"Secret\"},\"items\":\"Secret\"}}");

      TestRecord<byte[], byte[]> letter = read(driver, TOPICS.deadLetter()).get(0);
      assertThat(letter.value()).isEmpty();
      assertThat(header(letter, SluglineHeaders.REASON))
          .contains("embargoed")
          .doesNotContain("Secret");
    }
  }

  @Test
  void shouldMakeADeadLetterOfGarbageOnTheRepartition() throws Exception {
    try (TopologyTestDriver driver = failing(new IllegalStateException("not met"))) {
      String topic = "slugline-articles-by-id-repartition";
      driver
          .createInputTopic(topic, new StringSerializer(), new StringSerializer())
          .pipeInput("a1", "no item");
      feed(driver, "a1", json("a1", "Ministers agree", BODY, "2026-01-01T10:00:00Z"));

      TestRecord<byte[], byte[]> letter = read(driver, TOPICS.deadLetter()).get(0);
      assertThat(letter.value()).isEqualTo("no item".getBytes(StandardCharsets.UTF_8));
      assertThat(header(letter, SluglineHeaders.ERROR)).isEqualTo("processor");
      assertThat(header(letter, SluglineHeaders.STAGE)).isEqualTo("ingest");
      assertThat(header(letter, SluglineHeaders.TOPIC)).isEqualTo(topic);
      assertThat(read(driver, TOPICS.receipts()))
          .extracting(r -> r.value().outcome())
          .containsExactly("article");
    }
  }

  @Test
  void shouldMakeADeadLetterOfGarbageOnTheWayToTagAgain() throws Exception {
    try (TopologyTestDriver driver = failing(new IllegalStateException("not met"))) {
      var retag =
          driver.createInputTopic(
              TOPICS.retag().name(), new StringSerializer(), new StringSerializer());
      List<String> garbage = List.of("no article", "{}", "null", "{\"id\":\"a\"}");
      garbage.forEach(value -> retag.pipeInput("a1", value));
      feed(driver, "a1", json("a1", "Ministers agree", BODY, "2026-01-01T10:00:00Z"));

      List<TestRecord<byte[], byte[]>> letters = read(driver, TOPICS.deadLetter());
      assertThat(letters)
          .extracting(r -> new String(r.value(), StandardCharsets.UTF_8))
          .isEqualTo(garbage);
      assertThat(letters)
          .allSatisfy(
              letter -> {
                assertThat(header(letter, SluglineHeaders.ERROR)).isEqualTo("malformed");
                assertThat(header(letter, SluglineHeaders.STAGE)).isEqualTo("enrich");
                assertThat(header(letter, SluglineHeaders.TOPIC)).isEqualTo("news.retag");
              });
      assertThat(read(driver, OUT.enriched())).hasSize(1);
    }
  }

  @Test
  void shouldMakeADeadLetterOfWhatASourceCannotRead() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            "articles",
            Consumed.with(Serdes.String(), JsonSerde.of(Article.class)).withName("read-it"))
        .to("out", Produced.with(Serdes.String(), JsonSerde.of(Article.class)));
    // the driver drops under exactly once what is sent before a task's first record; WhatBitesIT
    // shows the same on a broker
    Properties atLeastOnce = ChainTest.config(dir);
    atLeastOnce.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), atLeastOnce)) {
      var articles =
          driver.createInputTopic("articles", new StringSerializer(), new StringSerializer());
      articles.pipeInput("a1", "no JSON");
      articles.pipeInput("a2", "{}");

      TestRecord<byte[], byte[]> letter = read(driver, TOPICS.deadLetter()).get(0);
      assertThat(letter.value()).isEqualTo("no JSON".getBytes(StandardCharsets.UTF_8));
      assertThat(letter.key()).isEqualTo("a1".getBytes(StandardCharsets.UTF_8));
      assertThat(header(letter, SluglineHeaders.ERROR)).isEqualTo("processor");
      assertThat(header(letter, SluglineHeaders.TOPIC)).isEqualTo("articles");
      assertThat(header(letter, SluglineHeaders.OFFSET)).isEqualTo("0");
    }
  }

  /** The topology, in which publish throws when it comes to the tag of elections. */
  private TopologyTestDriver failing(RuntimeException thrown) throws Exception {
    LoadedCatalogue rules = TestRules.two();
    return new TopologyTestDriver(
        SluglineTopology.build(
            StreamSettings.of(TOPICS, 2, Limits.DEFAULT, Duration.ofDays(30)),
            CurrentCatalogue.fixed(rules),
            "test",
            topic -> {
              if (topic.endsWith(".elections")) {
                throw thrown;
              }
              return true;
            }),
        ChainTest.config(dir));
  }

  private static void feed(TopologyTestDriver driver, String key, String value) {
    driver
        .createInputTopic(TOPICS.raw().name(), new StringSerializer(), new StringSerializer())
        .pipeInput(key, value);
  }

  private static <K, V> List<TestRecord<K, V>> read(TopologyTestDriver driver, Topic<K, V> topic) {
    return driver
        .createOutputTopic(topic.name(), topic.key().deserializer(), topic.value().deserializer())
        .readRecordsToList();
  }

  private static String header(TestRecord<?, ?> record, String name) {
    return Objects.requireNonNullElse(SluglineHeaders.get(record.headers(), name), "");
  }
}
