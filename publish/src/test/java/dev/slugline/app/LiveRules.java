package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.cli.Ran;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.catalogue.RuleLog;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker for tests of rules that change while streams run; each test has a prefix of its own, and
 * instances that share its work.
 */
abstract class LiveRules {
  static final Duration LIVE_WITHIN = Duration.ofSeconds(2);

  /** Hundreds of articles, on a machine that has other things to do. */
  static final Duration WITHIN = Duration.ofMinutes(3);

  static final String TRADE =
      TestRules.rule("trade", "\"forbidden goods\"")
          + "examples: {match: [\"The trade in forbidden goods goes on.\"]}\n";

  /** Of sanctions and of trade, by the rules of that name. */
  private static final String TEXT =
      "Ministers agreed on economic sanctions against the exporter on Tuesday evening, after weeks"
          + " of talks in the capital about the trade in forbidden goods, number %d.";

  static Broker broker = Broker.NONE;

  final List<BrokerStream> instances = new ArrayList<>();
  Path dir = Path.of("");
  String prefix = "";

  @BeforeAll
  static void startBroker(@TempDir Path folder) throws Exception {
    broker = Broker.inProcess(folder);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void own(@TempDir Path folder, TestInfo test) {
    dir = folder;
    prefix = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
  }

  @AfterEach
  void stop() {
    instances.forEach(BrokerStream::close);
  }

  /** An instance beside those that run. */
  BrokerStream start() throws Exception {
    BrokerStream stream =
        BrokerStream.start(
            broker, dir, prefix, "state.dir=" + dir.resolve("state-" + instances.size()));
    instances.add(stream);
    return stream;
  }

  /** The first instance. */
  BrokerStream stream() {
    return instances.get(0);
  }

  /** Feeds articles {@code a<from>} to before {@code a<to>}. */
  void feed(int from, int to) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      for (int i = from; i < to; i++) {
        var unused = producer.send(raw("a" + i, TEXT.formatted(i), 10));
      }
      producer.flush();
    }
  }

  /** Feeds, and waits until all is tagged. */
  void fed(int from, int to) throws Exception {
    Topic<String, EnrichedArticle> enriched = stream().out().enriched();
    int should = stream().committed(enriched).size() + to - from;
    feed(from, to);
    await().atMost(WITHIN).until(() -> stream().committed(enriched).size() == should);
  }

  /** An article of the wire as a raw record. */
  ProducerRecord<byte[], byte[]> raw(String id, String text, int hour) {
    String json =
        ChainScenario.json(id, "Ministers agree", text, "2026-01-01T%d:00:00Z".formatted(hour));
    return new ProducerRecord<>(
        prefix + ".raw",
        id.getBytes(StandardCharsets.UTF_8),
        json.getBytes(StandardCharsets.UTF_8));
  }

  Ran rules(String... args) {
    List<String> all = new ArrayList<>(List.of("rules"));
    all.addAll(List.of(args));
    return command(all);
  }

  Ran command(List<String> args) {
    List<String> all = new ArrayList<>(args);
    all.addAll(List.of("-b", broker.bootstrapServers(), "--set", "prefix=" + prefix));
    all.addAll(List.of("--set", "application.id=" + prefix + "-app"));
    return Ran.command(all.toArray(String[]::new));
  }

  /** Applies a folder of these rules, a whole catalogue, and waits until all instances have it. */
  void applyWhole(String... yaml) throws Exception {
    applyUnseen(yaml);
    awaitLive();
  }

  /** The same, where no instance may run. */
  void applyUnseen(String... yaml) throws Exception {
    Path folder = Files.createTempDirectory(dir, "whole");
    for (int i = 0; i < yaml.length; i++) {
      Files.writeString(folder.resolve(i + ".yaml"), yaml[i]);
    }
    Ran applied = rules("apply", "--rules", folder.toString());
    assertThat(applied.code()).as(applied.err()).isZero();
  }

  /** Waits until all instances have the catalogue that was applied last. */
  void awaitLive() throws Exception {
    long sequence = log().read().current().orElseThrow().sequence();
    for (BrokerStream instance : instances) {
      assertThat(instance.runner().catalogue().await(sequence, WITHIN)).isTrue();
    }
  }

  RuleLog log() {
    return new RuleLog(stream().config().clients(), prefix);
  }

  String write(String name, String yaml) throws Exception {
    return Files.writeString(dir.resolve(name), yaml).toString();
  }

  List<ConsumerRecord<String, EnrichedArticle>> onTag(String tag) {
    return stream().committed(stream().out().tag(tag));
  }

  /** What a stage after ingest refused; ingest itself has a time for each raw record. */
  List<ConsumerRecord<byte[], byte[]>> refused() {
    return stream().committed(stream().topics().deadLetter()).stream()
        .filter(it -> !BrokerStream.header(it, SluglineHeaders.STAGE).equals("ingest"))
        .toList();
  }

  /** The keys whose last record is no tombstone. */
  Set<String> standing(String tag) {
    return new TreeSet<>(table(stream().out().tag(tag)).keySet());
  }

  /** The last record of each key, tombstones left out. */
  Map<String, EnrichedArticle> table(Topic<String, EnrichedArticle> topic) {
    Map<String, EnrichedArticle> table = new LinkedHashMap<>();
    for (ConsumerRecord<String, EnrichedArticle> record : stream().committed(topic)) {
      if (record.value() == null) {
        table.remove(record.key());
      } else {
        table.put(record.key(), record.value());
      }
    }
    return table;
  }
}
