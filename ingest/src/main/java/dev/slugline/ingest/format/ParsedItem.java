package dev.slugline.ingest.format;

import dev.slugline.ingest.article.Article;

/** What one item of a raw record turned out to be. */
public sealed interface ParsedItem {
  /** An article or a retraction, with id, hash and cleaned text; its revision is still 0. */
  record Ready(Article article) implements ParsedItem {}

  /** A sound input that is no article. */
  record Skipped(String reason) implements ParsedItem {}

  /**
   * An input that broke.
   *
   * @param code {@code malformed, over-limit, time-budget, processor, …}
   * @param reason for a person, naming what and where
   * @param bytes the item's own bytes, or the whole raw record's where they cannot be cut out
   */
  record Broken(String code, String reason, byte[] bytes) implements ParsedItem {}
}
