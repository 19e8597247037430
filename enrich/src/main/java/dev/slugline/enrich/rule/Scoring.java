package dev.slugline.enrich.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Adds up the weights of the clauses that fire, and makes matches of it. Not thread-safe. */
final class Scoring implements Workspace.Fired, Workspace.Failure {
  static final Comparator<Evidence> IN_TEXT =
      Comparator.comparing(Scoring::rank)
          .thenComparing(Evidence::field)
          .thenComparingInt(Evidence::start)
          .thenComparingInt(Evidence::end)
          .thenComparing(Evidence::clause);

  private static final Comparator<Match> BEST_FIRST =
      Comparator.comparingInt(Match::relevance).reversed().thenComparing(m -> m.rule().id());

  private final RuleSet set;
  private final Workspace workspace;
  private final Spans spans = new Spans();

  // of each rule: what it has so far, and its last clause that fired: in firedClause and so on
  private final int[] scores;
  private final int[] lastFired;
  private final Ints firedClause = new Ints();
  private final Ints firedNode = new Ints();
  private final Ints firedBefore = new Ints();
  private final Ints touched = new Ints();
  private final TreeMap<Integer, String> failed = new TreeMap<>();

  Scoring(RuleSet set, Words words) {
    this.set = set;
    workspace = new Workspace(set.network, words);
    scores = new int[set.rules.size()];
    lastFired = new int[set.rules.size()];
    Arrays.fill(lastFired, Occurrences.NONE);
  }

  boolean keep() {
    return workspace.keep();
  }

  private static int rank(Evidence evidence) {
    return switch (evidence.field()) {
      case "title" -> 0;
      case "body" -> 1;
      default -> 2;
    };
  }

  @Override
  public void clause(int clause, int node) {
    int rule = set.ruleOf[clause];
    if (lastFired[rule] == Occurrences.NONE) {
      touched.add(rule);
    }
    scores[rule] += set.weights[clause];
    firedBefore.add(lastFired[rule]);
    lastFired[rule] = firedClause.size();
    firedClause.add(clause);
    firedNode.add(node);
  }

  /** All rules above a node that failed are out. */
  @Override
  public void in(int node, Throwable cause) {
    String reason =
        cause instanceof StackOverflowError ? "too deep" : String.valueOf(cause.getMessage());
    Lists clauses = set.network.clauses();
    for (int i = clauses.from(node); i < clauses.to(node); i++) {
      failed.putIfAbsent(set.ruleOf[clauses.at(i)], reason);
    }
    Lists parents = set.network.parents();
    for (int i = parents.from(node); i < parents.to(node); i++) {
      in(parents.at(i) >>> 2, cause);
    }
  }

  /** Matches a text. */
  void score(Text text, List<Match> matches, List<Fault> faults) {
    reset();
    workspace.evaluate(text, this, this);
    for (int rule : set.always) {
      if (lastFired[rule] == Occurrences.NONE) {
        add(rule, text, matches);
      }
    }
    for (int i = 0; i < touched.size(); i++) {
      add(touched.get(i), text, matches);
    }
    matches.sort(BEST_FIRST);
    failed.forEach((rule, why) -> faults.add(new Fault(set.rules.get(rule).id(), why)));
  }

  private void reset() {
    for (int i = 0; i < touched.size(); i++) {
      scores[touched.get(i)] = 0;
      lastFired[touched.get(i)] = Occurrences.NONE;
    }
    touched.clear();
    firedClause.clear();
    firedNode.clear();
    firedBefore.clear();
    failed.clear();
  }

  private void add(int index, Text text, List<Match> matches) {
    Rule rule = set.rules.get(index);
    if (scores[index] < rule.threshold() || failed.containsKey(index)) {
      return;
    }
    List<Evidence> evidence = new ArrayList<>();
    int clauses = 0;
    for (int i = lastFired[index]; i != Occurrences.NONE; i = firedBefore.get(i)) {
      if (set.weights[firedClause.get(i)] > 0) {
        evidence(firedNode.get(i), set.labels[firedClause.get(i)], text, evidence);
        clauses++;
      }
    }
    if (clauses > 1) {
      evidence.sort(IN_TEXT);
    }
    int relevance = Relevance.of(scores[index], rule, evidence, text);
    matches.add(new Match(rule, relevance, evidence));
  }

  private void evidence(int node, String label, Text text, List<Evidence> found) {
    spans.clear();
    workspace.spans(node, spans);
    spans.evidence(label, text, workspace.reading(), found);
  }

  // ---- for explanations ---------------------------------------------------------------------

  int score(int rule) {
    return scores[rule];
  }

  boolean met(int node) {
    return workspace.met(node);
  }

  List<Evidence> evidence(int node, String label, Text text) {
    List<Evidence> found = new ArrayList<>();
    if (workspace.met(node)) {
      evidence(node, label, text, found);
    }
    return found;
  }
}
