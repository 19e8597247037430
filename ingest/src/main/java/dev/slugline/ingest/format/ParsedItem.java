package dev.slugline.ingest.format;

import dev.slugline.ingest.article.Article;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one item of a raw record turned out to be. */
public sealed interface ParsedItem {
  /** The format it was read as, in the words of {@link Article#format}; null: not known. */
  @Nullable String format();

  /** The same item, with its format where it has none. */
  ParsedItem in(@Nullable String format);

  /** The same item; its reason begins with where it is in the raw record. */
  ParsedItem at(String place);

  /**
   * An article or a retraction, with id, hash and cleaned text; its revision is still 0.
   *
   * @param corrects whether the source's own signal says that it corrects an earlier version
   */
  record Ready(Article article, boolean corrects) implements ParsedItem {
    public Ready(Article article) {
      this(article, false);
    }

    @Override
    public String format() {
      return article.format();
    }

    @Override
    public Ready in(@Nullable String format) {
      return this;
    }

    @Override
    public Ready at(String place) {
      return this;
    }
  }

  /** A sound input that is no article. */
  record Skipped(String reason, @Nullable String format) implements ParsedItem {
    public Skipped(String reason) {
      this(reason, null);
    }

    @Override
    public Skipped in(@Nullable String name) {
      return format == null ? new Skipped(reason, name) : this;
    }

    @Override
    public Skipped at(String place) {
      return new Skipped(place + reason, format);
    }
  }

  /**
   * An input that broke.
   *
   * @param code {@code malformed, over-limit, time-budget, processor, …}
   * @param reason for a person, naming what and where
   * @param bytes the item's own bytes, or the whole raw record's where they cannot be cut out
   * @param embargoedUntil until when they must not be shown; {@link Instant#MAX}: there is an
   *     embargo and its end cannot be told; null: there is none
   */
  record Broken(
      String code,
      String reason,
      byte[] bytes,
      @Nullable Instant embargoedUntil,
      @Nullable String format)
      implements ParsedItem {
    public Broken(String code, String reason, byte[] bytes) {
      this(code, reason, bytes, null, null);
    }

    @Override
    public Broken in(@Nullable String name) {
      return format == null ? new Broken(code, reason, bytes, embargoedUntil, name) : this;
    }

    @Override
    public Broken at(String place) {
      return new Broken(code, place + reason, bytes, embargoedUntil, format);
    }
  }
}
