package dev.slugline.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slugline.ingest.article.Article;
import org.jspecify.annotations.Nullable;

/** What crosses the repartition: a parsed article and what its receipt will need. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RawItem(Article article, @Nullable String key, int items, boolean backfill) {}
