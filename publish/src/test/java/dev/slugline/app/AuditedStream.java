package dev.slugline.app;

import static dev.slugline.app.ChainScenario.json;
import static dev.slugline.app.ChainScenario.retraction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.cli.Ran;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.ingest.stream.JsonSerde;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A stream to which everything happened that an audit has to find in order. */
final class AuditedStream {
  static final String PREFIX = "audited";
  private static final Duration WITHIN = Duration.ofSeconds(90);
  private static final String PLAIN =
      "The council of the town met on Monday evening and spoke about the new library, number %s.";
  private static final String VOTE =
      "The ballot was held on Sunday in every town of the country, officials said, number %s.";
  private static final String TRADE =
      "The trade in wheat grew again last year, the ministry of the country said, number %s.";
  private static final String PORT =
      "The harbour pilots went back to work on Tuesday after a long dispute, number %s.";
  private static final String SANCTIONS =
      "Ministers agreed on economic sanctions against the exporter on Tuesday evening, number %s.";
  private static final String DAY = "2026-01-01T10:00:00Z";

  private final Broker broker;
  private final Path dir;
  private final BrokerStream stream;
  private final List<ProducerRecord<byte[], byte[]>> raws = new ArrayList<>();
  private int fed;

  private AuditedStream(Broker broker, Path dir) throws Exception {
    this.broker = broker;
    this.dir = dir;
    this.stream =
        BrokerStream.prepare(
            broker,
            dir,
            PREFIX,
            CatalogueLoader.fromTexts(
                Map.of(
                    "sanctions.yaml", rule("sanctions", "economic sanctions"),
                    "elections.yaml", rule("elections", "ballot"),
                    "ports.yaml", rule("ports", "harbour pilots"),
                    "trade.yaml", rule("trade", "wheat") + "publish: stream\n")));
  }

