package dev.slugline.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slugline.ingest.article.Article;
import org.jspecify.annotations.Nullable;

/**
 * A parsed article and what its receipt will need, on its way by id.
 *
 * @param key of the raw record, as text
 * @param items how many the raw record has
 * @param backfill whether it was fed as news of the past
 * @param corrects whether its source signals a correction
 * @param trace the raw record's trace context; set only where the article waits, since a store
 *     keeps no headers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RawItem(
    Article article,
    @Nullable String key,
    int items,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean backfill,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean corrects,
    @Nullable String trace) {

  RawItem traced(@Nullable String traceparent) {
    return new RawItem(article, key, items, backfill, corrects, traceparent);
  }
}
