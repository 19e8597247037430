package dev.slugline.ingest.format;

import dev.slugline.ingest.article.Article;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one item of a raw record turned out to be. */
public sealed interface ParsedItem {
  /**
   * An article or a retraction, with id, hash and cleaned text; its revision is still 0.
   *
   * @param corrects whether the source's own signal says that it corrects an earlier version
   */
  record Ready(Article article, boolean corrects) implements ParsedItem {
    public Ready(Article article) {
      this(article, false);
    }
  }

  /** A sound input that is no article. */
  record Skipped(String reason) implements ParsedItem {}

  /**
   * An input that broke.
   *
   * @param code {@code malformed, over-limit, time-budget, processor, …}
   * @param reason for a person, naming what and where
   * @param bytes the item's own bytes, or the whole raw record's where they cannot be cut out
   * @param embargoedUntil until when they must not be shown; {@link Instant#MAX}: there is an
   *     embargo and its end cannot be told; null: there is none
   */
  record Broken(String code, String reason, byte[] bytes, @Nullable Instant embargoedUntil)
      implements ParsedItem {
    public Broken(String code, String reason, byte[] bytes) {
      this(code, reason, bytes, null);
    }
  }
}
