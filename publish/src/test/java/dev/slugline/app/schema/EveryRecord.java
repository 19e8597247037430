package dev.slugline.app.schema;

import static dev.slugline.app.schema.RawInputs.NEWS;
import static dev.slugline.app.schema.RawInputs.NOTHING;
import static dev.slugline.app.schema.RawInputs.json;

import dev.slugline.app.SluglineTopology;
import dev.slugline.app.StreamRunner;
import dev.slugline.enrich.catalogue.CurrentCatalogue;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.StreamSettings;
import dev.slugline.ingest.stream.Topics;
import dev.slugline.publish.PublishTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * Every kind of record that the stream can write, made by the topology that main runs out of every
 * kind of input: each format, change, outcome, cause, fault and reason.
 */
final class EveryRecord implements AutoCloseable {
  static final Topics TOPICS = new Topics("news");
  static final PublishTopics OUT = new PublishTopics("news");
  static final List<String> TAGS = List.of("sanctions", "elections", "floods", "failing", "none");

  private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  /** As a consumer sees it; topic: without a prefix of a driver's. */
  record Sample(String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    String header(String name) {
      String value = SluglineHeaders.get(headers, name);
      return value == null ? "" : value;
    }
  }

  private final List<Sample> samples = new ArrayList<>();
  private final Path folder;
  private volatile CurrentCatalogue.Live live;
  private TopologyTestDriver driver;

  private EveryRecord(Path folder) throws Exception {
    this.folder = folder;
    this.live = new CurrentCatalogue.Live(SampleRules.rules("\"economic sanctions\"", true), 1);
    this.driver = driver(Limits.DEFAULT, "usual");
  }

  /** All of them, in the order of each topic. */
  static List<Sample> make(Path folder) throws Exception {
    try (EveryRecord all = new EveryRecord(folder)) {
      all.formats();
      all.changes();
      all.retractions();
      all.embargo();
      all.texts();
      all.faults();
      all.again();
      all.collect();
      all.outOfBounds();
      all.samples.addAll(SampleRules.log(START));
      return all.samples;
    }
  }

  private TopologyTestDriver driver(Limits limits, String name) {
    CurrentCatalogue current =
        new CurrentCatalogue() {
          @Override
          public Live now() {
            return live;
          }

          @Override
          public boolean await(long sequence, Duration atMost) {
            return sequence <= live.sequence();
          }
        };
    return new TopologyTestDriver(
        SluglineTopology.build(
            StreamSettings.of(TOPICS, 2, limits, Duration.ofDays(30)),
            current,
            "0.1.0",
            topic -> {
              if (topic.equals(OUT.tag("failing").name())) {
                throw new IllegalStateException("a fault of ours");
              }
              return !topic.equals(OUT.tag("floods").name());
            }),
        StreamRunner.config(
            "slugline",
            TOPICS.prefix(),
            Map.of("bootstrap.servers", "none:9092"),
            folder.resolve(name).toString(),
            1,
            20,
            "lz4",
            1 << 20),
        START);
  }

  private void formats() {
    RawInputs.ofEachFormat().forEach(it -> feed(it.key(), it.value()));
  }

  private void changes() {
    Headers traced = new RecordHeaders();
    traced.add(SluglineHeaders.TRACEPARENT, TRACE.getBytes(StandardCharsets.UTF_8));
    feed("c1", json("c1", "Ministers agree", NEWS, "2026-01-01T10:00:00Z"), traced);
    feed("c1", json("c1", "Ministers agree", NEWS, "2026-01-01T10:00:00Z"));
    feed("c1", json("c1", "Nothing agreed", NOTHING, "2026-01-01T11:00:00Z"));
    feed("c1", json("c1", "Ministers", "An older text.", "2026-01-01T09:00:00Z"));
    feed(
        "c1",
        json(
            "c1",
            "Ministers agree",
            NEWS + "\\n\\nCorrection: An earlier version of this article gave the wrong day.",
            "2026-01-01T12:00:00Z"));
    feed(
        "c1",
        json("c1", "Ministers agree", NEWS, "2026-01-01T13:00:00Z")
            .replace("{", "{\"copyright\":\"(c) Wire\","));
    Headers old = new RecordHeaders();
    SluglineHeaders.put(old, SluglineHeaders.CAUSE, "backfill");
    feed("o1", json("o1", "Old news", NEWS, "2025-01-01"), old);
  }

  private void retractions() {
    feed("w1", json("w1", "Ministers meet", NEWS, "2026-01-01T10:00:00Z"));
    feed("w1", "{\"id\":\"w1\",\"source\":\"wire\",\"version\":2,\"pubstatus\":\"withheld\"}");
    feed("w1", json("w1", "Ministers meet", NEWS, "2026-01-03T10:00:00Z", 3));
    feed("w2", json("w2", "Ministers dine", NEWS, "2026-01-01T10:00:00Z"));
    Headers kill = new RecordHeaders();
    SluglineHeaders.put(kill, SluglineHeaders.ACTION, "retract");
    SluglineHeaders.put(kill, SluglineHeaders.ARTICLE_ID, lastId());
    feed("w2", "{\"reason\":\"an invention\",\"by\":\"the desk\"}", kill);
    feed("w2", json("w2", "Ministers dine again", NEWS, "2026-01-02T10:00:00Z"));
  }

  private String lastId() {
    collect();
    return samples.stream()
        .filter(it -> it.topic().equals(TOPICS.articles().name()))
        .reduce((first, second) -> second)
        .map(it -> text(it.key()))
        .orElseThrow();
  }

