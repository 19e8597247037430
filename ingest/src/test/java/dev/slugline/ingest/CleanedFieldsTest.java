package dev.slugline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Removed;
import dev.slugline.ingest.clean.DateRules;
import dev.slugline.ingest.clean.DateRules.Order;
import dev.slugline.ingest.clean.DateRules.Reading;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the lines that cleaning takes out of a body go in the article. */
class CleanedFieldsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private static final String NEWS = "The harbour opened on Monday.\n\nThree ferries sailed.";

  private static Draft draft(String body) {
    Draft draft = new Draft("text", new byte[0]);
    draft.set(Field.TITLE, "The harbour opens");
    draft.set(Field.BODY, body);
    return draft;
  }

  private static Article article(Draft draft, DateRules rules) {
    RawRecord raw = RawRecord.of(new byte[0], NOW);
    ParsedItem item = new ArticleMaker(raw, true, List.of(), rules).make(draft);
    assertThat(item).isInstanceOf(ParsedItem.Ready.class);
    return ((ParsedItem.Ready) item).article();
  }

  private static Article article(Draft draft) {
    return article(draft, DateRules.NONE);
  }

  @Test
  void shouldTakeTheDatesOfTheTextWhereThereAreNoOthers() {
    Article article =
        article(draft("Published 2 March 2025\n\nUpdated 3 March 2025, 10:15 GMT\n\n" + NEWS));

    assertThat(article.body()).isEqualTo(NEWS);
    assertThat(article.publishedAt()).isEqualTo("2025-03-02T00:00:00Z");
    assertThat(article.publishedPrecision()).isEqualTo("day");
    assertThat(article.publishedRaw()).isEqualTo("2 March 2025");
    assertThat(article.updatedAt()).isEqualTo("2025-03-03T10:15:00Z");
    assertThat(article.warnings()).doesNotContain("no-date");
  }

  @Test
  void shouldPreferTheDatesThatTheSourceGives() {
    Draft draft = draft("Published 2 March 2025\n\nUpdated 3 March 2025\n\n" + NEWS);
    draft.set(Field.PUBLISHED, "2025-03-01T08:00:00Z");
    draft.set(Field.UPDATED, "2025-03-01T09:00:00Z");

    Article article = article(draft);

    assertThat(article.publishedAt()).isEqualTo("2025-03-01T08:00:00Z");
    assertThat(article.updatedAt()).isEqualTo("2025-03-01T09:00:00Z");
    assertThat(article.removed()).hasSize(2);
  }

  @Test
  void shouldReadTheDatesOfTheTextByTheSourcesRules() {
    Draft draft = draft("Aktualisiert: 03.04.2025, 10:15\n\n" + NEWS);
    draft.set(Field.SOURCE_DOMAIN, "hafen.example");
    Reading reading = new Reading(ZoneId.of("Europe/Berlin"), Order.DMY);

    Article article = article(draft, new DateRules(Reading.NONE, Map.of("hafen.example", reading)));

    assertThat(article.updatedAt()).isEqualTo("2025-04-03T08:15:00Z");
  }

  @Test
  void shouldTakeNoDateOfALineWithoutOne() {
    Article article = article(draft("Updated 2 hours ago\n\n" + NEWS));

    assertThat(article.body()).isEqualTo(NEWS);
    assertThat(article.updatedAt()).isNull();
    assertThat(article.removed()).containsExactly(new Removed("Updated 2 hours ago", "date line"));
  }

  @Test
  void shouldPreferTheCreditThatTheSourceGives() {
    Draft draft = draft(NEWS + "\n\nSource: AFP");
    assertThat(article(draft).credit()).isEqualTo("AFP");
    draft.set(Field.CREDIT, "Harbour Courier");
    assertThat(article(draft).credit()).isEqualTo("Harbour Courier");
  }

  @Test
  void shouldTakeTheLabelOfTheArticlesOwnSection() {
    Draft draft = draft("Harbour Life\n\n" + NEWS);
    draft.set(Field.SECTION, "Harbour life");

    Article article = article(draft);

    assertThat(article.body()).isEqualTo(NEWS);
    assertThat(article.section()).isEqualTo("Harbour life");
    assertThat(article.removed()).containsExactly(new Removed("Harbour Life", "section label"));
  }

  @Test
  void shouldHaveTheSameHashWithAndWithoutWhatIsNoText() {
    String plain = article(draft(NEWS)).contentHash();

    assertThat(article(draft("Advertisement\n\n" + NEWS + "\n\nSource: AFP")).contentHash())
        .isEqualTo(plain);
  }
}
