package dev.slugline.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slugline.enrich.EnrichedArticle.Span;
import dev.slugline.enrich.EnrichedArticle.Tag;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.ingest.RawParser;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The article that this began with, through parser and tagger. */
class SeedTest {
  private static final Path SEED = Path.of("../../shared/seed/nato-summit.txt");
  private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");

  @Test
  void shouldComeOutRight() throws Exception {
    assumeTrue(Files.exists(SEED), "no seed beside the project");
    RawRecord raw = RawRecord.of(Files.readAllBytes(SEED), NOW);
    Article article =
        ((ParsedItem.Ready) new RawParser(Limits.DEFAULT).parse(raw).get(0)).article();
    LoadedCatalogue shipped = CatalogueLoader.shipped();

    EnrichedArticle enriched = new Tagger(() -> shipped, "test").tag(article, NOW);

    String body = Objects.requireNonNull(enriched.article().body());
    assertThat(enriched.article().title()).startsWith("Is US turning its focus back to Russia?");
    assertThat(body).doesNotContain("ALSO READ").endsWith("press conference.");
    assertThat(enriched.tags())
        .extracting(Tag::id)
        .contains("defence-spending", "sanctions", "military-alliances", "diplomacy")
        .doesNotContain("sport", "natural-disaster");
    for (Tag tag : enriched.tags()) {
      assertThat(tag.evidence()).as(tag.id()).isNotEmpty();
      for (Span span : tag.evidence()) {
        String field =
            span.field().equals("title")
                ? Objects.requireNonNull(enriched.article().title())
                : body;
        assertThat(field.substring(span.start(), span.end())).isEqualTo(span.text());
      }
    }
  }
}
