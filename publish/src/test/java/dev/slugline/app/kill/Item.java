package dev.slugline.app.kill;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One item of a raw record, as it was meant. */
sealed interface Item {
  /**
   * A version of a story.
   *
   * @param story names it, whatever id the stream gives it
   * @param version the source's number; null: it gives none
   * @param published null: it gives none
   * @param language null: to be detected
   */
  record Text(
      String story,
      String source,
      String title,
      String body,
      @Nullable Long version,
      @Nullable Instant published,
      @Nullable String language,
      List<String> keywords,
      @Nullable String edNote)
      implements Item {
    String content() {
      return title + "\n" + body;
    }
  }

  /** A retraction; kind: {@code withheld} or {@code canceled}. */
  record Kill(String story, String source, String kind) implements Item {}

  /** Embargoed for longer than the test runs; always the same text. */
  record Held(String story) implements Item {}

  /** Sound, and no article. */
  record Skip(String reason) implements Item {}

  /**
   * What cannot be read.
   *
   * @param bytes its own; null: they cannot be cut out of the raw record
   */
  record Broken(String code, byte @Nullable [] bytes) implements Item {}
}
