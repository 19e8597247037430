package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.Explanation.ClauseResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.analysis.Analyzer;

/**
 * A compiled set of rules. Immutable and thread-safe. What a rule says of a text does not depend on
 * the other rules or on their order.
 */
public final class Catalogue {
  private static final Comparator<Evidence> IN_TEXT =
      Comparator.comparing((Evidence e) -> e.field().equals("title") ? 0 : 1)
          .thenComparing(Evidence::field)
          .thenComparingInt(Evidence::start)
          .thenComparingInt(Evidence::end)
          .thenComparing(Evidence::clause);

  private final List<Rule> rules;
  private final Map<String, Analyzer> analyzers;
  private final Map<String, List<Compiled>> compiled;

  private record CompiledClause(Clause clause, String label, Node node) {}

  private record Compiled(Rule rule, List<CompiledClause> clauses) {}

  private record Scored(int score, List<Evidence> evidence) {}

  private Catalogue(
      List<Rule> rules, Map<String, Analyzer> analyzers, Map<String, List<Compiled>> compiled) {
    this.rules = rules;
    this.analyzers = analyzers;
    this.compiled = compiled;
  }

  /**
   * Compiles rules.
   *
   * @throws CatalogueException with all errors of all rules
   */
  public static Catalogue compile(Collection<Rule> rules) throws CatalogueException {
    List<RuleError> errors = new ArrayList<>();
    Map<String, Analyzer> analyzers = new HashMap<>();
    Map<String, List<Compiled>> compiled = new HashMap<>();
    List<Rule> sorted = rules.stream().sorted(Comparator.comparing(Rule::id)).toList();
    for (Rule rule : sorted) {
      rule.clauses()
          .forEach(
              (language, clauses) -> {
                Analyzer analyzer = analyzers.computeIfAbsent(language, QueryCompiler::analyzer);
                compiled
                    .computeIfAbsent(language, l -> new ArrayList<>())
                    .add(new Compiled(rule, compile(rule, clauses, analyzer, errors)));
              });
    }
    if (!errors.isEmpty()) {
      throw new CatalogueException(errors);
    }
    return new Catalogue(sorted, analyzers, compiled);
  }

  private static List<CompiledClause> compile(
      Rule rule, List<Clause> clauses, Analyzer analyzer, List<RuleError> errors) {
    QueryCompiler compiler = new QueryCompiler(analyzer);
    List<CompiledClause> made = new ArrayList<>();
    for (Clause clause : clauses) {
      try {
        made.add(new CompiledClause(clause, clause.label(), compiler.compile(clause.query())));
      } catch (QueryCompiler.Unusable e) {
        String reason = Objects.requireNonNullElse(e.getMessage(), "unusable");
        errors.add(new RuleError(rule.id(), clause.label(), reason, e.position));
      }
    }
    return made;
  }

  /** The rules, by id. */
  public List<Rule> rules() {
    return rules;
  }

  /** The clauses that can match no text, whatever it says: mistakes of their author. */
  public List<RuleError> unreachable() {
    List<RuleError> found = new ArrayList<>();
    for (List<Compiled> language : compiled.values()) {
      for (Compiled rule : language) {
        for (CompiledClause clause : rule.clauses()) {
          if (clause.node().matchesNothing()) {
            String reason = "can never match: only stop words, or nothing but exclusions";
            found.add(new RuleError(rule.rule().id(), clause.label(), reason, -1));
          }
        }
      }
    }
    return found;
  }

  /** Whether any rule has clauses for a language (ISO 639-1). */
  public boolean hasLanguage(String code) {
    return compiled.containsKey(code);
  }

  /** The rules that fire on a text, by relevance descending, then id. */
  public List<Match> match(Text text) {
    List<Compiled> candidates = compiled.get(text.language());
    if (candidates == null) {
      return List.of();
    }
    Tokens tokens = tokens(text);
    List<Match> matches = new ArrayList<>();
    for (Compiled candidate : candidates) {
      Scored scored = score(candidate, tokens, text);
      if (scored.score() >= candidate.rule().threshold()) {
        int relevance = Relevance.of(scored.score(), candidate.rule(), scored.evidence(), text);
        matches.add(new Match(candidate.rule(), relevance, scored.evidence()));
      }
    }
    matches.sort(
        Comparator.comparingInt(Match::relevance).reversed().thenComparing(m -> m.rule().id()));
    return matches;
  }

  /**
   * Why a rule fires on a text or does not.
   *
   * @throws IllegalArgumentException where there is no such rule
   */
  public Explanation explain(String ruleId, Text text) {
    Rule rule =
        rules.stream()
            .filter(r -> r.id().equals(ruleId))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no rule '" + ruleId + "'"));
    List<ClauseResult> results = new ArrayList<>();
    Scored total = new Scored(0, List.of());
    for (Compiled candidate : compiled.getOrDefault(text.language(), List.of())) {
      if (candidate.rule().equals(rule)) {
        Tokens tokens = tokens(text);
        total = score(candidate, tokens, text);
        candidate.clauses().forEach(clause -> results.add(result(clause, tokens, text)));
      }
    }
    boolean tagged = !results.isEmpty() && total.score() >= rule.threshold();
    int relevance = tagged ? Relevance.of(total.score(), rule, total.evidence(), text) : 0;
    return new Explanation(rule, tagged, total.score(), rule.threshold(), relevance, results);
  }

  private Tokens tokens(Text text) {
    Tokens tokens = Tokens.of(text, Objects.requireNonNull(analyzers.get(text.language())));
    text.fields().forEach(tokens::keywords);
    return tokens;
  }

  private static Scored score(Compiled candidate, Tokens tokens, Text text) {
    int score = 0;
    List<Evidence> evidence = new ArrayList<>();
    for (CompiledClause clause : candidate.clauses()) {
      Hits hits = new Hits();
      if (clause.node().matches(tokens, hits)) {
        score += clause.clause().weight();
        if (clause.clause().weight() > 0) {
          evidence.addAll(evidence(clause.label(), hits, text));
        }
      }
    }
    List<Evidence> sorted = evidence.stream().distinct().sorted(IN_TEXT).toList();
    return new Scored(score, sorted.size() > Hits.MAX ? sorted.subList(0, Hits.MAX) : sorted);
  }

  private static ClauseResult result(CompiledClause clause, Tokens tokens, Text text) {
    Hits hits = new Hits();
    boolean fired = clause.node().matches(tokens, hits);
    List<String> missing = new ArrayList<>();
    if (!fired && clause.node() instanceof Node.Bool bool) {
      for (Node part : bool.must()) {
        if (!part.matches(tokens, new Hits())) {
          missing.add(part.words());
        }
      }
    }
    return new ClauseResult(
        clause.label(),
        clause.clause().weight(),
        fired,
        evidence(clause.label(), hits, text).stream().distinct().sorted(IN_TEXT).toList(),
        missing);
  }

  private static List<Evidence> evidence(String label, Hits hits, Text text) {
    List<Evidence> evidence = new ArrayList<>();
    for (Hits.Hit hit : hits.all()) {
      String field = hit.field().equals("title") ? text.title() : text.body();
      if (field != null) {
        evidence.add(
            new Evidence(
                hit.field(),
                hit.start(),
                hit.end(),
                field.substring(hit.start(), hit.end()),
                label));
      }
    }
    return evidence;
  }
}
