package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

  private void awaitTombstones(int after) {
    await().atMost(WITHIN).until(() -> onTag("sanctions").size() > after);
  }

  private void awaitOnlyOn(String tag, String other) {
    await()
        .atMost(WITHIN)
        .untilAsserted(
            () -> {
              assertThat(standing(other)).isEmpty();
              assertThat(standing(tag)).hasSize(ARTICLES);
            });
  }
}
