package dev.slugline.ingest.page;

import dev.slugline.ingest.page.text.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the text of a page's article was found.
 *
 * @param title the article's; null: none was found
 * @param skipped what the page is instead of an article; null: it is one
 * @param way where the text was taken from, in words
 * @param parts all text of the page in order, where it was told apart
 * @param text the article's, before cleaning
 */
public record PageExplanation(
    @Nullable String title, @Nullable String skipped, String way, List<Part> parts, String text) {

  /** Of what is no web page. */
  public static PageExplanation ofNoPage() {
    return new PageExplanation(null, "no web page", "nothing", List.of(), "");
  }

  /**
   * A run of text between two block boundaries.
   *
   * @param place the element and the one around it, as {@code div.story > p}
   * @param left why it is not the article's text; null: it is
   */
  public record Part(String place, String text, @Nullable String left) {}
}
