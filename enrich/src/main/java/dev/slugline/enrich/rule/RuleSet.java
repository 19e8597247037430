package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.Clause.Within;
import dev.slugline.enrich.rule.Rule.Counting;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules for one language that have it analysed alike, compiled. Thread-safe: each text is
 * matched in its own workspace.
 */
final class RuleSet {
  /** Workspaces kept for reuse; as many as threads that match at the same time. */
  private static final int MAX_IDLE = 64;

  final Network network;
  final List<Rule> rules;

  /**
   * The rule of each clause, by its place in {@link #rules}, and its weight, side by side. A query
   * that stands beside a clause or a rule is a clause of weight 0.
   */
  private final int[] clauses;

  final String[] labels;

  /** Of each rule the number of its first query, and at the end how many there are. */
  private final int[] from;

  private final @Nullable Beside[] beside;

  /**
   * The queries beside the clauses of a rule that is decided by where they fired.
   *
   * @param ignore the numbers of its ignored queries, as clauses
   * @param company of its clauses, by number
   */
  record Beside(Counting counting, List<Integer> ignore, Map<Integer, Company> company) {}

  /**
   * The queries beside a clause, by their numbers as clauses.
   *
   * @param with -1: none
   * @param without -1: none
   */
  record Company(int with, int without, Within within) {}

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
      List<@Nullable Beside> beside,
      Supplier<Words> words) {
    this.network = network;
    this.rules = rules;
    clauses = new int[ruleOf.size() * 2];
    for (int i = 0; i < ruleOf.size(); i++) {
      clauses[i * 2] = ruleOf.get(i);
      clauses[i * 2 + 1] = weights.get(i);
    }
    from = new int[rules.size() + 1];
    for (int rule = 0, i = 0; rule < rules.size(); rule++) {
      from[rule] = i;
      while (i < ruleOf.size() && ruleOf.get(i) == rule) {
        i++;
      }
    }
    from[rules.size()] = ruleOf.size();
    this.labels = labels.toArray(new String[0]);
    this.beside = beside.toArray(new Beside[0]);
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

  /** The number of a rule's first query, and that behind its last. */
  int from(int rule) {
    return from[rule];
  }

  int to(int rule) {
    return from[rule + 1];
  }

  /** What a rule needs beyond that its clauses fired; null: nothing. */
  @Nullable Beside beside(int rule) {
    return beside[rule];
  }

  Matches match(Text text) {
    Scoring scoring = borrow();
    Matches matches = scoring.score(text);
    scoring.end();
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
