package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.Clause.Company;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a rule fired on a text or did not.
 *
 * @param about what the relevance is made of; nothing where it did not fire
 */
public record Explanation(
    Rule rule, boolean tagged, int score, int threshold, About about, List<ClauseResult> clauses) {

  /**
   * What a relevance is made of: the points of the title, up to 20, of the lead, up to 10, and of
   * the spread over the body, up to 70.
   */
  public record About(int title, int lead, int spread) {
    static final About NOTHING = new About(0, 0, 0);

    /** Of a rule that fired, 1 to 100. */
    int relevance() {
      return Math.max(1, title + lead + spread);
    }
  }

  /** How much of the text is about the rule's subject, 1 to 100; 0: it did not fire. */
  public int relevance() {
    return tagged ? about.relevance() : 0;
  }

  /**
   * One clause.
   *
   * @param counted how many times its weight counts: see {@link Rule.Counting}
   * @param evidence where it counts
   * @param left where its query matches and yet does not count: the rule ignores the place, or the
   *     clause's company is not there
   * @param missing what would have to be met for it to fire, as a person would write it: the parts
   *     of an AND that are not met, the parts of an OR of which too few are, {@code NOT …} for what
   *     should not be there; at most {@link Explainer#MAX_MISSING}; none where it fired
   * @param fault why it could not be evaluated; else empty
   * @param parts what its query consists of
   */
  public record ClauseResult(
      String clause,
      int weight,
      boolean fired,
      int counted,
      List<Evidence> evidence,
      List<Evidence> left,
      @Nullable Company company,
      List<String> missing,
      String fault,
      Part parts) {}

  /**
   * A part of a query.
   *
   * @param role {@code must}, {@code should} or {@code not} within the part around it
   * @param met whether the text meets it
   * @param least how many of its own {@code should} parts have to be met
   */
  public record Part(String role, String words, boolean met, int least, List<Part> parts) {}
}
