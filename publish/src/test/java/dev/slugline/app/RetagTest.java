package dev.slugline.app;

import static dev.slugline.app.ChainScenario.BODY;
import static dev.slugline.app.ChainScenario.OUT;
import static dev.slugline.app.ChainScenario.TOPICS;
import static dev.slugline.app.ChainScenario.json;
import static dev.slugline.app.ChainScenario.retraction;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.enrich.catalogue.CurrentCatalogue;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** What becomes of a stored article that is tagged again by another catalogue. */
class RetagTest extends StoredArticles {
  @Test
  void shouldPublishOnlyWhatTheNewCatalogueMakesDifferent() {
    rules.swap(SANCTIONS);
    Article article = fed("a1");
    rules.swap(SANCTIONS, TRADE);

    retag(article, "retag", 20);

    assertThat(read(OUT.enriched())).containsExactly("retag sanctions,trade -");
    assertThat(read(OUT.tag("trade"))).containsExactly("retag sanctions,trade -");
    assertThat(read(OUT.tag("sanctions"))).isEmpty();
  }

  @Test
  void shouldPublishNothingTwice() {
    rules.swap(SANCTIONS);
    Article article = fed("a1");

    retag(article, "retag", 10);
    rules.swap(SANCTIONS, TestRules.rule("other", "volcano"));
    retag(article, "retag", 20);

    assertNothingIsOut();
  }

  @Test
  void shouldSendToTheTagTopicWhoseRuleChanged() {
    rules.swap(SANCTIONS, TRADE);
    Article article = fed("a1");
    rules.swap(SANCTIONS, TestRules.rule("trade", "forbidden"));

    retag(article, "retag", 20);

    assertThat(read(OUT.tag("trade"))).containsExactly("retag sanctions,trade -");
    assertThat(read(OUT.tag("sanctions"))).isEmpty();
    assertThat(read(OUT.enriched())).hasSize(1);
  }

  @Test
  void shouldTakeAnArticleOffTheTopicOfARemovedRule() {
    rules.swap(SANCTIONS, TRADE);
    Article article = fed("a1");
    rules.swap(SANCTIONS);

    retag(article, "rule-removed", 20);

    assertThat(read(OUT.tag("trade"))).containsExactly("gone rule-removed sanctions trade");
    assertThat(read(OUT.enriched())).containsExactly("rule-removed sanctions trade");
    assertThat(read(OUT.tag("sanctions"))).isEmpty();
  }

  @Test
  void shouldMoveAnArticleWithoutATagLeft() {
    rules.swap(TRADE);
    Article article = fed("a1");
    rules.swap(SANCTIONS.replace("economic sanctions", "volcano"));

    retag(article, "rule-removed", 20);

    assertThat(read(OUT.tag("trade"))).containsExactly("gone rule-removed  trade");
    assertThat(read(OUT.tag("none"))).containsExactly("rule-removed  trade");
    read(OUT.enriched());

    rules.swap(TRADE);
    retag(article, "retag", 30);

    assertThat(read(OUT.enriched())).containsExactly("retag trade none");
    assertThat(read(OUT.tag("trade"))).containsExactly("retag trade none");
    assertThat(read(OUT.tag("none"))).containsExactly("gone retag trade none");
  }

  @Test
  void shouldTakeAnArticleOffTheTopicOfARuleThatHasNoneAnyMore() {
    rules.swap(TRADE);
    Article article = fed("a1");
    rules.swap(TRADE + "publish: stream\n");

    retag(article, "rule-removed", 20);

    assertThat(read(OUT.tag("trade"))).containsExactly("gone rule-removed trade -");
    assertThat(read(TOPICS.deadLetter())).isEmpty();
  }

  @Test
  void shouldNotTagAnOlderRevisionThanIsPublished() {
    rules.swap(SANCTIONS);
    Article first = fed("a1");
    feed(
        "a1", json("a1", "Ministers agree", BODY.replace("weeks", "days"), "2026-01-01T11:00:00Z"));
    flush();
    rules.swap(SANCTIONS, TRADE);

    retag(first, "retag", 20);

    assertNothingIsOut();
  }

  @Test
  void shouldNotTagWhatIsWithdrawn() {
    rules.swap(SANCTIONS);
    Article article = fed("a1");
    feed("a1", retraction("a1"));
    flush();
    rules.swap(SANCTIONS, TRADE);

    retag(article, "retag", 20);

    assertNothingIsOut();
  }

  @Test
  void shouldNotGoBackToAnOlderCatalogue() {
    rules.swap(SANCTIONS, TRADE);
    Article article = fed("a1");
    CurrentCatalogue.Live newer = rules.live;
    rules.live = new CurrentCatalogue.Live(SwappedCatalogue.load(SANCTIONS), 5);

    retag(article, "retag", 5); // on an instance that has not swapped yet

    assertNothingIsOut();
    rules.live = newer;
  }

  @Test
  void shouldNotGoBackToACatalogueOlderThanTheOneThatChangedNothing() {
    rules.swap(SANCTIONS);
    Article article = fed("a1");
    rules.swap(SANCTIONS, TestRules.rule("other", "volcano"));
    retag(article, "retag", 20);
    rules.live = new CurrentCatalogue.Live(SwappedCatalogue.load(SANCTIONS, TRADE), 15);

    retag(article, "retag", 15);

    assertNothingIsOut();
  }

  @Test
  void shouldKeepAsADeadLetterWhatNeedsACatalogueThatDoesNotCome() {
    rules.swap(SANCTIONS);
    Article article = fed("a1");

    retag(article, "retag", 99);

    List<TestRecord<byte[], byte[]>> letters = records(TOPICS.deadLetter());
    assertThat(letters).hasSize(1);
    assertThat(header(letters.get(0), SluglineHeaders.ERROR)).isEqualTo("catalogue");
    assertThat(header(letters.get(0), SluglineHeaders.CAUSE)).isEqualTo("retag");
    assertThat(header(letters.get(0), SluglineHeaders.REASON)).contains("99").contains("10");
    assertThat(letters.get(0).value()).contains(article.id().getBytes(StandardCharsets.UTF_8));
    assertThat(read(OUT.enriched())).isEmpty();
  }

  @Test
  void shouldPutAnArticleOnATopicThatWasMissingAndOnNoOtherAgain() {
    rules.swap(SANCTIONS, TRADE);
    missing.add(OUT.tag("trade").name());
    Article article = fed("a1");

    retag(article, "retag", 10);
    assertThat(records(TOPICS.deadLetter())).hasSize(1); // as often as it is tried
    assertThat(read(OUT.enriched())).isEmpty();
    missing.clear();
    retag(article, "retag", 10);

    assertThat(read(OUT.tag("trade"))).containsExactly("retag sanctions,trade -");
    assertThat(read(OUT.tag("sanctions"))).isEmpty();
    assertThat(read(OUT.enriched())).isEmpty();
  }
}
