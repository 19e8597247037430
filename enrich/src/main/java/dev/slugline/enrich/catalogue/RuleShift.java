package dev.slugline.enrich.catalogue;

import dev.slugline.enrich.rule.Explanation;
import dev.slugline.enrich.rule.Explanation.ClauseResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a changed rule judges a text otherwise.
 *
 * @param before by the running rule; null: there is none
 * @param after by the changed rule; null: it is deleted
 */
public record RuleShift(@Nullable Explanation before, @Nullable Explanation after) {

  /**
   * A clause that adds something else to the score than before.
   *
   * @param before what it added to the score; 0: it did not fire
   * @param after what it adds now
   * @param what {@code added} or {@code deleted}: the clause; {@code fires} or {@code silent} now;
   *     {@code weight}: it fires as before, but adds more or less
   */
  public record Move(String clause, int before, int after, String what) {}

  /** The clauses that make the difference, those of before first, in the order of the rules. */
  public List<Move> moves() {
    Map<String, Integer> was = weights(before);
    Map<String, Integer> is = weights(after);
    Map<String, Integer> all = new LinkedHashMap<>(was);
    is.forEach(all::putIfAbsent);
    List<Move> moves = new ArrayList<>();
    for (String clause : all.keySet()) {
      Integer then = was.get(clause);
      Integer now = is.get(clause);
      int from = then == null ? 0 : then;
      int to = now == null ? 0 : now;
      if (from != to) {
        moves.add(new Move(clause, from, to, what(then, now)));
      }
    }
    return moves;
  }

  private static String what(@Nullable Integer then, @Nullable Integer now) {
    if (then == null) {
      return "added";
    }
    if (now == null) {
      return "deleted";
    }
    return then == 0 ? "fires" : now == 0 ? "silent" : "weight";
  }

  /** What each clause adds; nothing where it does not fire. */
  private static Map<String, Integer> weights(@Nullable Explanation explanation) {
    Map<String, Integer> weights = new LinkedHashMap<>();
    if (explanation != null) {
      for (ClauseResult clause : explanation.clauses()) {
        weights.merge(clause.clause(), clause.counted() * clause.weight(), Integer::sum);
      }
    }
    return weights;
  }
}
