package dev.slugline.ingest.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Provenance;
import dev.slugline.ingest.article.Article.Retraction;
import dev.slugline.ingest.article.ArticleBuilder;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdentityTest {
  private static final Instant NINE = Instant.parse("2026-01-01T09:00:00Z");
  private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");

  private static final long NOW = TEN.toEpochMilli();

  private @Nullable Known known;

  @Test
  void shouldNumberANewArticleAndItsRevisions() {
    assertThat(take(text("one two three", TEN).build()).outcome()).isEqualTo("article");
    Decision revision = take(text("one two four five", TEN.plusSeconds(1)).build());

    assertThat(revision.outcome()).isEqualTo("revision");
    Article article = Objects.requireNonNull(revision.article());
    assertThat(article.revision()).isEqualTo(2);
    assertThat(article.change()).isEqualTo(new Article.Change("update", false, 2));
  }

  @Test
  void shouldDropARepeatAlsoOfAnEarlierRevisionWithoutADate() {
    take(text("a", null).build());
    assertThat(take(text("a", null).build()).outcome()).isEqualTo("repeat");
    assertThat(take(text("b", null).build()).outcome()).isEqualTo("revision");
    assertThat(take(text("a", null).build()).outcome()).isEqualTo("repeat");
  }

  @Test
  void shouldTakeAReturnToAnEarlierTextWhereItIsNewer() {
    take(text("a", NINE).build());
    take(text("b", TEN).build());

    assertThat(take(text("a", TEN.plusSeconds(1)).build()).outcome()).isEqualTo("revision");
  }

  @Test
  void shouldNeverLetAnOlderVersionReplaceANewerOne() {
    take(text("b", TEN).build());

    Decision late = take(text("a", NINE).build());

    assertThat(late.outcome()).isEqualTo("stale");
    assertThat(late.article()).isNull();
  }

  @Test
  void shouldOrderByTheSourcesVersionBeforeItsDates() {
    take(text("a", TEN).sourceVersion(2L).build());

    assertThat(take(text("b", TEN.plusSeconds(9)).sourceVersion(1L).build()).outcome())
        .isEqualTo("stale");
  }

  @Test
  void shouldCallAChangeOfRightsMinor() {
    take(text("a", TEN).build());

    Decision minor = take(text("a", TEN).usageTerms("no reuse").build());

    assertThat(minor.outcome()).isEqualTo("revision");
    assertThat(Objects.requireNonNull(Objects.requireNonNull(minor.article()).change()).kind())
        .isEqualTo("minor");
  }

  @Test
  void shouldHoldAKillForEverAlsoWhenItComesFirst() {
    assertThat(take(retraction("canceled")).outcome()).isEqualTo("retraction");
    assertThat(take(text("a", TEN).build()).outcome()).isEqualTo("withdrawn");
    assertThat(take(text("b", TEN.plusSeconds(9)).sourceVersion(9L).build()).outcome())
        .isEqualTo("withdrawn");
    assertThat(take(retraction("withheld")).outcome()).isEqualTo("repeat");
  }

  @Test
  void shouldLetOnlyANewerVersionOfWhatIsWithheldReturn() {
    take(text("a", TEN).build());
    assertThat(take(retraction("withheld")).outcome()).isEqualTo("retraction");

    assertThat(take(text("a", TEN).build()).outcome()).isEqualTo("withdrawn");
    Decision back = take(text("a", TEN.plusSeconds(1)).build());

    assertThat(back.outcome()).isEqualTo("revision");
    assertThat(Objects.requireNonNull(back.article()).revision()).isEqualTo(3);
    assertThat(back.next().withdrawal()).isNull();
  }

  @Test
  void shouldSayNothingOfAnItemReadAgainButTakeOneOfATopicMadeAnew() {
    Article first = text("a", TEN).provenance(new Provenance("news.raw", 0, 7, 1)).build();
    take(first);

    assertThat(take(first).outcome()).isNull();
    Article anew =
        text("b", TEN.plusSeconds(1))
            .receivedAt(TEN.plusSeconds(60))
            .provenance(new Provenance("news.raw", 0, 0, 1))
            .build();
    assertThat(take(anew).outcome()).isEqualTo("revision");
  }

  private Decision take(Article article) {
    Decision decision = Identity.decide(known, new Arrival(article, false, true), NOW);
    known = decision.next();
    return decision;
  }

  private static ArticleBuilder text(String body, @Nullable Instant updated) {
    return new ArticleBuilder()
        .id("x")
        .title("Title")
        .body(body)
        .contentHash(ContentHash.of("Title", body))
        .updatedAt(updated)
        .receivedAt(TEN);
  }

  private static Article retraction(String kind) {
    return new ArticleBuilder()
        .id("x")
        .receivedAt(TEN)
        .retraction(new Retraction(kind, null, null, TEN))
        .build();
  }
}
