package dev.slugline.enrich.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A compiled set of rules. Immutable and thread-safe. What a rule says of a text does not depend on
 * the other rules, on their order or on threads.
 */
public final class Catalogue {
  private static final Comparator<Match> BEST_FIRST =
      Comparator.comparingInt(Match::relevance).reversed().thenComparing(m -> m.rule().id());

  /** Rules that see a text alike. */
  private record Key(String language, boolean stemmed) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::language).thenComparing(Key::stemmed);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }

    RuleSetBuilder builder() {
      return new RuleSetBuilder(language, stemmed, new NetworkBuilder(true));
    }
  }

  private final List<Rule> rules;
  private final Map<String, Rule> byId;
  private final Map<String, List<RuleSet>> byLanguage;
  private final List<RuleError> unreachable;

  private Catalogue(
      List<Rule> rules,
      Map<String, Rule> byId,
      Map<String, List<RuleSet>> byLanguage,
      List<RuleError> unreachable) {
    this.rules = rules;
    this.byId = byId;
    this.byLanguage = byLanguage;
    this.unreachable = unreachable;
  }

  /**
   * Compiles rules.
   *
   * @throws CatalogueException with all errors of all rules
   */
  public static Catalogue compile(Collection<Rule> rules) throws CatalogueException {
    List<RuleError> errors = new ArrayList<>();
    List<Rule> sorted = rules.stream().sorted(Comparator.comparing(Rule::id)).toList();
    Map<String, Rule> byId = new HashMap<>();
    Map<Key, RuleSetBuilder> builders = new TreeMap<>();
    for (Rule rule : sorted) {
      if (byId.put(rule.id(), rule) != null) {
        errors.add(new RuleError(rule.id(), "", "there are two rules of this id", -1));
      }
      rule.clauses()
          .forEach(
              (language, clauses) ->
                  builders
                      .computeIfAbsent(new Key(language, rule.stemmed()), Key::builder)
                      .add(rule, clauses, errors));
    }
    if (!errors.isEmpty()) {
      throw new CatalogueException(errors);
    }
    Map<String, List<RuleSet>> sets = new HashMap<>();
    List<RuleError> unreachable = new ArrayList<>();
    builders.forEach(
        (key, builder) -> {
          sets.computeIfAbsent(key.language(), l -> new ArrayList<>(1))
              .add(builder.build().prepare());
          unreachable.addAll(builder.unreachable());
        });
    return new Catalogue(sorted, byId, sets, List.copyOf(unreachable));
  }

  /** The rules, by id. */
  public List<Rule> rules() {
    return rules;
  }

  /** The rule of an id; null: there is none. */
  public @Nullable Rule rule(String id) {
    return byId.get(id);
  }

  /** The clauses that can match no text, whatever it says: mistakes of their author. */
  public List<RuleError> unreachable() {
    return unreachable;
  }

  /** Whether any rule has clauses for a language (ISO 639-1). */
  public boolean hasLanguage(String code) {
    return byLanguage.containsKey(code);
  }

  /** The rules that fire on a text, with their evidence, and those that could not be evaluated. */
  public Matches match(Text text) {
    List<RuleSet> sets = byLanguage.getOrDefault(text.language(), List.of());
    if (sets.size() == 1) {
      return sets.get(0).match(text);
    }
    List<Match> matches = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    for (RuleSet set : sets) {
      Matches found = set.match(text);
      matches.addAll(found.all());
      faults.addAll(found.faults());
    }
    matches.sort(BEST_FIRST);
    faults.sort(Comparator.comparing(Fault::ruleId));
    return new Matches(matches, faults);
  }

  /**
   * Why a rule fires on a text or does not. Compiles the rule anew: far slower than a match.
   *
   * @throws IllegalArgumentException where there is no such rule
   */
  public Explanation explain(String ruleId, Text text) {
    Rule rule = rule(ruleId);
    if (rule == null) {
      throw new IllegalArgumentException("no rule '" + ruleId + "'");
    }
    return Explainer.explain(rule, text);
  }
}
