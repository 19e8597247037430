package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.RuleSet.Beside;
import dev.slugline.enrich.rule.RuleSet.Company;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes a {@link RuleSet}. Not thread-safe. */
final class RuleSetBuilder {
  /** The label of what is wrong with a rule's ignored queries. */
  static final String IGNORE = "ignore";

  private static final Condition NOTHING = new Condition.Constant(false);

  private final String language;
  private final Analysis analysis;
  private final QueryReader reader;
  private final NetworkBuilder network;
  private final List<Rule> rules = new ArrayList<>();
  private final List<RuleError> unreachable = new ArrayList<>();
  private final Ints ruleOf = new Ints();
  private final Ints weights = new Ints();
  private final List<String> labels = new ArrayList<>();
  private final List<@Nullable Beside> beside = new ArrayList<>();

  RuleSetBuilder(String language, boolean stemmed, NetworkBuilder network) {
    this.language = language;
    this.network = network;
    analysis = Analysis.of(language, stemmed);
    reader = QueryReader.of(analysis);
  }

  /** Adds a rule's clauses and what stands beside them; what is wrong goes to {@code errors}. */
  void add(Rule rule, List<Clause> clauses, List<RuleError> errors) {
    add(
        rule,
        clauses,
        (label, query, beside) -> {
          try {
            Condition condition = reader.read(query);
            String refused = beside ? refusedBeside(condition) : null;
            if (refused != null) {
              errors.add(new RuleError(rule.id(), label, refused, 0));
            }
            if (condition.equals(NOTHING)) {
              String reason = "can never match: it has nothing but stop words or exclusions";
              unreachable.add(new RuleError(rule.id(), label, reason, -1));
            }
            String tooLarge = NetworkBuilder.tooLarge(condition);
            if (tooLarge == null) {
              return condition;
            }
            errors.add(new RuleError(rule.id(), label, tooLarge, 0));
          } catch (QueryReader.Unreadable e) {
            errors.add(new RuleError(rule.id(), label, e.reason(), e.position()));
          }
          return NOTHING;
        });
  }

  /**
   * Why a condition cannot stand beside a clause; null: it can. A place that meets it has to be in
   * one passage, which the parts of an AND need not be.
   */
  static @Nullable String refusedBeside(Condition condition) {
    if (!(condition instanceof Condition.Bool bool)) {
      return null;
    }
    if (!bool.must().isEmpty() || !bool.not().isEmpty() || bool.minimum() > 1) {
      return "with, without and ignore take words, phrases, functions and OR between them, but no"
          + " AND, NOT or @n";
    }
    return bool.should().stream()
        .map(RuleSetBuilder::refusedBeside)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Reads the query of a clause, or one beside it, by the clause's label. */
  private interface Reader {
    Condition read(String label, String query, boolean beside);
  }

  /** Adds a rule, its clauses first, then what stands beside them; returns their conditions. */
  private List<Condition> add(Rule rule, List<Clause> clauses, Reader read) {
    List<Condition> conditions = new ArrayList<>();
    int first = labels.size();
    for (Clause clause : clauses) {
      Condition condition = read.read(clause.label(), clause.query(), false);
      conditions.add(condition);
      add(clause.label(), clause.weight(), condition);
    }
    Map<Integer, Company> companies = new HashMap<>();
    for (int i = 0; i < clauses.size(); i++) {
      Clause.Company company = clauses.get(i).company();
      if (company != null) {
        int with = beside(clauses.get(i).label(), company.with(), read);
        int without = beside(clauses.get(i).label(), company.without(), read);
        companies.put(first + i, new Company(with, without, company.within()));
      }
    }
    List<Integer> ignored = new ArrayList<>();
    for (String query : rule.ignore().getOrDefault(language, List.of())) {
      ignored.add(beside(IGNORE, query, read));
    }
    beside.add(rule.needsPlaces(language) ? new Beside(rule.counting(), ignored, companies) : null);
    rules.add(rule);
    return conditions;
  }

  private int beside(String label, @Nullable String query, Reader read) {
    return query == null ? -1 : add(label, 0, read.read(label, query, true));
  }

  private int add(String label, int weight, Condition condition) {
    int number = labels.size();
    network.add(condition, number);
    ruleOf.add(rules.size());
    weights.add(weight);
    labels.add(label);
    return number;
  }

  /** The clauses that can match no text, whatever it says: mistakes of their author. */
  List<RuleError> unreachable() {
    return unreachable;
  }

  /** Adds a rule that was compiled before; returns the conditions of its clauses. */
  List<Condition> addRead(Rule rule, List<Clause> clauses) {
    return add(
        rule,
        clauses,
        (label, query, beside) -> {
          try {
            return reader.read(query);
          } catch (QueryReader.Unreadable e) {
            throw new IllegalStateException("rule " + rule.id() + " was sound before", e);
          }
        });
  }

  RuleSet build() {
    Analysis read = analysis; // a field would keep this builder alive
    return new RuleSet(
        network.build(),
        List.copyOf(rules),
        ruleOf,
        weights,
        labels,
        beside,
        () -> new Words(read));
  }
}
