package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.Condition.Bool;
import dev.slugline.enrich.rule.Condition.Constant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.ByteRunAutomaton;

/** What a text must have for an interval source to find anything in it, from the source itself. */
final class IntervalNeeds extends QueryVisitor {
  private final String kind;
  private final boolean any;
  private final List<Condition> parts = new ArrayList<>();
  private final List<IntervalNeeds> groups = new ArrayList<>();

  private IntervalNeeds(String kind, boolean any) {
    this.kind = kind;
    this.any = any;
  }

  /**
   * Reads a source. One without terms, as Lucene makes it of stop words, finds nothing.
   *
   * @param kind by what function it was made: sources of one kind with one text are the same
   */
  static Condition of(String field, String kind, IntervalsSource source) {
    IntervalNeeds needs = new IntervalNeeds(kind, false);
    source.visit(field, needs);
    return needs.empty() ? new Constant(false) : Folding.fold(needs.condition());
  }

  private boolean empty() {
    return parts.isEmpty() && groups.stream().allMatch(IntervalNeeds::empty);
  }

  private Condition condition() {
    List<Condition> all = new ArrayList<>(parts);
    for (IntervalNeeds group : groups) {
      // of one part of several that names no term nothing is known
      all.add(group.empty() ? new Constant(true) : group.condition());
    }
    return any ? new Bool(List.of(), all, List.of(), 0) : new Bool(all, List.of(), List.of(), 0);
  }

  @Override
  public QueryVisitor getSubVisitor(Occur occur, Query parent) {
    if (occur == Occur.MUST_NOT) {
      return QueryVisitor.EMPTY_VISITOR;
    }
    IntervalNeeds group = new IntervalNeeds(kind, occur == Occur.SHOULD);
    groups.add(group);
    return group;
  }

  @Override
  public void consumeTerms(Query query, Term... terms) {
    for (Term term : terms) {
      parts.add(new Condition.Term(term.field(), term.text()));
    }
  }

  @Override
  public void consumeTermsMatching(
      Query query, String field, Supplier<ByteRunAutomaton> automaton) {
    ByteRunAutomaton terms = automaton.get();
    String words = query.toString();
    TermTest test =
        new TermTest(
            "fn:" + kind + " " + query.toString(field),
            term -> {
              BytesRef bytes = new BytesRef(term);
              return terms.run(bytes.bytes, bytes.offset, bytes.length);
            });
    parts.add(new Condition.Terms(field, "", test, words));
  }
}
