package dev.slugline.app.demo;

import dev.slugline.app.prose.Sentence;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run made of its input, as the topics have it.
 *
 * @param prefix of the topics
 * @param tagged by tag, then relevance descending, then title
 * @param untagged what stands on the topic of the articles without a tag, by reason, then title
 * @param takenBack the tombstones on tag topics, in order
 * @param leftOut the items that brought no new text, in the order of their places
 * @param removed what cleaning took out of the bodies
 */
public record Report(
    String prefix,
    List<Tagged> tagged,
    List<Untagged> untagged,
    List<TakenBack> takenBack,
    List<LeftOut> leftOut,
    List<RemovedLine> removed,
    Account account) {

  /** An article on a tag topic. */
  public record Tagged(
      String tag, String articleId, @Nullable String title, int relevance, Sentence evidence) {}

  /** An article without a tag, and why it has none. */
  public record Untagged(
      String articleId, @Nullable String title, String why, @Nullable String language) {}

  /** A tombstone: the article is no longer on that topic. */
  public record TakenBack(String topic, String cause, String articleId, @Nullable String title) {}

  /** An item that brought no new text; where: its input, with line or item. */
  public record LeftOut(
      String outcome, String where, @Nullable String reason, @Nullable String title) {}

  /** A line that is not the article's text. */
  public record RemovedLine(String text, String why, @Nullable String title) {}

  /**
   * What the receipts add up to.
   *
   * @param rawRecords that were fed
   * @param items that these held, by their receipts
   * @param outcomes how many items had which, in the order of their first receipt's meaning
   * @param later receipts of what befell an item after ingest
   * @param standing articles that are on {@code enriched} now
   * @param problems what does not add up; empty: all does
   */
  public record Account(
      int rawRecords,
      int items,
      Map<String, Integer> outcomes,
      Map<String, Integer> later,
      int standing,
      List<String> problems) {
    public boolean addsUp() {
      return problems.isEmpty();
    }
  }
}
