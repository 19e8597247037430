package dev.slugline.ingest.identity;

import dev.slugline.ingest.article.Article;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What tells which of two versions of an article is newer, as far as the source gave it. */
public record Version(
    @Nullable Long number, @Nullable Instant updatedAt, @Nullable Instant publishedAt) {
  static final Version NONE = new Version(null, null, null);

  /** What is known once an article came: its own words where it has them, else those before. */
  Version then(Article article) {
    return new Version(
        article.sourceVersion() != null ? article.sourceVersion() : number,
        article.updatedAt() != null ? article.updatedAt() : updatedAt,
        article.publishedAt() != null ? article.publishedAt() : publishedAt);
  }

  /** Greater than 0: the arriving article is newer; 0: equal or not to be compared. */
  int order(Article arriving) {
    if (arriving.sourceVersion() != null && number != null) {
      return arriving.sourceVersion().compareTo(number);
    }
    if (arriving.updatedAt() != null && updatedAt != null) {
      return arriving.updatedAt().compareTo(updatedAt);
    }
    if (arriving.publishedAt() != null && publishedAt != null) {
      return arriving.publishedAt().compareTo(publishedAt);
    }
    return 0;
  }
}
