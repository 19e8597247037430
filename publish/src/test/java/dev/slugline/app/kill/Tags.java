package dev.slugline.app.kill;

import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.Tagger;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.ingest.article.Article.Keyword;
import dev.slugline.ingest.article.Article.Language;
import dev.slugline.ingest.article.Article.Source;
import dev.slugline.ingest.article.ArticleBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Which tags a text has: the rule engine asked directly, which knows neither Kafka nor ids. */
final class Tags {
  private final LoadedCatalogue rules = CatalogueLoader.shipped();
  private final Tagger tagger = new Tagger(() -> rules, "test");

  /**
   * What the engine says.
   *
   * @param why there are none; empty: there are
   */
  record Answer(List<String> ids, String why) {}

  String catalogue() {
    return rules.hash();
  }

  List<String> all() {
    return rules.catalogue().rules().stream().map(rule -> rule.id()).toList();
  }

  Answer of(Item.Text text) {
    EnrichedArticle enriched =
        tagger.tag(
            new ArticleBuilder()
                .id("any")
                .source(new Source(text.source(), null, null))
                .title(text.title())
                .body(text.body())
                .wordCount(text.body().split("\\s+").length)
                .language(text.language() == null ? null : new Language(text.language(), 1.0))
                .keywords(
                    text.keywords().stream().map(name -> new Keyword(null, null, name)).toList())
                .receivedAt(Instant.EPOCH)
                .format("json")
                .build(),
            Instant.EPOCH);
    return new Answer(
        enriched.tags().stream().map(tag -> tag.id()).toList(),
        Objects.requireNonNullElse(enriched.untagged(), ""));
  }
}