  private void embargo() {
    feed(
        "e1",
        json("e1", "Later", NEWS, "2026-01-01T10:00:00Z")
            .replace("{", "{\"embargoed\":\"2026-01-05T09:00:00Z\","));
    driver.advanceWallClockTime(Duration.ofHours(2));
  }

  /** What has no tag and why, and all lines that are no text. */
  private void texts() throws Exception {
    feed("x1", "{\"id\":\"x1\",\"source\":\"wire\",\"title\":\"Too short\"}");
    feed(
        "x2",
        """
        {"id":"x2","source":{"name":"Wire","domain":"wire.example"},"language":"de","title":"Wetter",
        "publishedAt":"2026-01-01T10:00Z","body":"Am Montag wird es in den meisten Orten an der Küste
         wieder trocken und etwas milder als zuletzt."}
        """
            .replace("\n ", " "));
    StringBuilder body = new StringBuilder("Politics\\n\\n" + NEWS);
    Set<String> seen = new java.util.HashSet<>();
    for (String row :
        Files.readAllLines(Path.of("../ingest/src/test/resources/cleaning/removed.tsv"))) {
      String[] cells = row.split("\t", -1);
      if (!cells[0].equals("why") && !cells[1].contains("\"") && seen.add(cells[0])) {
        body.append("\\n\\n").append(cells[1]).append("\\n\\n").append(NOTHING);
      }
    }
    feed("x3", json("x3", "Lines", body.toString(), "2026-01-01T10:00:00Z"));
  }

  private void faults() {
    feed("f1", "{\"title\": \"cut off");
    feed("f2", " \n");
    feed("f6", "[".repeat(Limits.DEFAULT.jsonDepth() + 10));
    feed("f3", json("f3", "A flood", NOTHING + " The flood rose.", "2026-01-01T10:00:00Z"));
    feed("f4", json("f4", "Unlucky", NOTHING + " An unlucky day.", "2026-01-01T10:00:00Z"));
    pipe(TOPICS.retag().name(), "f5", "no article", new RecordHeaders());
    Headers later = new RecordHeaders();
    SluglineHeaders.put(later, SluglineHeaders.SEQUENCE, "99");
    pipe(TOPICS.retag().name(), lastId(), lastArticle(), later);
  }

  private String lastArticle() {
    return samples.stream()
        .filter(it -> it.topic().equals(TOPICS.articles().name()))
        .reduce((first, second) -> second)
        .map(it -> text(it.value()))
        .orElseThrow();
  }

  /** Stored articles, after the rules changed and after one of them went. */
  private void again() throws Exception {
    feed("a1", json("a1", "A ballot", NEWS + " The ballot is near.", "2026-01-01T10:00:00Z"));
    String id = lastId();
    String article = lastArticle();
    live =
        new CurrentCatalogue.Live(SampleRules.rules("\"economic sanctions\" OR embargo", true), 2);
    Headers retag = new RecordHeaders();
    SluglineHeaders.put(retag, SluglineHeaders.CAUSE, "retag");
    SluglineHeaders.put(retag, SluglineHeaders.SEQUENCE, "2");
    pipe(TOPICS.retag().name(), id, article, retag);
    live =
        new CurrentCatalogue.Live(SampleRules.rules("\"economic sanctions\" OR embargo", false), 3);
    Headers removed = new RecordHeaders();
    SluglineHeaders.put(removed, SluglineHeaders.CAUSE, "rule-removed");
    SluglineHeaders.put(removed, SluglineHeaders.SEQUENCE, "3");
    pipe(TOPICS.retag().name(), id, article, removed);
  }

  private void outOfBounds() {
    Limits usual = Limits.DEFAULT;
    Limits slow =
        new Limits(
            usual.rawMaxBytes(),
            3,
            usual.xmlDepth(),
            usual.jsonDepth(),
            usual.jsonNumberLength(),
            usual.unpackedMaxBytes(),
            usual.unpackedMaxRatio(),
            usual.pageBudget(),
            Duration.ofNanos(1));
    driver.close();
    driver = driver(slow, "slow");
    feed(
        "b1",
        "<rss version=\"2.0\"><channel><title>Wire</title><item><title>A</title></item>"
            + "<item><title>B</title></item></channel></rss>");
    collect();
  }

  private void feed(String key, String value) {
    feed(key, value, new RecordHeaders());
  }

  private void feed(String key, String value, Headers headers) {
    pipe(TOPICS.raw().name(), key, value, headers);
  }

  private void pipe(String topic, String key, String value, Headers headers) {
    driver
        .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(
            new TestRecord<>(
                key.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8),
                headers,
                START));
  }

  /** The driver gives each record once. */
  private void collect() {
    List<String> topics = new ArrayList<>();
    TOPICS.all().stream()
        .map(it -> it.name())
        .filter(it -> !it.equals(TOPICS.raw().name()) && !it.equals(TOPICS.retag().name()))
        .forEach(topics::add);
    topics.add(OUT.enriched().name());
    topics.addAll(TAGS.stream().map(tag -> OUT.tag(tag).name()).collect(Collectors.toList()));
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    for (String topic : topics) {
      driver
          .createOutputTopic(topic, bytes, bytes)
          .readRecordsToList()
          .forEach(it -> samples.add(new Sample(topic, it.key(), it.value(), it.headers())));
    }
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    driver.close();
  }
}
