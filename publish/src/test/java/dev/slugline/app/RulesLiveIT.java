package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.cli.Ran;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.CurrentCatalogue.Live;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rules that are changed while two instances run. */
@Timeout(600)
class RulesLiveIT extends LiveRules {
  @BeforeEach
  void startTwo() throws Exception {
    start();
    start();
  }

  @Test
  void shouldTagByAppliedRulesInEveryInstanceWithinTwoSeconds() throws Exception {
    feed(0, 10);
    assertThat(stream().records(stream().out().tag("sanctions"), 10)).isNotEmpty();

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
        stream().records(stream().out().tag("trade"), 10);
    assertThat(tagged)
        .allSatisfy(it -> assertThat(it.value().catalogue().hash()).isEqualTo(hash()));
    assertThat(refused()).isEmpty();
    // both instances did some of it
    Set<Integer> partitions = new HashSet<>();
    stream().committed(stream().out().enriched()).forEach(it -> partitions.add(it.partition()));
    assertThat(partitions).hasSize(2);
  }

  @Test
  void shouldTakeTheArticlesOfADeletedRuleOffItsTopicAtOnce() throws Exception {
    feed(0, 10);
    assertThat(stream().records(stream().out().tag("sanctions"), 10)).isNotEmpty();
    Path folder = Files.createDirectory(dir.resolve("whole"));
    Files.writeString(folder.resolve("trade.yaml"), TRADE);

    assertThat(rules("apply", "--rules", folder.toString()).code()).isZero();

    List<ConsumerRecord<String, EnrichedArticle>> all =
        stream().records(stream().out().tag("sanctions"), 20);
    assertThat(all.subList(10, 20))
        .allSatisfy(
            it -> {
              assertThat(it.value()).isNull();
              assertThat(BrokerStream.header(it, SluglineHeaders.CAUSE)).isEqualTo("rule-removed");
              assertThat(BrokerStream.header(it, SluglineHeaders.UNTAGGED)).isEqualTo("sanctions");
            });
    // what the catalogue of now makes of them stands where it belongs
    assertThat(stream().records(stream().out().tag("trade"), 10))
        .allSatisfy(
            it ->
                assertThat(BrokerStream.header(it, SluglineHeaders.CAUSE))
                    .isEqualTo("rule-removed"));
    assertThat(stream().committed(stream().out().enriched())).hasSize(20);

    // and back: trade is removed now, and its articles get the tag that they had
    assertThat(rules("rollback").code()).isZero();
    assertThat(stream().records(stream().out().tag("trade"), 20).subList(10, 20))
        .allSatisfy(it -> assertThat(it.value()).isNull());
    assertThat(stream().records(stream().out().tag("sanctions"), 30).subList(20, 30))
        .allSatisfy(it -> assertThat(it.value()).isNotNull());
    assertThat(refused()).isEmpty();
  }

  @Test
  void shouldKeepTheRunningCatalogueWhereTheNextCannotBeMade() throws Exception {
    Live before = stream().runner().catalogue().now();
    stream()
        .send(
            new ProducerRecord<>(
                prefix + ".rules",
                0,
                "@manifest".getBytes(StandardCharsets.UTF_8),
                ("{\"kind\":\"manifest\",\"hash\":\"feedfeedfeedfeed\",\"rules\":{\"gone\":\"0123456789ab\"},"
                        + "\"by\":\"test\",\"at\":\"2026-01-01T00:00:00Z\"}")
                    .getBytes(StandardCharsets.UTF_8)));

    await()
        .atMost(LIVE_WITHIN)
        .untilAsserted(
            () ->
                assertThat(stream().runner().catalogue().problem().orElse(""))
                    .contains("rule 'gone' 0123456789ab is not there"));
    assertThat(stream().runner().catalogue().now()).isEqualTo(before);
    // and nobody waits for what will not come
    long sequence = log().read().current().orElseThrow().sequence();
    long began = System.nanoTime();
    assertThat(stream().runner().catalogue().await(sequence, Duration.ofMinutes(1))).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
    feed(0, 1);
    assertThat(stream().records(stream().out().tag("sanctions"), 1)).hasSize(1);

    // a whole catalogue mends it
    Path folder = Files.createDirectory(dir.resolve("mended"));
    Files.writeString(folder.resolve("trade.yaml"), TRADE);
    assertThat(rules("apply", "--rules", folder.toString()).code()).isZero();
    awaitLive();
    assertThat(stream().runner().catalogue().problem()).isEmpty();
  }

