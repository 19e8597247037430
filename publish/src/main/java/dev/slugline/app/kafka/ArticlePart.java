package dev.slugline.app.kafka;

import dev.slugline.ingest.article.Article.Retraction;
import dev.slugline.ingest.article.Article.Source;
import dev.slugline.ingest.article.ArticleJson;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is read of an article where articles are looked for: a part of its record, no text. */
record ArticlePart(
    @Nullable String id,
    @Nullable String url,
    @Nullable Source source,
    @Nullable String title,
    @Nullable Instant receivedAt,
    @Nullable Retraction retraction) {

  /** That of a record's value, enriched or not; null: it is no article of ours. */
  static @Nullable ArticlePart read(byte @Nullable [] json) {
    try {
      ArticlePart read = ArticleJson.mapper().readValue(json, ArticlePart.class);
      return read == null || read.id == null ? null : read;
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  /** Whether it came since then; null: whenever. */
  boolean isSince(@Nullable Instant since) {
    return since == null || receivedAt == null || !receivedAt.isBefore(since);
  }

  /**
   * Whether it has this URL.
   *
   * @param url as {@code CanonicalUrl} gives it
   */
  static Predicate<ArticlePart> withUrl(String url) {
    return part -> url.equals(part.url);
  }

  /**
   * Whether it is of this source.
   *
   * @param name of the source, or its domain, in whatever case
   */
  static Predicate<ArticlePart> ofSource(String name) {
    return part ->
        part.source != null
            && (name.equalsIgnoreCase(part.source.name())
                || name.equalsIgnoreCase(part.source.domain()));
  }
}
