package dev.slugline.app.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.prose.Sentence;
import dev.slugline.app.syndication.Feed.Category;
import dev.slugline.app.syndication.Feed.Entry;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.EnrichedArticle.Tag;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Language;
import dev.slugline.ingest.article.ArticleJson;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a list says of an article: as much as the terms of its source allow. */
final class ArticleEntries {
  private static final Sentence NO_SENTENCE = new Sentence("", List.of(), List.of());

  private final SluglineConfig config;

  ArticleEntries(SluglineConfig config) {
    this.config = config;
  }

  /**
   * For a feed.
   *
   * @param tag whose list it is
   * @param base what URLs begin with
   */
  Entry entry(EnrichedArticle enriched, String tag, String base) {
    Article article = enriched.article();
    Sentence sentence = sentence(enriched, tag);
    List<Integer> marks = new ArrayList<>();
    sentence.marks().forEach(it -> marks.addAll(List.of(it.start(), it.end())));
    String record = record(article, base);
    return new Entry(
        article.id(),
        article.title(),
        webUrl(article.url()),
        record,
        record + "/explain",
        article.summary(),
        sentence.text(),
        marks,
        body(article),
        article.publishedAt(),
        article.receivedAt(),
        article.authors(),
        article.source() == null ? null : article.source().name(),
        languageTag(article.language()),
        enriched.tags().stream().map(it -> new Category(it.id(), it.label())).toList());
  }

  /** For a program. */
  ObjectNode json(EnrichedArticle enriched, String tag, String base) {
    Article article = enriched.article();
    ObjectNode json = ArticleJson.mapper().createObjectNode();
    json.put("id", article.id()).put("revision", article.revision());
    put(json, "title", article.title());
    put(json, "summary", article.summary());
    put(json, "url", article.url());
    put(json, "source", article.source());
    put(json, "authors", article.authors());
    put(json, "publishedAt", article.publishedAt());
    put(json, "updatedAt", article.updatedAt());
    put(json, "receivedAt", article.receivedAt());
    put(json, "language", article.language());
    ArrayNode tags = json.putArray("tags");
    for (Tag it : enriched.tags()) {
      tags.addObject().put("id", it.id()).put("label", it.label()).put("relevance", it.relevance());
    }
    put(json, "untagged", enriched.untagged());
    Sentence sentence = sentence(enriched, tag);
    if (!sentence.text().isEmpty()) {
      json.set("sentence", ArticleJson.mapper().valueToTree(sentence));
    }
    put(json, "body", body(article));
    String record = record(article, base);
    return json.put("article", record).put("explain", record + "/explain");
  }

  private static void put(ObjectNode json, String name, @Nullable Object value) {
    if (value != null) {
      json.set(name, ArticleJson.mapper().valueToTree(value));
    }
  }

  private static Sentence sentence(EnrichedArticle enriched, String tag) {
    return enriched.tags().stream()
        .filter(it -> it.id().equals(tag))
        .findFirst()
        .map(it -> Sentence.of(enriched, it))
        .orElse(NO_SENTENCE);
  }

  private @Nullable String body(Article article) {
    return config.allowsFullText(article.source()) ? article.body() : null;
  }

  private static String record(Article article, String base) {
    return base + "/v1/articles/" + PublicAddress.encoded(article.id());
  }

  /** What a reader can open; null: it is not on the web. */
  private static @Nullable String webUrl(@Nullable String url) {
    if (url == null || !(url.startsWith("http://") || url.startsWith("https://"))) {
      return null;
    }
    try {
      return new URI(url).toASCIIString();
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** A source may have called its language whatever. */
  private static @Nullable String languageTag(@Nullable Language language) {
    return language != null && language.code().matches("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
        ? language.code()
        : null;
  }
}
