package dev.slugline.app.live;

import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.EnrichedArticle.Tag;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Source;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.publish.PublishTopics;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants of {@code news.enriched}. Each condition that is given has to hold.
 *
 * @param tags any of them; {@code none}: without a tag; empty: whatever tags
 * @param query null: whatever text
 * @param minRelevance of one of the tags, or where there are none, of any tag; 0: whatever
 * @param sources names or domains, in lower case; empty: any
 * @param languages codes, in lower case; empty: any
 * @param changes kinds of revision; empty: any
 * @param causes which of {@link #ASKED_FOR} bring articles too
 * @param since milliseconds; what arrived before does not come
 */
public record Wanted(
    Set<String> tags,
    @Nullable Query query,
    int minRelevance,
    Set<String> sources,
    Set<String> languages,
    Set<String> changes,
    Set<String> causes,
    long since) {

  /** The causes of articles that are no news, and come only where they are asked for. */
  public static final Set<String> ASKED_FOR = Set.of("retag", "rule-removed", "backfill");

  /**
   * What a record is to the client; null: nothing.
   *
   * @param matching whether a query matches it
   */
  @Nullable EventType event(NewsRecord record, Predicate<Query> matching) {
    if (record.timestamp() < since) {
      return null;
    }
    if (record.isRetraction()) {
      return tags.isEmpty() || hadOneOf(record) ? EventType.RETRACTION : null;
    }
    if (hasOneOf(record)) {
      return isWanted(record, matching) ? EventType.ARTICLE : null;
    }
    // whatever the cause: a later retraction names only the tags that the article still had; and
    // whatever it is now: the client may have it from when it had another language or source
    return containsAny(record.untagged()) ? EventType.LOST_TAG : null;
  }

  private boolean hasOneOf(NewsRecord record) {
    return tags.isEmpty()
        || containsAny(record.tags())
        || (record.tags().isEmpty() && tags.contains(PublishTopics.NONE));
  }

  /** A retraction loses all tags; one that loses none was of an article without. */
  private boolean hadOneOf(NewsRecord record) {
    return containsAny(record.untagged())
        || (record.untagged().isEmpty() && tags.contains(PublishTopics.NONE));
  }

  private boolean containsAny(Collection<String> some) {
    for (String tag : some) {
      if (tags.contains(tag)) {
        return true;
      }
    }
    return false;
  }

  private boolean isWanted(NewsRecord record, Predicate<Query> matching) {
    if (ASKED_FOR.contains(record.cause()) && !causes.contains(record.cause())) {
      return false;
    }
    if (!isFromWhereAsked(record)) {
      return false;
    }
    if (minRelevance > 0 || !changes.isEmpty()) {
      EnrichedArticle enriched = record.article();
      if (enriched == null
          || !isRelevant(enriched)
          || !(SluglineHeaders.AGAIN.contains(record.cause()) || isChange(enriched.article()))) {
        return false;
      }
    }
    return query == null || matching.test(query);
  }

  /** Whether it is of one of the sources, and in one of the languages. */
  private boolean isFromWhereAsked(NewsRecord record) {
    if (sources.isEmpty() && languages.isEmpty()) {
      return true;
    }
    EnrichedArticle enriched = record.article();
    return enriched != null
        && isFrom(enriched.article().source())
        && (languages.isEmpty() || languages.contains(Query.language(enriched)));
  }

  private boolean isRelevant(EnrichedArticle enriched) {
    if (minRelevance == 0) {
      return true;
    }
    for (Tag tag : enriched.tags()) {
      if (tag.relevance() >= minRelevance && (tags.isEmpty() || tags.contains(tag.id()))) {
        return true;
      }
    }
    return false;
  }

  private boolean isFrom(@Nullable Source source) {
    return sources.isEmpty()
        || (source != null && (isOne(source.name()) || isOne(source.domain())));
  }

  private boolean isOne(@Nullable String name) {
    return name != null && sources.contains(name.toLowerCase(Locale.ROOT));
  }

  private boolean isChange(Article article) {
    return changes.isEmpty()
        || changes.contains(article.change() == null ? "new" : article.change().kind());
  }
}
