package dev.slugline.app.syndication;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a feed, newest first. URLs are absolute.
 *
 * @param id an IRI, the same for all pages and on all instances
 * @param home for a person
 * @param self this page
 * @param first the first page
 * @param next the next page (RFC 5005); null: this is the last
 */
public record Feed(
    String id,
    String title,
    String description,
    String home,
    String self,
    String first,
    @Nullable String next,
    List<Entry> entries) {

  /** When the newest of its entries changed; of an empty feed the epoch. */
  public Instant updated() {
    return entries.stream().map(Entry::updated).max(Instant::compareTo).orElse(Instant.EPOCH);
  }

  /**
   * An article.
   *
   * @param id the article's, the same for all its revisions
   * @param url at its source; null: it has none
   * @param record where all that is known of it is to be had
   * @param explain where it is explained
   * @param sentence that shows why it is in the feed
   * @param marks where the words stand in the sentence that earned the tag: start, end, start …
   * @param body the full text; null: the source's terms do not allow it
   * @param published null: not known
   * @param updated when this revision came
   * @param categories all its tags
   */
  public record Entry(
      String id,
      @Nullable String title,
      @Nullable String url,
      String record,
      String explain,
      @Nullable String summary,
      String sentence,
      List<Integer> marks,
      @Nullable String body,
      @Nullable Instant published,
      Instant updated,
      List<String> authors,
      @Nullable String source,
      @Nullable String language,
      List<Category> categories) {

    /** What stands for the article: where it can be read, else what is known of it. */
    String link() {
      return url == null ? record : url;
    }

    /** A title for readers that need one. */
    String shownTitle() {
      return title == null || title.isBlank() ? "(without a title)" : title;
    }
  }

  /** A tag. */
  public record Category(String id, String label) {}
}
