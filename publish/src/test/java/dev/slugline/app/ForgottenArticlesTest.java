package dev.slugline.app;

import static dev.slugline.app.ChainScenario.BODY;
import static dev.slugline.app.ChainScenario.OUT;
import static dev.slugline.app.ChainScenario.json;
import static dev.slugline.app.ChainScenario.retraction;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.article.Article;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of articles that ingest has forgotten, and publish not yet. */
class ForgottenArticlesTest extends StoredArticles {
  private static final String LATER = "2026-03-01T10:00:00Z";

  @Test
  void shouldTakeBackWhatWasTaggedAgainSince() {
    Article article = tagged();

    feed("a1", retraction("a1"));

    assertThat(read(OUT.enriched())).containsExactly("gone retraction  sanctions,trade");
    assertThat(read(OUT.tag("trade"))).containsExactly("gone retraction  sanctions,trade");
    assertThat(read(OUT.tag("sanctions"))).containsExactly("gone retraction  sanctions,trade");
    feed("a1", json("a1", "Ministers agree", BODY, LATER));
    retag(article, "retag", 20);
    assertNothingIsOut();
  }

  @Test
  void shouldPublishWhatIsFedAnewAndTakeItOffTheTopicsOfTheTagsThatItLost() {
    tagged();
    String body = BODY.replace("economic sanctions", "nothing");

    feed("a1", json("a1", "Ministers agree", body, LATER));

    assertThat(read(OUT.enriched())).containsExactly("new trade sanctions");
    assertThat(read(OUT.tag("trade"))).containsExactly("new trade sanctions");
    assertThat(read(OUT.tag("sanctions"))).containsExactly("gone lost-tag trade sanctions");
    feed("a1", json("a1", "Ministers agree", body + " More.", "2026-03-02T10:00:00Z"));
    assertThat(read(OUT.enriched())).hasSize(1);
  }

  /** A topic keeps a record until its segment is full, up to a week longer than its retention. */
  @Test
  void shouldTakeBackForAsLongAsARecordMayStandOnATopic() {
    rules.swap(SANCTIONS);
    fed("a1");
    pass(HISTORY.plusDays(7));

    feed("a1", retraction("a1"));

    assertThat(read(OUT.tag("sanctions"))).containsExactly("gone retraction  sanctions");
  }

  @Test
  void shouldForgetWhatIsNowhereAnyMore() {
    rules.swap(SANCTIONS);
    fed("a1");
    pass(HISTORY.plusDays(9));

    feed("a1", retraction("a1"));

    assertThat(read(OUT.tag("sanctions"))).isEmpty();
  }

  /** Fed, tagged again twenty days later, and forgotten by ingest at the end of the history. */
  private Article tagged() {
    rules.swap(SANCTIONS);
    Article article = fed("a1");
    pass(Duration.ofDays(20));
    rules.swap(SANCTIONS, TRADE);
    retag(article, "retag", 20);
    flush();
    pass(HISTORY.minusDays(15));
    return article;
  }
}
