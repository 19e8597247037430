package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.Explanation.About;
import dev.slugline.enrich.rule.RuleSet.Beside;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
  private final boolean explains;
  private @Nullable Beside opened;
  private final Spans spans = new Spans();
  private final Passages passages = new Passages();
  private final Relevance relevance = new Relevance(passages);
  private final Placing placing;
  private About about = About.NOTHING;
  private final List<Evidence> found = new ArrayList<>();

  // of each rule, side by side: its score so far, its last clause that fired (where it stands in
  // firedClause and so on, plus one), its threshold
  private static final int SIZE = 4;
  private static final int SCORE = 0;
  private static final int LAST_FIRED = 1;
  private static final int THRESHOLD = 2;

  private final int[] state;
  private final Ints firedClause = new Ints();
  private final Ints firedNode = new Ints();
  private final Ints firedBefore = new Ints();

  /** Of each relevance, counted from the best, where its matches begin. */
  private final int[] from = new int[Relevance.MAX + 2];

  private final Ints touched = new Ints();
  private final Ints matched = new Ints();
  private final TreeMap<Integer, String> failed = new TreeMap<>();

  /**
   * For the rules of a set.
   *
   * @param explains whether {@link #met} can be asked
   */
  Scoring(RuleSet set, Words words, boolean explains) {
    this.set = set;
    this.explains = explains;
    workspace = new Workspace(set.network, words, explains);
    placing = new Placing(workspace, passages);
    state = new int[set.rules.size() * SIZE];
    for (int i = 0; i < set.rules.size(); i++) {
      state[i * SIZE + THRESHOLD] = set.rules.get(i).threshold();
    }
  }

  /** Lets go of the text; nothing can be asked of it any more. */
  void end() {
    passages.end();
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
    int rule = set.ruleOf(clause);
    int at = rule * SIZE;
    if (state[at + LAST_FIRED] == 0) {
      touched.add(rule);
    }
    state[at + SCORE] += set.weight(clause);
    firedBefore.add(state[at + LAST_FIRED]);
    firedClause.add(clause);
    firedNode.add(node);
    state[at + LAST_FIRED] = firedNode.size();
  }

  /** All rules above a node that failed are out. */
  @Override
  public void in(int node, Throwable cause) {
    String reason =
        cause instanceof StackOverflowError ? "too deep" : String.valueOf(cause.getMessage());
    Lists parents = set.network.parents();
    int entry = parents.entry(node);
    for (int i = Lists.from(entry), to = parents.to(entry); i < to; i++) {
      int above = parents.at(i) >>> 2;
      if ((parents.at(i) & 3) == Network.CLAUSE) {
        failed.putIfAbsent(set.ruleOf(above), reason);
      } else {
        in(above, cause);
      }
    }
    Lists groupsOf = set.network.groupsOf();
    int group = groupsOf.entry(node);
    for (int i = Lists.from(group), to = groupsOf.to(group); i < to; i++) {
      in(groupsOf.at(i), cause);
    }
  }

  /** Matches a text. */
  Matches score(Text text) {
    reset();
    workspace.evaluate(text, this, this);
    passages.begin(text);
    matched.clear();
    for (int rule : set.always) {
      if (state[rule * SIZE + LAST_FIRED] == 0) {
        matched.add(rule);
      }
    }
    for (int i = 0; i < touched.size(); i++) {
      int rule = touched.get(i);
      Beside beside = set.beside(rule);
      if (beside != null) {
        state[rule * SIZE + SCORE] = placed(rule, beside);
      }
      if (state[rule * SIZE + SCORE] >= state[rule * SIZE + THRESHOLD]) {
        matched.add(rule);
      }
    }
    failed.keySet().forEach(matched::remove);
    matched.sort();
    List<Match> matches = matched.size() == 0 ? List.of() : bestFirst(text);
    if (failed.isEmpty()) {
      return new Matches(matches, List.of());
    }
    List<Fault> faults = new ArrayList<>();
    failed.forEach((rule, why) -> faults.add(new Fault(set.rules.get(rule).id(), why)));
    return new Matches(matches, faults);
  }

  private void reset() {
    for (int i = 0; i < touched.size(); i++) {
      state[touched.get(i) * SIZE + SCORE] = 0;
      state[touched.get(i) * SIZE + LAST_FIRED] = 0;
    }
    touched.clear();
    firedClause.clear();
    firedNode.clear();
    firedBefore.clear();
    failed.clear();
  }

  /** By relevance; where that is equal, by id, which is the order of their numbers. */
  private List<Match> bestFirst(Text text) {
    int count = matched.size();
    Match[] byId = new Match[count];
    Arrays.fill(from, 0);
    for (int i = 0; i < count; i++) {
      byId[i] = match(matched.get(i), text);
      from[Relevance.MAX - byId[i].relevance() + 1]++;
    }
    for (int i = 0; i < Relevance.MAX; i++) {
      from[i + 1] += from[i];
    }
    Match[] sorted = new Match[count];
    for (int i = 0; i < count; i++) {
      sorted[from[Relevance.MAX - byId[i].relevance()]++] = byId[i];
    }
    return Collections.unmodifiableList(Arrays.asList(sorted));
  }

  /** The score of a rule that is decided by where its clauses fired. */
  private int placed(int rule, Beside beside) {
    int positive = 0;
    for (int i = state[rule * SIZE + LAST_FIRED]; i != 0; i = firedBefore.get(i - 1)) {
      positive += Math.max(0, set.weight(firedClause.get(i - 1)));
    }
    if (!explains && positive * beside.counting().most() < state[rule * SIZE + THRESHOLD]) {
      return positive; // wherever they fired, it is not enough
    }
    begin(rule, beside);
    int score = 0;
    for (int i = state[rule * SIZE + LAST_FIRED]; i != 0; i = firedBefore.get(i - 1)) {
      int clause = firedClause.get(i - 1);
      if (set.weight(clause) != 0) {
        score += set.weight(clause) * placing.place(clause);
      }
    }
    return score;
  }

  private void begin(int rule, Beside beside) {
    placing.begin(beside, set.from(rule), set.to(rule) - set.from(rule));
    for (int i = state[rule * SIZE + LAST_FIRED]; i != 0; i = firedBefore.get(i - 1)) {
      placing.met(firedClause.get(i - 1), firedNode.get(i - 1));
    }
    placing.ready();
  }

  private Match match(int index, Text text) {
    found.clear();
    Beside beside = set.beside(index);
    if (beside != null) {
      begin(index, beside);
    }
    relevance.begin(state[index * SIZE + THRESHOLD]);
    int clauses = 0;
    for (int i = state[index * SIZE + LAST_FIRED]; i != 0; i = firedBefore.get(i - 1)) {
      int clause = firedClause.get(i - 1);
      if (set.weight(clause) > 0) {
        Spans places = places(clause, firedNode.get(i - 1), beside != null);
        relevance.add(set.weight(clause), places);
        places.evidence(set.labels[clause], text, workspace.reading(), found);
        clauses++;
      }
    }
    if (clauses > 1) {
      found.sort(IN_TEXT);
    }
    about = relevance.about();
    return new Match(set.rules.get(index), about.relevance(), List.copyOf(found));
  }

  /** Where a clause that was met counts, in order. */
  private Spans places(int clause, int node, boolean placed) {
    if (placed) {
      placing.place(clause);
      return placing.spans();
    }
    spans.clear();
    workspace.spans(node, spans);
    spans.arrange();
    return spans;
  }

  // ---- for explanations ---------------------------------------------------------------------

  /** What the relevance of the last match is made of. */
  About about() {
    return about;
  }

  int score(int rule) {
    return state[rule * SIZE + SCORE];
  }

  boolean met(int node) {
    return workspace.met(node);
  }

  /** Goes to the clauses of a rule, for {@link #counted}. */
  void open(int rule) {
    opened = set.beside(rule);
    if (opened != null) {
      begin(rule, opened);
    }
  }

  /** How often a clause of the rule at hand counts, its node being known. */
  int counted(int clause, int node) {
    if (!workspace.met(node)) {
      return 0;
    }
    return opened == null ? 1 : placing.place(clause);
  }

  /** Where a clause of the rule at hand counts. */
  List<Evidence> evidence(int clause, int node, Text text) {
    return evidence(clause, node, opened != null, text);
  }

  /** Where the query of a clause is met, whether it counts there or not. */
  List<Evidence> met(int clause, int node, Text text) {
    return evidence(clause, node, false, text);
  }

  private List<Evidence> evidence(int clause, int node, boolean placed, Text text) {
    found.clear();
    if (workspace.met(node)) {
      Spans places = places(clause, node, placed);
      places.evidence(set.labels[clause], text, workspace.reading(), found);
    }
    return List.copyOf(found);
  }
}
