package dev.slugline.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.app.demo.Report.Account;
import dev.slugline.app.demo.Report.Tagged;
import dev.slugline.app.prose.Sentence;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.Tagger;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.ingest.RawParser;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.feed.Fed;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import dev.slugline.ingest.stream.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportTextTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");

  @Test
  void shouldSayThatTheAccountDoesNotAddUp() {
    Receipts receipts = new Receipts();
    for (int offset = 0; offset < 4; offset++) {
      receipts.fed(new Fed.Sent("in.jsonl", offset + 1, "news.raw", 0, offset));
    }
    receipts.take(receipt(0, 1, 1, "article"));
    receipts.take(receipt(1, 1, 2, "article")); // its second item has none
    receipts.take(receipt(2, 1, 1, "repeat"));
    receipts.take(receipt(2, 1, 1, "repeat")); // twice
    receipts.take(receipt(9, 1, 1, "article")); // nobody fed it

    assertThat(receipts.problems())
        .containsExactly(
            "in.jsonl, line 2: 1 receipts for 2 items",
            "in.jsonl, line 3: 2 receipts for 1 items",
            "in.jsonl, line 4: 0 receipts for a raw record",
            "1 raw records have receipts, and were not fed by this run");
    Account account = new Account(4, 4, receipts.outcomes(), Map.of(), 0, receipts.problems());
    Report report =
        new Report("news", List.of(), List.of(), List.of(), List.of(), List.of(), account);
    assertThat(ReportText.lines(report, 80, false))
        .contains("  IT DOES NOT ADD UP:", "    in.jsonl, line 2: 1 receipts for 2 items");
  }

  @Test
  void shouldCutLongListsAndWrapAtTheWidth() {
    List<Tagged> tagged =
        IntStream.range(0, 30)
            .mapToObj(i -> tagged("A title of some length, number " + i, "A word.", 2, 6))
            .toList();
    Account account = new Account(30, 30, Map.of("article", 30), Map.of(), 30, List.of());
    Report report = new Report("news", tagged, List.of(), List.of(), List.of(), List.of(), account);

    List<String> lines = ReportText.lines(report, 40, false);

    assertThat(lines)
        .allMatch(line -> line.length() <= 40)
        .anyMatch(l -> l.contains("and 18 more"));
    assertThat(lines).contains("    A «word».");
    assertThat(ReportText.lines(report, 40, true)).contains("    A \033[1;33mword\033[0m.");
  }

  @Test
  void shouldCutALongSentenceAroundItsWords() {
    String body =
        "Filler ".repeat(60) + "the council will impose sanctions on it " + "more ".repeat(80);
    LoadedCatalogue rules = CatalogueLoader.shipped();
    byte[] bytes = ("Sanctions\n\n" + body + ".").getBytes(StandardCharsets.UTF_8);
    ParsedItem item = new RawParser(Limits.DEFAULT).parse(RawRecord.of(bytes, NOW)).get(0);
    EnrichedArticle enriched =
        new Tagger(() -> rules, "test")
            .tag(
                ((ParsedItem.Ready) item)
                    .article().toBuilder().language(new Article.Language("en", 1)).build(),
                NOW);

    List<String> shown = new ArrayList<>();
    for (EnrichedArticle.Tag tag : enriched.tags()) {
      Sentence evidence = Sentence.of(enriched, tag);
      assertThat(evidence.text().length()).isBetween(100, 400);
      for (Sentence.Mark mark : evidence.marks()) {
        shown.add(evidence.text().substring(mark.start(), mark.end()));
      }
    }
    assertThat(shown).contains("sanctions");
  }

  private static Tagged tagged(String title, String sentence, int start, int end) {
    Sentence evidence =
        new Sentence(sentence, List.of(new Sentence.Mark(start, end)), List.of("clause"));
    return new Tagged("tag", "id", title, 50, evidence);
  }

  private static Receipt receipt(long offset, int item, int items, String outcome) {
    return new Receipt(
        "news.raw", 0, offset, null, item, items, "ingest", outcome, null, null, null, NOW);
  }
}
