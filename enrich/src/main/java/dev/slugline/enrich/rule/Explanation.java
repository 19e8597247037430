package dev.slugline.enrich.rule;

import java.util.List;

/** Why a rule fired or did not. */
public record Explanation(
    Rule rule,
    boolean tagged,
    int score,
    int threshold,
    int relevance,
    List<ClauseResult> clauses) {
  /**
   * One clause.
   *
   * @param missing the parts of an AND that did not match
   */
  public record ClauseResult(
      String clause, int weight, boolean fired, List<Evidence> evidence, List<String> missing) {}
}
