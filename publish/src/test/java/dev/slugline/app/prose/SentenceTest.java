package dev.slugline.app.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.EnrichedArticle.CatalogueName;
import dev.slugline.enrich.EnrichedArticle.RuleName;
import dev.slugline.enrich.EnrichedArticle.Span;
import dev.slugline.enrich.EnrichedArticle.Tag;
import dev.slugline.ingest.RawParser;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceTest {
  private static final Article ARTICLE =
      article(
          "The ferry",
          "The ferry and the ferry of old sank. A ferry came. A ferry went. The captain of it swam."
              + " Nobody spoke.");

  @Test
  void shouldTakeTheSentenceWithMostEvidenceThenThoseWithRareWords() {
    List<Span> evidence = evidence("ferry", "captain");

    assertThat(Sentence.best(ARTICLE, evidence, 2))
        .extracting(it -> it.text().strip())
        .containsExactly("The ferry and the ferry of old sank.", "The captain of it swam.");
    assertThat(Sentence.best(ARTICLE, evidence, 1))
        .extracting(it -> it.text().strip())
        .containsExactly("The ferry and the ferry of old sank.");
  }

  @Test
  void shouldShowTheTitleFirstAndNoMoreThanThereAre() {
    List<Sentence> all = Sentence.best(ARTICLE, evidence("ferry", "captain"), 9);

    assertThat(all)
        .extracting(it -> it.text().strip())
        .containsExactly(
            "The ferry",
            "The ferry and the ferry of old sank.",
            "A ferry came.",
            "A ferry went.",
            "The captain of it swam.");
    assertThat(all.get(4).clauses()).containsExactly("captain");
    assertThat(all)
        .allSatisfy(
            it ->
                assertThat(it.marks())
                    .isNotEmpty()
                    .allSatisfy(
                        mark ->
                            assertThat(it.text().substring(mark.start(), mark.end()))
                                .isIn("ferry", "captain")));
  }

  @Test
  void shouldShowWhereALongSentenceIsCut() {
    String body = "Filler ".repeat(60) + "the ferry sank " + "more ".repeat(90) + "in the end.";

    Sentence cut = Sentence.best(article("News", body), spans("body", body, "ferry"), 1).get(0);

    assertThat(cut.text()).startsWith("…Filler").endsWith("more…");
    Sentence.Mark mark = cut.marks().get(0);
    assertThat(cut.text().substring(mark.start(), mark.end())).isEqualTo("ferry");
  }

  @Test
  void shouldNameTheClausesOfItsOwnMarksOnly() {
    List<Span> evidence = evidence("ferry", "old", "captain", "Nobody");
    Tag tag = new Tag("sea", "Sea", 50, List.of(), new RuleName("sea", "0"), evidence);
    CatalogueName catalogue = new CatalogueName("0", 1);
    Instant now = Instant.parse("2026-11-25T08:00:00Z");

    Sentence shown =
        Sentence.of(new EnrichedArticle(ARTICLE, List.of(tag), null, catalogue, now, "1"), tag);

    assertThat(shown.text().strip()).isEqualTo("The ferry and the ferry of old sank.");
    assertThat(shown.clauses()).containsExactly("ferry", "old");
  }

  @Test
  void shouldNotNameTheClausesOfWhatIsCutAway() {
    String body = "The ferry sank " + "more ".repeat(90) + "with its captain.";
    List<Span> evidence = new ArrayList<>(spans("body", body, "ferry"));
    evidence.addAll(spans("body", body, "captain"));

    Sentence cut = Sentence.best(article("News", body), evidence, 1).get(0);

    assertThat(cut.marks()).hasSize(1);
    assertThat(cut.clauses()).containsExactly("ferry");
  }

  private static List<Span> evidence(String... words) {
    List<Span> found = new ArrayList<>();
    for (String word : words) {
      found.addAll(spans("title", String.valueOf(ARTICLE.title()), word));
      found.addAll(spans("body", String.valueOf(ARTICLE.body()), word));
    }
    return found;
  }

  private static List<Span> spans(String field, String text, String word) {
    List<Span> found = new ArrayList<>();
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      found.add(new Span(field, at, at + word.length(), word, word));
    }
    return found;
  }

  private static Article article(String title, String body) {
    byte[] bytes = (title + "\n\n" + body).getBytes(StandardCharsets.UTF_8);
    RawRecord raw = RawRecord.of(bytes, Instant.parse("2026-11-25T08:00:00Z"));
    Article read = ((ParsedItem.Ready) new RawParser(Limits.DEFAULT).parse(raw).get(0)).article();
    return read.toBuilder().title(title).body(body).build();
  }
}
