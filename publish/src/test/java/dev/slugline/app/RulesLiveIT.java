package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.cli.Ran;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.catalogue.CurrentCatalogue.Live;
import dev.slugline.enrich.catalogue.RuleLog;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rules that are changed while two instances run. */
@Timeout(180)
class RulesLiveIT {
  private static final Duration LIVE_WITHIN = Duration.ofSeconds(2);
  private static final String TEXT =
      "Ministers agreed on economic sanctions against the exporter on Tuesday evening, after weeks"
          + " of talks in the capital about the trade in forbidden goods, number %d.";
  private static final String TRADE =
      TestRules.rule("trade", "\"forbidden goods\"")
          + "examples: {match: [\"The trade in forbidden goods goes on.\"]}\n";

  private final List<BrokerStream> instances = new ArrayList<>();
  private Path dir = Path.of("");
  private Broker broker = Broker.NONE;
  private BrokerStream stream;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    dir = folder;
    broker = Broker.inProcess(dir.resolve("broker"));
    for (String name : List.of("one", "two")) {
      instances.add(BrokerStream.start(broker, dir, "live", "state.dir=" + dir.resolve(name)));
    }
    stream = instances.get(0);
  }

  @AfterEach
  void stop() {
    instances.forEach(BrokerStream::close);
    broker.close();
  }

  @Test
  void shouldTagByAppliedRulesInEveryInstanceWithinTwoSeconds() throws Exception {
    feed(0, 10);
    assertThat(stream.records(stream.out().tag("sanctions"), 10)).isNotEmpty();

    Ran applied = rules("apply", "--rules", write("trade.yaml", TRADE));
    long at = System.nanoTime();
    long sequence = log().read().current().orElseThrow().sequence();
    for (BrokerStream instance : instances) {
      Duration left = LIVE_WITHIN.minusNanos(System.nanoTime() - at);
      assertThat(instance.runner().catalogue().await(sequence, left)).isTrue();
    }
    feed(10, 20);

    assertThat(applied.code()).isZero();
    List<ConsumerRecord<String, EnrichedArticle>> tagged =
        stream.records(stream.out().tag("trade"), 10);
    assertThat(tagged)
        .allSatisfy(it -> assertThat(it.value().catalogue().hash()).isEqualTo(hash()));
    assertThat(stream.committed(stream.topics().deadLetter())).isEmpty();
    // both instances did some of it
    Set<Integer> partitions = new HashSet<>();
    stream.committed(stream.out().enriched()).forEach(it -> partitions.add(it.partition()));
    assertThat(partitions).hasSize(2);
  }

  @Test
  void shouldTakeTheArticlesOfADeletedRuleOffItsTopicAtOnce() throws Exception {
    feed(0, 10);
    assertThat(stream.records(stream.out().tag("sanctions"), 10)).isNotEmpty();
    Path folder = Files.createDirectory(dir.resolve("whole"));
    Files.writeString(folder.resolve("trade.yaml"), TRADE);

    assertThat(rules("apply", "--rules", folder.toString()).code()).isZero();

    List<ConsumerRecord<String, EnrichedArticle>> all =
        stream.records(stream.out().tag("sanctions"), 20);
    assertThat(all.subList(10, 20))
        .allSatisfy(
            it -> {
              assertThat(it.value()).isNull();
              assertThat(BrokerStream.header(it, SluglineHeaders.CAUSE)).isEqualTo("rule-removed");
              assertThat(BrokerStream.header(it, SluglineHeaders.UNTAGGED)).isEqualTo("sanctions");
            });
    // what the catalogue of now makes of them stands where it belongs
    assertThat(stream.records(stream.out().tag("trade"), 10))
        .allSatisfy(
            it ->
                assertThat(BrokerStream.header(it, SluglineHeaders.CAUSE))
                    .isEqualTo("rule-removed"));
    assertThat(stream.committed(stream.out().enriched())).hasSize(20);

    // and back: trade is removed now, and its articles get the tag that they had
    assertThat(rules("rollback").code()).isZero();
    assertThat(stream.records(stream.out().tag("trade"), 20).subList(10, 20))
        .allSatisfy(it -> assertThat(it.value()).isNull());
    assertThat(stream.records(stream.out().tag("sanctions"), 30).subList(20, 30))
        .allSatisfy(it -> assertThat(it.value()).isNotNull());
    assertThat(stream.committed(stream.topics().deadLetter())).isEmpty();
  }

  @Test
  void shouldKeepTheRunningCatalogueWhereTheNextCannotBeMade() throws Exception {
    Live before = stream.runner().catalogue().now();
    stream.send(
        new ProducerRecord<>(
            "live.rules",
            0,
            "@manifest".getBytes(StandardCharsets.UTF_8),
            ("{\"kind\":\"manifest\",\"hash\":\"feedfeedfeedfeed\",\"rules\":{\"gone\":\"0123456789ab\"},"
                    + "\"by\":\"test\",\"at\":\"2026-01-01T00:00:00Z\"}")
                .getBytes(StandardCharsets.UTF_8)));

    await()
        .atMost(LIVE_WITHIN)
        .untilAsserted(
            () ->
                assertThat(stream.runner().catalogue().problem().orElse(""))
                    .contains("rule 'gone' 0123456789ab is not there"));
    assertThat(stream.runner().catalogue().now()).isEqualTo(before);
    feed(0, 1);
    assertThat(stream.records(stream.out().tag("sanctions"), 1)).hasSize(1);

    // a whole catalogue mends it
    Path folder = Files.createDirectory(dir.resolve("mended"));
    Files.writeString(folder.resolve("trade.yaml"), TRADE);
    assertThat(rules("apply", "--rules", folder.toString()).code()).isZero();
    awaitLive(log().read().current().orElseThrow().sequence());
    assertThat(stream.runner().catalogue().problem()).isEmpty();
  }

  @Test
  void shouldTellTheHistoryAndGoBackInIt() throws Exception {
    rules("apply", "--by", "anna", "--rules", write("trade.yaml", TRADE));
    String with = hash();
    rules(
        "apply",
        "--by",
        "ben",
        "--rules",
        write("trade.yaml", TRADE.replace("weight: 10", "weight: 12")));

    Ran back = rules("rollback", "--by", "anna");

    assertThat(back.code()).isZero();
    assertThat(back.out())
        .contains("trade  changed")
        .contains("back to the catalogue of sequence ")
        .contains("3 rules, catalogue " + with + ", sequence ");
    assertThat(hash()).isEqualTo(with);
    Ran history = rules("history");
    assertThat(history.code()).isZero();
    assertThat(history.out().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("sequence  at").endsWith("rules  changes"),
            line ->
                assertThat(line)
                    .contains("slugline run test")
                    .endsWith("2      +elections +sanctions"),
            line ->
                assertThat(line).contains("anna").contains(with + " ").endsWith("3      +trade"),
            line -> assertThat(line).contains("ben").endsWith("3      ~trade"),
            line ->
                assertThat(line).contains("anna").contains(with + " *").endsWith("3      ~trade"),
            line -> assertThat(line).isEqualTo("* holds now"));
    assertThat(rules("history", "--json").out().lines().toList())
        .hasSize(4)
        .last()
        .satisfies(line -> assertThat(line).contains("\"current\":true", "\"rule\":\"trade\""));
    // by its place in the log, and by its name
    assertThat(rules("rollback", "--to", "2").out()).contains("trade  deleted");
    assertThat(rules("rollback", "--to", with.substring(0, 6)).out()).contains("trade  new");
    assertThat(rules("rollback", "--to", with).out()).contains("nothing was written");
    Ran unknown = rules("rollback", "--to", "99999");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).contains("the log has no catalogue '99999'");
    assertThat(log().read().applied()).hasSize(6);
  }

  private void awaitLive(long sequence) throws InterruptedException {
    for (BrokerStream instance : instances) {
      assertThat(instance.runner().catalogue().await(sequence, LIVE_WITHIN)).isTrue();
    }
  }

  private void feed(int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      stream.feed(
          "a" + i,
          ChainScenario.json(
              "a" + i, "Ministers agree", TEXT.formatted(i), "2026-01-01T10:00:00Z"));
    }
  }

  private String hash() throws Exception {
    return log().read().current().orElseThrow().manifest().hash();
  }

  private RuleLog log() {
    return new RuleLog(stream.config().clients(), "live");
  }

  private Ran rules(String... args) {
    List<String> all = new ArrayList<>(List.of("rules"));
    all.addAll(List.of(args));
    all.addAll(List.of("-b", broker.bootstrapServers(), "--set", "prefix=live"));
    return Ran.command(all.toArray(String[]::new));
  }

  private String write(String name, String yaml) throws Exception {
    return Files.writeString(dir.resolve(name), yaml).toString();
  }
}
