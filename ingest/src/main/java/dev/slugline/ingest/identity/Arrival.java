package dev.slugline.ingest.identity;

import dev.slugline.ingest.article.Article;
import java.time.Instant;

/**
 * A version of an article as it arrives.
 *
 * @param corrects whether the source's own signal says that it corrects an earlier version
 * @param holds whether an embargo holds it back; false: it is published with its time
 */
public record Arrival(Article article, boolean corrects, boolean holds) {
  /** Whether it must not be published yet. */
  boolean embargoed(long nowMillis) {
    Instant until = article.embargoedUntil();
    return holds && until != null && until.toEpochMilli() > nowMillis;
  }
}
