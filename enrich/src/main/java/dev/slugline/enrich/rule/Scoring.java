package dev.slugline.enrich.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

  private final RuleSet set;
  private final Workspace workspace;
  private final Spans spans = new Spans();
  private final List<Evidence> found = new ArrayList<>();

  // of each rule: what it has so far, and its last clause that fired: in firedClause and so on
  private final int[] scores;
  private final int[] lastFired;
  private final Ints firedClause = new Ints();
  private final Ints firedNode = new Ints();
  private final Ints firedBefore = new Ints();
  private final Ints touched = new Ints();
  private final Ints matched = new Ints();
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
    Lists parents = set.network.parents();
    for (int i = parents.from(node); i < parents.to(node); i++) {
      int above = parents.at(i) >>> 2;
      if ((parents.at(i) & 3) == Network.CLAUSE) {
        failed.putIfAbsent(set.ruleOf[above], reason);
      } else {
        in(above, cause);
      }
    }
  }

  /** Matches a text. */
  void score(Text text, List<Match> matches, List<Fault> faults) {
    reset();
    workspace.evaluate(text, this, this);
    matched.clear();
    for (int rule : set.always) {
      if (lastFired[rule] == Occurrences.NONE) {
        matched.add(rule);
      }
    }
    for (int i = 0; i < touched.size(); i++) {
      int rule = touched.get(i);
      if (scores[rule] >= set.thresholds[rule]) {
        matched.add(rule);
      }
    }
    failed.keySet().forEach(matched::remove);
    matched.sort();
    bestFirst(text, matches);
    failed.forEach((rule, why) -> faults.add(new Fault(set.rules.get(rule).id(), why)));
  }

  private void reset() {
    for (int i = 0; i < touched.size(); i++) {
      scores[touched.get(i)] = 0;
      lastFired[touched.get(i)] = Occurrences.NONE;
    }
    spans.newText();
    touched.clear();
    firedClause.clear();
    firedNode.clear();
    firedBefore.clear();
    failed.clear();
  }

  /** By relevance; where that is equal, by id, which is the order of their numbers. */
  private void bestFirst(Text text, List<Match> matches) {
    Match[] byId = new Match[matched.size()];
    int[] from = new int[Relevance.MAX + 2]; // of each relevance, counted from the best
    for (int i = 0; i < byId.length; i++) {
      byId[i] = match(matched.get(i), text);
      from[Relevance.MAX - byId[i].relevance() + 1]++;
    }
    for (int i = 0; i < Relevance.MAX; i++) {
      from[i + 1] += from[i];
    }
    Match[] sorted = new Match[byId.length];
    for (Match match : byId) {
      sorted[from[Relevance.MAX - match.relevance()]++] = match;
    }
    Collections.addAll(matches, sorted);
  }

  private Match match(int index, Text text) {
    found.clear();
    int clauses = 0;
    for (int i = lastFired[index]; i != Occurrences.NONE; i = firedBefore.get(i)) {
      if (set.weights[firedClause.get(i)] > 0) {
        evidenceOf(firedNode.get(i), set.labels[firedClause.get(i)], text);
        clauses++;
      }
    }
    if (clauses > 1) {
      found.sort(IN_TEXT);
    }
    List<Evidence> evidence = List.copyOf(found);
    Rule rule = set.rules.get(index);
    return new Match(rule, Relevance.of(scores[index], rule, evidence, text), evidence);
  }

  private void evidenceOf(int node, String label, Text text) {
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
    found.clear();
    if (workspace.met(node)) {
      evidenceOf(node, label, text);
    }
    return List.copyOf(found);
  }
}
