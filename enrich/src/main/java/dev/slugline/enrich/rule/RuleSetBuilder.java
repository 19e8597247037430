package dev.slugline.enrich.rule;

import java.util.ArrayList;
import java.util.List;

/** Makes a {@link RuleSet}. Not thread-safe. */
final class RuleSetBuilder {
  private static final Condition NOTHING = new Condition.Constant(false);

  private final Analysis analysis;
  private final QueryReader reader;
  private final NetworkBuilder network;
  private final List<Rule> rules = new ArrayList<>();
  private final List<RuleError> unreachable = new ArrayList<>();
  private final Ints ruleOf = new Ints();
  private final Ints weights = new Ints();
  private final List<String> labels = new ArrayList<>();

  RuleSetBuilder(Analysis analysis) {
    this(analysis, new NetworkBuilder(true));
  }

  RuleSetBuilder(Analysis analysis, NetworkBuilder network) {
    this.network = network;
    this.analysis = analysis;
    reader = QueryReader.of(analysis);
  }

  void add(Rule rule, List<Clause> clauses, List<RuleError> errors) {
    for (Clause clause : clauses) {
      String label = clause.label();
      try {
        Condition condition = reader.read(clause.query());
        if (condition.equals(NOTHING)) {
          unreachable.add(
              new RuleError(
                  rule.id(),
                  label,
                  "can never match: it has nothing but stop words or exclusions",
                  -1));
        }
        String tooLarge = NetworkBuilder.tooLarge(condition);
        if (tooLarge == null) {
          add(clause, condition);
        } else {
          errors.add(new RuleError(rule.id(), label, tooLarge, 0));
        }
      } catch (QueryReader.Unreadable e) {
        errors.add(new RuleError(rule.id(), label, e.reason(), e.position()));
      }
    }
    rules.add(rule);
  }

  private void add(Clause clause, Condition condition) {
    network.add(condition, labels.size());
    ruleOf.add(rules.size());
    weights.add(clause.weight());
    labels.add(clause.label());
  }

  /** The clauses that can match no text, whatever it says: mistakes of their author. */
  List<RuleError> unreachable() {
    return unreachable;
  }

  /** Adds a rule that was compiled before; returns the conditions of its clauses. */
  List<Condition> addRead(Rule rule, List<Clause> clauses) {
    List<Condition> conditions = new ArrayList<>();
    for (Clause clause : clauses) {
      try {
        conditions.add(reader.read(clause.query()));
      } catch (QueryReader.Unreadable e) {
        throw new IllegalStateException("rule " + rule.id() + " was sound before", e);
      }
      add(clause, conditions.get(conditions.size() - 1));
    }
    rules.add(rule);
    return conditions;
  }

  RuleSet build() {
    Analysis read = analysis; // a field would keep this builder alive
    return new RuleSet(
        network.build(), List.copyOf(rules), ruleOf, weights, labels, () -> new Words(read));
  }
}
