package dev.slugline.app.cli;

import dev.slugline.app.cli.TailRecord.Kind;
import dev.slugline.enrich.ArticleQuery;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.EnrichedArticle.Span;
import dev.slugline.enrich.EnrichedArticle.Tag;
import dev.slugline.ingest.article.Article;
import dev.slugline.publish.PublishTopics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which records are wanted. Of a tombstone nothing is known but the tags that went: it passes
 * whatever else is asked for.
 *
 * @param tags any of them; empty: whatever the tags
 * @param leastRelevance of a tag that is asked for, or of any
 * @param source its name or its domain; null: any
 * @param language its code; null: any
 * @param query null: any text
 */
record TailFilter(
    List<String> tags,
    int leastRelevance,
    @Nullable String source,
    @Nullable String language,
    @Nullable ArticleQuery query) {

  /** The record as it is to be shown; null: it is not wanted. */
  @Nullable TailRecord of(ConsumerRecord<byte[], byte[]> record) {
    TailRecord read = TailRecord.of(record);
    EnrichedArticle enriched = read.article();
    if (enriched == null) {
      return read.problem() != null || tags.isEmpty() || hadAny(read) ? read : null;
    }
    if (!tags.isEmpty() && !hasAny(enriched)) {
      return hadAny(read) ? read.as(Kind.LOST_TAG) : null;
    }
    if (!isRelevant(enriched) || !isOfSource(enriched.article()) || !isIn(enriched.article())) {
      return null;
    }
    if (query == null) {
      return read;
    }
    Optional<List<Span>> found = query.match(enriched.article());
    return found.map(read::with).orElse(null);
  }

  private boolean hasAny(EnrichedArticle enriched) {
    return enriched.tags().isEmpty()
        ? tags.contains(PublishTopics.NONE)
        : enriched.tags().stream().anyMatch(tag -> tags.contains(tag.id()));
  }

  private boolean hadAny(TailRecord read) {
    List<String> lost = read.lost();
    // the tombstone of what had no tag names none
    return (lost.isEmpty() && read.article() == null)
        ? tags.contains(PublishTopics.NONE)
        : lost.stream().anyMatch(tags::contains);
  }

  private boolean isRelevant(EnrichedArticle enriched) {
    return leastRelevance <= 0
        || asked(enriched).stream().anyMatch(tag -> tag.relevance() >= leastRelevance);
  }

  /** The tags of an article that are asked for, the most relevant first. */
  List<Tag> asked(EnrichedArticle enriched) {
    return enriched.tags().stream()
        .filter(tag -> tags.isEmpty() || tags.contains(tag.id()))
        .toList();
  }

  private boolean isOfSource(Article article) {
    Article.Source of = article.source();
    return source == null
        || (of != null
            && (source.equalsIgnoreCase(of.name()) || source.equalsIgnoreCase(of.domain())));
  }

  private boolean isIn(Article article) {
    Article.Language of = article.language();
    return language == null || (of != null && of.code().equals(language.toLowerCase(Locale.ROOT)));
  }
}
