package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.Choices.Needless;
import dev.slugline.enrich.rule.Condition.Bool;
import dev.slugline.enrich.rule.Condition.Constant;
import dev.slugline.enrich.rule.RuleReview.Code;
import dev.slugline.enrich.rule.RuleReview.Finding;
import dev.slugline.enrich.rule.RuleReview.Part;
import dev.slugline.enrich.rule.RuleReview.Spot;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks for what does nothing among the clauses of one rule in one language. */
final class ClauseReview {
  /** Clauses of more parts than this, one's times the other's, are not compared. */
  private static final long MAX_PAIRS = 1_000_000;

  private final int rule;
  private final String language;
  private final List<Clause> clauses;
  private final List<Condition> conditions;
  private final int most;
  private final boolean placed;
  private final int threshold;
  private final List<Finding> findings;
  private final boolean[] dead;

  ClauseReview(
      int number, Rule rule, String language, List<Condition> conditions, List<Finding> findings) {
    this.rule = number;
    this.language = language;
    this.clauses = rule.clauses().getOrDefault(language, List.of());
    this.conditions = conditions;
    this.most = rule.counting().most();
    this.placed = rule.needsPlaces(language);
    this.threshold = rule.threshold();
    this.findings = findings;
    this.dead = new boolean[clauses.size()];
  }

  void run() {
    int[] weights = new int[clauses.size()];
    for (int i = 0; i < weights.length; i++) {
      Condition condition = conditions.get(i);
      if (Subsumption.never(condition)) {
        dead[i] = true;
        found(Code.NEVER_MATCHES, i, Part.QUERY, "can never match: " + why(condition), -1);
      } else {
        weights[i] = clauses.get(i).weight();
      }
      if (clauses.get(i).weight() == 0) {
        found(Code.WEIGHT_ZERO, i, Part.WEIGHT, "a clause of weight 0 does nothing", -1);
      }
    }
    Weights sums = new Weights(weights, most, threshold);
    if (sums.highest() < threshold) {
      String message =
          "the rule can never fire: its clauses that can match add up to "
              + sums.highest()
              + ", the threshold is "
              + threshold;
      Spot at = new Spot(rule, language, -1, Part.CLAUSES, -1);
      findings.add(new Finding(Code.NEVER_FIRES, at, message, null));
    } else {
      for (int i = 0; i < weights.length; i++) {
        if (weights[i] != 0) {
          compare(i, sums);
        }
      }
    }
  }

  /** Looks at the items of one clause's query, whatever the other clauses are. */
  static void items(
      Spot at, String query, Condition condition, QueryReader reader, List<Finding> findings) {
    ItemPlaces places = new ItemPlaces(query, reader);
    for (Needless needless : Choices.needless(condition)) {
      int position = places.position(needless.item(), needless.equal());
      Spot spot = new Spot(at.rule(), at.language(), at.clause(), Part.QUERY, position);
      findings.add(item(spot, needless));
    }
  }

  private static String why(Condition condition) {
    return condition instanceof Constant
        ? "it has nothing but stop words or exclusions"
        : "it asks for what it excludes, or a part of it can never match";
  }

  private void compare(int i, Weights sums) {
    int weight = clauses.get(i).weight();
    if (!sums.decides(i, Set.of())) {
      found(Code.NEVER_MATTERS, i, Part.WEIGHT, matters(weight), -1);
    }
    Set<Integer> always = new HashSet<>();
    int by = -1;
    for (int j = 0; j < clauses.size(); j++) {
      if (i == j || dead[j] || tooLarge(i, j) || !covers(j, i)) {
        continue;
      }
      if (covers(i, j)) {
        if (j < i) {
          String message = "matches where " + name(j) + " does: one clause can have both weights";
          found(Code.DUPLICATE_CLAUSE, i, Part.QUERY, message, j);
          return;
        }
      } else if (!placed) { // else it may count more often than the one that covers it
        always.add(j);
        by = by < 0 ? j : by;
      }
    }
    if (by >= 0 && sums.decides(i, Set.of()) && !sums.decides(i, always)) {
      String message =
          "matches only where "
              + name(by)
              + " does, and beside it decides nothing: its "
              + weight
              + " never makes the difference to the threshold "
              + threshold;
      found(Code.SUBSUMED_CLAUSE, i, Part.QUERY, message, by);
    }
  }

  private String matters(int weight) {
    return weight < 0
        ? weight + " never takes a sum below the threshold " + threshold
        : "decides nothing: whatever else fires, its "
            + weight
            + " never makes the difference to the threshold "
            + threshold;
  }

  private boolean covers(int a, int b) {
    return Objects.equals(clauses.get(a).company(), clauses.get(b).company())
        && Subsumption.covers(conditions.get(a), conditions.get(b));
  }

  private boolean tooLarge(int a, int b) {
    return size(conditions.get(a)) * size(conditions.get(b)) > MAX_PAIRS;
  }

  private static long size(Condition condition) {
    if (condition instanceof Bool bool) {
      return bool.must().stream().mapToLong(ClauseReview::size).sum()
          + bool.should().stream().mapToLong(ClauseReview::size).sum()
          + bool.not().stream().mapToLong(ClauseReview::size).sum();
    }
    return 1;
  }

  private static Finding item(Spot at, Needless needless) {
    String item = Choices.shown(needless.item());
    String by = Choices.shown(needless.by());
    if (!needless.equal()) {
      String message = "'" + item + "' adds nothing: '" + by + "' in the same OR covers it";
      return new Finding(Code.SUBSUMED_ITEM, at, message, null);
    }
    String message =
        item.equals(by)
            ? "'" + item + "' stands twice in one OR (words count as they are stemmed)"
            : "'" + item + "' matches where '" + by + "' in the same OR does";
    return new Finding(Code.DUPLICATE_ITEM, at, message, null);
  }

  private String name(int clause) {
    String name = clauses.get(clause).name();
    return name == null ? "clause " + (clause + 1) : "clause '" + name + "'";
  }

  private void found(Code code, int clause, Part part, String message, int other) {
    @Nullable Spot there = other < 0 ? null : new Spot(rule, language, other, Part.QUERY, -1);
    findings.add(new Finding(code, new Spot(rule, language, clause, part, -1), message, there));
  }
}