  /** A stream that runs, after all of it. */
  static BrokerStream play(Broker broker, Path dir) throws Exception {
    AuditedStream audited = new AuditedStream(broker, dir);
    audited.start();
    audited.stream.feed("warm", json("warm", "A town", PLAIN.formatted("warm"), DAY));
    audited.fed++;
    audited.stream.receipts(audited.fed); // what is held next is then worked within its embargo
    audited.feedEmbargoed();
    audited.feedArticles();
    audited.feedWithdrawals();
    audited.feedRefused();
    try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      for (ProducerRecord<byte[], byte[]> raw : audited.raws) {
        producer.send(raw).get();
      }
    }
    audited.awaitWorked(1); // one of publish
    audited.changeRules();
    audited.retag();
    audited.stream.feed("z1", json("z1", "The last", SANCTIONS.formatted("z1"), DAY));
    audited.stream.receipts(audited.fed + 4);
    return audited.stream;
  }

  private static String rule(String id, String phrase) {
    return TestRules.rule(id, "\"" + phrase + "\"")
        + "examples: {match: [\"Of %s they spoke.\"]}\n".formatted(phrase);
  }

  private void start() throws Exception {
    String ports = stream.out().tag("ports").name();
    try (Admin admin = broker.admin()) {
      admin.deleteTopics(List.of(ports)).all().get();
    }
    await().until(() -> !stream.runner().sees(ports));
    stream.run();
  }

  /**
   * Waits until all that was fed has its receipt, and so many more of later stages; h1 may or may
   * not be released by then.
   */
  private void awaitWorked(int more) {
    await()
        .atMost(WITHIN)
        .until(
            () ->
                stream.committed(stream.topics().receipts()).stream()
                        .filter(it -> !it.value().outcome().equals("released"))
                        .count()
                    == fed + more);
  }

  private void feed(String key, String value) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    raws.add(new ProducerRecord<>(stream.topics().raw().name(), name, bytes));
    fed++;
  }

  private void feedArticles() {
    for (int i = 1; i <= 6; i++) {
      feed("n" + i, json("n" + i, "A town", PLAIN.formatted(i), DAY));
      feed("s" + i, json("s" + i, "Ministers", SANCTIONS.formatted(i), DAY));
      feed("e" + i, json("e" + i, "A vote", VOTE.formatted(i), DAY));
    }
    feed("both", json("both", "A vote", VOTE.formatted(7) + SANCTIONS.formatted(7), DAY));
    feed("t1", json("t1", "Wheat", TRADE.formatted(1), DAY));
    feed("p1", json("p1", "A port", PORT.formatted(1), DAY));
    feed("a1", json("a1", "Ministers", SANCTIONS.formatted("a"), DAY));
    feed("a1", json("a1", "Ministers", SANCTIONS.formatted("a"), DAY));
    feed("a1", json("a1", "Ministers", PLAIN.formatted("a"), "2026-01-01T12:00:00Z"));
    feed("a1", json("a1", "Ministers", SANCTIONS.formatted("old"), "2026-01-01T08:00:00Z"));
    feed("a1", json("a1", "Ministers", SANCTIONS.formatted("b"), "2026-01-01T14:00:00Z"));
    feed("list", "[" + item("l1") + "," + item("l2") + "," + item("l1") + "]");
    fed += 2;
  }

  private static String item(String id) {
    return json(id, "A town", PLAIN.formatted(id), DAY);
  }

  private void feedWithdrawals() {
    for (int i = 1; i <= 3; i++) {
      feed("r" + i, json("r" + i, "Ministers", SANCTIONS.formatted("r" + i), DAY));
      feed("r" + i, retraction("r" + i));
      feed("r" + i, json("r" + i, "Ministers", SANCTIONS.formatted("late" + i), DAY));
    }
    feed("w1", json("w1", "Ministers", SANCTIONS.formatted("w1"), DAY));
    feed("w1", retraction("w1").replace("canceled", "withheld"));
    String back = "2026-01-02T10:00:00Z";
    feed("w1", json("w1", "Ministers", SANCTIONS.formatted("w1, back"), back));
  }

  private void feedRefused() {
    feed("m1", "{\"title\": \"cut off");
    feed("m2", "{\"title\": \"cut off too");
    feed("empty", " \n");
  }

  private void feedEmbargoed() {
    feed("h1", embargoed("h1", Instant.now().plusSeconds(12)));
    feed("h2", embargoed("h2", Instant.now().plusSeconds(900_000)));
    feed("h2", embargoed("h2", Instant.now().plusSeconds(1_000_000)).replace("Kept", "Well kept"));
    feed("h3", "{\"embargoed\":\"2099-01-01T00:00:00Z\",\"title\": \"cut off and kept in");
  }

  private static String embargoed(String id, Instant until) {
    return "{\"id\":\"%s\",\"source\":\"wire\",\"language\":\"en\",\"embargoed\":\"%s\",\"title\":\"Kept in\",\"body\":\"%s\"}"
        .formatted(id, until, SANCTIONS.formatted(id));
  }

  /** Elections goes, sanctions changes. */
  private void changeRules() throws Exception {
    Path folder = Files.createDirectory(dir.resolve("rules"));
    String changed = rule("sanctions", "economic sanctions").replace("weight: 10", "weight: 12");
    Files.writeString(folder.resolve("sanctions.yaml"), changed);
    Files.writeString(folder.resolve("trade.yaml"), rule("trade", "wheat") + "publish: stream\n");
    assertThat(command("rules", "apply", "--rules", folder.toString()).code()).isZero();
    await()
        .atMost(WITHIN)
        .until(
            () ->
                stream.committed(stream.out().tag("elections")).stream()
                        .filter(it -> it.value() == null)
                        .count()
                    == 7);
  }

  /** All of it again, and one that asks for a catalogue that never comes. */
  private void retag() throws Exception {
    Ran ran = command("retag", "--since", "1d", "--execute");
    assertThat(ran.code()).as(ran.err()).isZero();
    Receipt n6 =
        stream.committed(stream.topics().receipts()).stream()
            .map(it -> it.value())
            .filter(it -> "n6".equals(it.key()))
            .findFirst()
            .orElseThrow();
    byte[] article =
        stream.committed(stream.topics().articles()).stream()
            .filter(it -> it.key().equals(n6.articleId()))
            .map(it -> JsonSerde.bytes(it.value()))
            .findFirst()
            .orElseThrow();
    byte[] key = Objects.requireNonNull(n6.articleId()).getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> never =
        new ProducerRecord<>(stream.topics().retag().name(), key, article);
    SluglineHeaders.put(never.headers(), SluglineHeaders.SEQUENCE, "999999");
    stream.send(never);
    stream.receipts(fed + 3); // and one of enrich, and one of the release
  }

  private Ran command(String... args) {
    return command(broker, PREFIX, args);
  }

  /** A command on the stream of a prefix. */
  static Ran command(Broker broker, String prefix, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(
        List.of(
            "-b",
            broker.bootstrapServers(),
            "--set",
            "prefix=" + prefix,
            "--set",
            "application.id=" + prefix + "-app"));
    return Ran.command(all.toArray(String[]::new));
  }
}
