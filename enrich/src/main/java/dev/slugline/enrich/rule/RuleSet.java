package dev.slugline.enrich.rule;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Supplier;

/**
 * The rules for one language that have it analysed alike, compiled. Thread-safe: each text is
 * matched in its own workspace.
 */
final class RuleSet {
  /** Workspaces kept for reuse; as many as threads that match at the same time. */
  private static final int MAX_IDLE = 64;

  final Network network;
  final List<Rule> rules;

  /** The rule of each clause, by its place in {@link #rules}, and its weight, side by side. */
  private final int[] clauses;

  final String[] labels;

  /** Rules whose threshold needs no clause to fire. */
  final int[] always;

  private final Supplier<Words> words;
  private final ArrayDeque<Scoring> idle = new ArrayDeque<>();

  RuleSet(
      Network network,
      List<Rule> rules,
      Ints ruleOf,
      Ints weights,
      List<String> labels,
      Supplier<Words> words) {
    this.network = network;
    this.rules = rules;
    clauses = new int[ruleOf.size() * 2];
    for (int i = 0; i < ruleOf.size(); i++) {
      clauses[i * 2] = ruleOf.get(i);
      clauses[i * 2 + 1] = weights.get(i);
    }
    this.labels = labels.toArray(new String[0]);
    this.words = words;
    Ints without = new Ints();
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).threshold() <= 0) {
        without.add(i);
      }
    }
    always = without.toArray();
  }

  /** The place of a clause's rule in {@link #rules}. */
  int ruleOf(int clause) {
    return clauses[clause * 2];
  }

  int weight(int clause) {
    return clauses[clause * 2 + 1];
  }

  Matches match(Text text) {
    Scoring scoring = borrow();
    Matches matches = scoring.score(text);
    // not in a finally: what an error left behind is not reused
    giveBack(scoring);
    return matches;
  }

  Words newWords() {
    return words.get();
  }

  /** Makes a workspace ahead of the first text, so that no text waits for it. */
  RuleSet prepare() {
    giveBack(new Scoring(this, newWords(), false));
    return this;
  }

  private Scoring borrow() {
    synchronized (idle) {
      Scoring known = idle.pollLast();
      if (known != null) {
        return known;
      }
    }
    return new Scoring(this, newWords(), false);
  }

  private void giveBack(Scoring scoring) {
    if (scoring.keep()) {
      synchronized (idle) {
        if (idle.size() < MAX_IDLE) {
          idle.addLast(scoring);
        }
      }
    }
  }
}
