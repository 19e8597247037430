package dev.slugline.app.explain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.Tagger;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.rule.Explanation;
import dev.slugline.ingest.article.Article.Language;
import dev.slugline.ingest.article.ArticleJson;

/**
 * Why a rule tags an article or does not.
 *
 * @param tagged whether the article has the tag: too short a text has none, whatever fires
 * @param why the article has no tags at all; empty: it has, or could
 */
public record ArticleExplanation(
    EnrichedArticle enriched, Explanation explanation, boolean tagged, String why) {

  /**
   * Explains.
   *
   * @param enriched the article as this catalogue tags it
   * @param tag the id of a rule of the catalogue
   */
  public static ArticleExplanation of(
      LoadedCatalogue loaded, EnrichedArticle enriched, String tag) {
    Language language = enriched.article().language();
    String code = language == null ? "und" : language.code();
    Explanation explanation =
        loaded.catalogue().explain(tag, Tagger.text(enriched.article(), code));
    boolean tagged = enriched.tags().stream().anyMatch(it -> it.id().equals(tag));
    String why = enriched.untagged() == null ? "" : enriched.untagged();
    return new ArticleExplanation(enriched, explanation, tagged, why);
  }

  /** As a program reads it. */
  public ObjectNode json() {
    ObjectNode line = ArticleJson.mapper().createObjectNode();
    line.put("id", enriched.article().id())
        .put("tag", explanation.rule().id())
        .put("version", explanation.rule().version())
        .put("tagged", tagged)
        .put("score", explanation.score())
        .put("threshold", explanation.threshold())
        .put("relevance", tagged ? explanation.relevance() : 0);
    if (why.equals("too-short") || why.equals("language")) {
      line.put("untagged", why);
    }
    if (tagged) {
      line.set("about", ArticleJson.mapper().valueToTree(explanation.about()));
    }
    line.set("clauses", ArticleJson.mapper().valueToTree(explanation.clauses()));
    return line;
  }
}
