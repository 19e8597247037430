package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.retag.RemovedRules;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.Topic;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of the articles of a rule that is deleted while two instances run. */
@Timeout(600)
class RemovedRulesIT extends LiveRules {
  private static final int ARTICLES = 400;

  @Test
  void shouldTakeThemOffTheTopicAlsoWhereAnInstanceStopsInTheMiddle() throws Exception {
    start();
    start();
    fed(0, ARTICLES);

    applyWhole(TRADE);

    // whichever of the two does the work: each stops while it goes on
    awaitTombstones(ARTICLES);
    instances.remove(1).close();
    start();
    instances.remove(0).close();
    awaitOnlyOn("trade", "sanctions");
    List<ConsumerRecord<String, EnrichedArticle>> all = onTag("sanctions");
    assertThat(all).hasSize(2 * ARTICLES); // each went once
    assertThat(all.subList(ARTICLES, 2 * ARTICLES))
        .allSatisfy(
            it ->
                assertThat(BrokerStream.header(it, SluglineHeaders.CAUSE))
                    .isEqualTo("rule-removed"));
    assertThat(refused()).isEmpty();
  }

  @Test
  void shouldTakeThemOffAgainWhereTheRuleWasBackMeanwhile() throws Exception {
    start();
    fed(0, ARTICLES);

    // back before all of them are gone: some never lose the tag, some get it back
    applyWhole(TRADE);
    awaitTombstones(ARTICLES);
    assertThat(rules("rollback").code()).isZero();
    awaitOnlyOn("sanctions", "trade");
    applyWhole(TRADE);

    awaitOnlyOn("trade", "sanctions");
    // the same catalogue twice, and yet no two records of one name
    assertThat(onTag("sanctions"))
        .extracting(it -> BrokerStream.header(it, "ce_id"))
        .doesNotHaveDuplicates();
    assertThat(refused()).isEmpty();
  }

  /** The first thing that an instance does may be to take an article off such a topic. */
  @Test
  void shouldKnowTheTopicFromTheStartOfAnInstance() throws Exception {
    start();
    fed(0, 1);
    stream().runner().close();
    applyUnseen(TRADE);
    stream().feed("a0", ChainScenario.retraction("a0"));

    BrokerStream next = BrokerStream.prepare(broker, dir, prefix);
    instances.add(next);
    assertThat(next.runner().sees(stream().out().tag("sanctions").name())).isTrue();
    next.run();

    await().atMost(WITHIN).until(() -> standing("sanctions").isEmpty());
  }

  private void awaitTombstones(int after) {
    await().atMost(WITHIN).until(() -> onTag("sanctions").size() > after);
  }

  private void awaitOnlyOn(String tag, String other) throws Exception {
    try {
      await()
          .atMost(WITHIN)
          .untilAsserted(
              () -> {
                assertThat(standing(other)).isEmpty();
                assertThat(standing(tag)).hasSize(ARTICLES);
              });
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(account(), e);
    }
  }

  /** How far each part has come, for it can be any of them that does not go on. */
  private String account() throws Exception {
    StringBuilder said = new StringBuilder("how far it has come:");
    try (Admin admin = broker.admin()) {
      for (String group : List.of(prefix + "-app", RemovedRules.group(prefix + "-app"))) {
        said.append("\n").append(group).append(": ");
        said.append(admin.describeConsumerGroups(List.of(group)).all().get());
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get()
            .forEach((at, offset) -> said.append("\n  ").append(at).append(" ").append(offset));
      }
    }
    said.append("\nsent to be tagged again: ").append(count(stream().topics().retag()));
    said.append("\nenriched: ").append(count(stream().out().enriched()));
    refused()
        .forEach(
            letter ->
                said.append("\nrefused: ")
                    .append(BrokerStream.header(letter, SluglineHeaders.REASON)));
    return said.toString();
  }

  private int count(Topic<?, ?> topic) {
    return stream().committed(topic).size();
  }
}
