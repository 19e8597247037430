package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.Clause.Within;
import dev.slugline.enrich.rule.Rule.Counting;
import dev.slugline.enrich.rule.RuleSet.Beside;
import dev.slugline.enrich.rule.RuleSet.Company;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Finds the places where a clause of a rule counts: those where its query is met, less what the
 * rule ignores and what has not the company that the clause asks for. Not thread-safe.
 */
final class Placing {
  private static final int NOT_MET = -1;

  /** Stands for every passage: what is no text is met everywhere. */
  private static final int EVERYWHERE = 0;

  private final Workspace workspace;
  private final Passages passages;
  private final Spans spans = new Spans();
  private final Spans ignored = new Spans();
  private final Spans near = new Spans();
  private final BitSet units = new BitSet();

  /** The node that each query of the present rule was met by. */
  private int[] nodes = new int[16];

  private int first;
  private Beside beside = new Beside(Counting.ONCE, java.util.List.of(), java.util.Map.of());

  Placing(Workspace workspace, Passages passages) {
    this.workspace = workspace;
    this.passages = passages;
  }

  /**
   * Starts with a rule.
   *
   * @param from the number of its first query
   * @param count how many it has
   */
  void begin(Beside of, int from, int count) {
    beside = of;
    first = from;
    if (nodes.length < count) {
      nodes = new int[count * 2];
    }
    Arrays.fill(nodes, 0, count, NOT_MET);
  }

  /** A query of the rule was met. */
  void met(int query, int node) {
    nodes[query - first] = node;
  }

  /** After all queries that were met. */
  void ready() {
    ignored.clear();
    for (int query : beside.ignore()) {
      if (nodes[query - first] != NOT_MET) {
        workspace.spans(nodes[query - first], ignored);
      }
    }
    ignored.arrange();
  }

  /** The places found last. */
  Spans spans() {
    return spans;
  }

  /** Finds the places of a clause that was met; how often it counts, 0: not at all. */
  int place(int clause) {
    spans.clear();
    workspace.spans(nodes[clause - first], spans);
    spans.arrange();
    boolean anywhere = spans.size() == 0; // such as a query of exclusions alone
    if (ignored.size() > 0) {
      spans.dropOverlapping(ignored);
    }
    Company company = beside.company().get(clause);
    if (company != null && !accompany(company, anywhere)) {
      spans.clear();
      return 0;
    }
    if (spans.size() == 0) {
      return anywhere ? 1 : 0;
    }
    return beside.counting() == Counting.ONCE ? 1 : count();
  }

  private boolean accompany(Company company, boolean anywhere) {
    if (company.with() >= 0) {
      if (nodes[company.with() - first] == NOT_MET) {
        return false;
      }
      mark(company.with(), company.within());
      spans.keep(i -> units.get(EVERYWHERE) || spans.isValue(i) || isMarked(i, company.within()));
    }
    if (company.without() >= 0 && nodes[company.without() - first] != NOT_MET) {
      mark(company.without(), company.within());
      spans.keep(i -> !units.get(EVERYWHERE) && !isMarked(i, company.within()));
      return !anywhere;
    }
    return true;
  }

  /** Marks the passages in which a query was met. */
  private void mark(int query, Within within) {
    units.clear();
    near.clear();
    workspace.spans(nodes[query - first], near);
    near.arrange();
    if (near.size() == 0) {
      units.set(EVERYWHERE);
    }
    near.dropOverlapping(ignored);
    for (int i = 0; i < near.size(); i++) {
      units.set(near.isValue(i) ? EVERYWHERE : unit(near, i, within));
    }
  }

  private boolean isMarked(int i, Within within) {
    return !spans.isValue(i) && units.get(unit(spans, i, within));
  }

  /** The title is 1, the passages of the body follow. */
  private int unit(Spans of, int i, Within within) {
    return of.isTitle(i) ? 1 : 1 + passages.of(of.start(i), within);
  }

  private int count() {
    int count = 0;
    int last = -1;
    for (int i = 0; i < spans.size() && count < Passages.MOST; i++) {
      int unit = spans.isValue(i) ? Integer.MAX_VALUE : unit(spans, i, Within.SENTENCE);
      if (unit != last) {
        last = unit;
        count += counts(i);
      }
    }
    return Math.min(count, Passages.MOST);
  }

  private int counts(int i) {
    if (spans.isTitle(i)) {
      return Passages.TITLE_COUNTS;
    }
    return spans.isValue(i) ? 1 : passages.counts(spans.start(i));
  }
}
