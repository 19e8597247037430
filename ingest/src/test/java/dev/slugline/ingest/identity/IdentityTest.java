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
  void shouldCallASmallEditMinorUnlessItTouchesANumberOrAName() {
    assertThat(kindOfEdit("talks went on", "talks continued")).isEqualTo("minor");
    assertThat(kindOfEdit("talks, went", "talks went")).isEqualTo("minor");
    assertThat(kindOfEdit("cost 15 million", "cost 18 million")).isEqualTo("update");
    assertThat(kindOfEdit("cost 1.5 million", "cost 15 million")).isEqualTo("update");
    assertThat(kindOfEdit("rose 5%", "rose $5")).isEqualTo("update");
    assertThat(kindOfEdit("took three days", "took four days")).isEqualTo("update");
    assertThat(kindOfEdit("said Morgan of", "said Mason of")).isEqualTo("update");
    assertThat(kindOfEdit("it. Morgan said", "it. Mason said")).isEqualTo("update");
    assertThat(kindOfEdit("it. The talks", "it. These talks")).isEqualTo("minor");
    assertThat(kindOfEdit("Lund beat Oslo", "Oslo beat Lund")).isEqualTo("update");
    assertThat(kindOfEdit("in \u4e2d\u56fd", "in \u7f8e\u56fd")).isEqualTo("update");
  }

  private String kindOfEdit(String before, String after) {
    known = null;
    String rest = " and the harbour was quiet again".repeat(60);
    take(text("On that day " + before + rest, NINE).build());
    Decision edit = take(text("On that day " + after + rest, TEN).build());
    return kind(edit);
  }

  @Test
  void shouldCallALargerEditAnUpdate() {
    take(text("one word of very few changed here", NINE).build());

    assertThat(kind(take(text("one word of very few differs here", TEN).build())))
        .isEqualTo("update");
  }

  @Test
  void shouldCallACorrectionWhatSaysSoOnceAndWhatItsSourceSignals() {
    String note = "Correction: an earlier version gave the wrong day.";
    take(text("a", NINE).build());
    assertThat(kind(take(text("b", TEN).edNote(note).build()))).isEqualTo("correction");
    assertThat(kind(take(text("c", TEN.plusSeconds(1)).edNote(note).build())))
        .as("the note of before still stands there")
        .isEqualTo("update");
    Article signalled = text("d", TEN.plusSeconds(2)).build();
    Decision decision = Identity.decide(known, new Arrival(signalled, true, true), NOW);
    assertThat(kind(decision)).isEqualTo("correction");
  }

  @Test
  void shouldCallANoteAloneACorrection() {
    take(text("a", NINE).build());

    Decision noted = take(text("a", TEN).edNote("Corrects the byline.").build());

    assertThat(noted.outcome()).isEqualTo("revision");
    assertThat(kind(noted)).isEqualTo("correction");
  }

  private static String kind(Decision decision) {
    Article article = Objects.requireNonNull(decision.article());
    return Objects.requireNonNull(article.change()).kind();
  }

  @Test
  void shouldKeepWhyAndByWhomUntilItReturns() {
    take(text("a", NINE).build());
    Retraction told = new Retraction("withheld", "wrong name", "the desk", TEN);
    Article kill = new ArticleBuilder().id("x").receivedAt(TEN).retraction(told).build();

    assertThat(take(kill).next().withdrawal()).isEqualTo(told);
    assertThat(take(text("b", TEN).build()).next().withdrawal()).isNull();
  }

  @Test
  void shouldRaiseWithheldToCanceled() {
    take(text("a", NINE).build());
    take(retraction("withheld"));

    assertThat(take(retraction("withheld")).outcome()).isEqualTo("repeat");
    assertThat(take(retraction("canceled")).outcome()).isEqualTo("retraction");
    assertThat(take(text("b", TEN).build()).outcome()).isEqualTo("withdrawn");
  }

  @Test
  void shouldNotWithholdAgainByAnOldKillWhatHasReturned() {
    Retraction told = new Retraction("withheld", null, null, TEN);
    Article kill =
        new ArticleBuilder().id("x").receivedAt(TEN).sourceVersion(2L).retraction(told).build();
    take(text("a", null).sourceVersion(1L).build());
    take(kill);
    assertThat(take(text("b", null).sourceVersion(3L).build()).outcome()).isEqualTo("revision");

    assertThat(take(kill).outcome()).isEqualTo("stale");
    assertThat(take(retraction("withheld")).outcome())
        .as("one without a version is of now")
        .isEqualTo("retraction");
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