  /** Its sequences begin anew, so that none of the new catalogues would ever be later. */
  @Test
  void shouldTellOfARuleLogThatWasDeleted() throws Exception {
    applyWhole(TRADE);
    applyWhole(TRADE, TestRules.rule("other", "volcano") + "examples: {match: [A volcano.]}\n");
    broker.delete(prefix + ".rules");

    applyUnseen(TRADE);

    await()
        .atMost(LIVE_WITHIN)
        .untilAsserted(
            () ->
                assertThat(stream().runner().catalogue().problem().orElse(""))
                    .contains("the rule log was deleted and begins anew"));
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

  @Test
  void shouldTagEachArticleByOneCatalogueWholeWhileTheyChange() throws Exception {
    String sanctions = TestRules.rule("sanctions", "\"economic sanctions\"");
    List<LoadedCatalogue> catalogues = new ArrayList<>();
    int fed = 0;
    for (int i = 0; i < 4; i++) {
      // what has a topic in one has none in the other, and each has a rule of its own
      boolean even = i % 2 == 0;
      Path folder = Files.createDirectory(dir.resolve("next-" + i));
      Files.writeString(
          folder.resolve("s.yaml"), sanctions + "publish: " + (even ? "stream" : "topic") + "\n");
      Files.writeString(
          folder.resolve("t.yaml"), TRADE + "publish: " + (even ? "topic" : "stream") + "\n");
      Files.writeString(
          folder.resolve("o.yaml"), TestRules.rule(even ? "talks" : "ministers", "agreed"));
      catalogues.add(CatalogueLoader.fromPath(folder));
      feed(fed, fed + 50); // some of them before it holds, some after
      fed += 50;
      assertThat(rules("apply", "--rules", folder.toString()).code()).isZero();
    }
    awaitLive();
    feed(fed, fed + 10);
    int all = fed + 10;
    await()
        .atMost(WITHIN)
        .untilAsserted(() -> assertThat(asNew(stream().out().enriched())).hasSize(all));

    catalogues.add(TestRules.two());
    Map<String, Set<String>> topics = new HashMap<>();
    for (String tag : List.of("sanctions", "trade", "talks", "ministers")) {
      topics.put(tag, new HashSet<>());
      asNew(stream().out().tag(tag))
          .forEach(it -> topics.get(tag).add(BrokerStream.header(it, "ce_id")));
    }
    for (ConsumerRecord<String, EnrichedArticle> it : asNew(stream().out().enriched())) {
      LoadedCatalogue by =
          catalogues.stream()
              .filter(known -> known.hash().equals(it.value().catalogue().hash()))
              .findFirst()
              .orElseThrow();
      assertThat(it.value().tags())
          .extracting(EnrichedArticle.Tag::id)
          .containsExactlyInAnyOrderElementsOf(
              by.documents().stream()
                  .map(document -> document.rule().id())
                  .filter(id -> !id.equals("elections"))
                  .toList());
      String id = BrokerStream.header(it, "ce_id");
      topics.forEach(
          (tag, ids) -> assertThat(ids.contains(id)).as(tag).isEqualTo(by.hasTopic(tag)));
    }
    assertThat(refused()).isEmpty();
  }

  /** The records of articles that were not there before. */
  private List<ConsumerRecord<String, EnrichedArticle>> asNew(
      Topic<String, EnrichedArticle> topic) {
    return stream().committed(topic).stream()
        .filter(it -> BrokerStream.header(it, SluglineHeaders.CAUSE).equals("new"))
        .toList();
  }

  private String hash() throws Exception {
    return log().read().current().orElseThrow().manifest().hash();
  }
}
