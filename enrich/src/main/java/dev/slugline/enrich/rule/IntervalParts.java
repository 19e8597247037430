package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.Condition.Bool;
import dev.slugline.enrich.rule.QueryReader.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.queries.intervals.Intervals;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.apache.lucene.queryparser.flexible.standard.nodes.intervalfn.AnalyzedText;
import org.apache.lucene.queryparser.flexible.standard.nodes.intervalfn.FuzzyTerm;
import org.apache.lucene.queryparser.flexible.standard.nodes.intervalfn.Wildcard;
import org.apache.lucene.queryparser.flexible.standard.parser.StandardSyntaxParserConstants;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/**
 * Makes Lucene's interval sources, and for each a condition that every text meets which has such an
 * interval. Lucene writes alternatives within an ordered, unordered, overlapping or phrase function
 * out as one source for each combination of them (single words aside); that is bounded here, before
 * it happens.
 */
final class IntervalParts implements StandardSyntaxParserConstants {
  /** Of one function. */
  static final int MAX_COMBINATIONS = 1000;

  /** Of all functions of one query. */
  static final int MAX_TOTAL = 10_000;

  private final Analyzer analyzer;
  private final Effort effort;
  private long total;

  IntervalParts(Analyzer analyzer, Effort effort) {
    this.analyzer = analyzer;
    this.effort = effort;
  }

  /**
   * A source.
   *
   * @param singles how many of its alternatives are one word wide: Lucene keeps those together
   * @param wider how many are not
   */
  record Part(IntervalsSource source, Condition needs, int singles, int wider) {
    private int split() {
      return wider + (singles > 0 ? 1 : 0);
    }
  }

  /** A function and what it is called with; filled from left to right. */
  static final class Call {
    private final int function;
    private final int position;
    private final List<Part> parts = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private String term = "";

    Call(int function, int position) {
      this.function = function;
      this.position = position;
    }

    void term(String text) {
      term = text;
    }

    void part(Part part) {
      parts.add(part);
    }

    void number(int number) {
      numbers.add(number);
    }

    /** Whether a number that comes next is no word to be found. */
    boolean takesNumber() {
      return switch (function) {
        case ATLEAST, MAXWIDTH, MAXGAPS -> numbers.isEmpty() && parts.isEmpty();
        case WITHIN, NOT_WITHIN -> numbers.isEmpty() && parts.size() == 1;
        case EXTEND -> parts.size() == 1;
        case WILDCARD, FUZZYTERM -> true;
        default -> false;
      };
    }

    private IntervalsSource source(int index) {
      return parts.get(index).source();
    }

    private IntervalsSource[] sources() {
      return parts.stream().map(Part::source).toArray(IntervalsSource[]::new);
    }
  }

  /** Whether a function takes a term as it is, which is not analysed. */
  static boolean ofTerm(int function) {
    return function == WILDCARD || function == FUZZYTERM;
  }

  /** Starts another query. */
  void begin() {
    total = 0;
  }

  /** Words to be found next to each other, analysed. */
  Part text(String field, String text, int position) throws Unreadable {
    return leaf(
        field, "text", position, () -> new AnalyzedText(text).toIntervalSource(field, analyzer));
  }

  Part function(String field, Call call) throws Unreadable {
    if (call.function == WILDCARD) {
      int expansions = call.numbers.isEmpty() ? 0 : call.numbers.get(0);
      effort.spend(call.term.length(), call.position);
      return leaf(
          field,
          "wildcard",
          call.position,
          () -> new Wildcard(call.term, expansions).toIntervalSource(field, analyzer));
    } else if (call.function == FUZZYTERM) {
      Integer edits = call.numbers.isEmpty() ? null : call.numbers.get(0);
      Integer expansions = call.numbers.size() < 2 ? null : call.numbers.get(1);
      // unlike the fuzzy terms of a query these are automata
      effort.spend(5.0 * call.term.length(), call.position);
      return leaf(
          field,
          "fuzzyTerm",
          call.position,
          () -> new FuzzyTerm(call.term, edits, expansions).toIntervalSource(field, analyzer));
    }
    int combinations = combinations(call);
    IntervalsSource source = make(call.position, () -> source(call));
    return switch (call.function) {
      case FN_OR -> {
        int singles = call.parts.stream().mapToInt(Part::singles).sum();
        int wider = call.parts.stream().mapToInt(Part::wider).sum();
        yield new Part(source, anyOf(call.parts), singles, wider);
      }
      case ATLEAST -> {
        int least = call.numbers.get(0);
        Condition needs = least == call.parts.size() ? allOf(call.parts) : anyOf(call.parts);
        yield new Part(
            source,
            least > call.parts.size() ? new Condition.Constant(false) : needs,
            0,
            combinations);
      }
      case MAXWIDTH, MAXGAPS -> {
        Part only = call.parts.get(0);
        yield new Part(source, only.needs(), only.singles(), only.wider());
      }
      case CONTAINING ->
          new Part(
              source,
              allOf(call.parts),
              Math.min(1, call.parts.get(0).singles()),
              call.parts.get(0).wider());
      case NOT_CONTAINING ->
          new Part(
              source,
              call.parts.get(0).needs(),
              Math.min(1, call.parts.get(0).singles()),
              call.parts.get(0).wider());
      case NOT_CONTAINED_BY, NOT_WITHIN, NON_OVERLAPPING ->
          new Part(source, call.parts.get(0).needs(), 0, combinations);
      default -> new Part(source, allOf(call.parts), 0, combinations);
    };
  }

  /** How many sources Lucene makes of a function; at least 1. */
  private int combinations(Call call) throws Unreadable {
    long count =
        switch (call.function) {
          case ORDERED, UNORDERED, PHRASE, OVERLAPPING -> product(call.parts);
          case UNORDERED_NO_OVERLAPS -> 2 * product(call.parts);
          case ATLEAST -> call.numbers.get(0) == call.parts.size() ? product(call.parts) : 1;
          case CONTAINED_BY, NOT_CONTAINED_BY -> call.parts.get(1).split();
          case WITHIN -> call.parts.get(1).singles() + call.parts.get(1).wider();
          case EXTEND -> call.parts.get(0).singles() + call.parts.get(0).wider();
          default -> 1;
        };
    total += count > 1 ? count : 0;
    if (count > MAX_COMBINATIONS || total > MAX_TOTAL) {
      throw new Unreadable(
          "the alternatives within this function make more than "
              + (count > MAX_COMBINATIONS ? MAX_COMBINATIONS : MAX_TOTAL)
              + " combinations",
          call.position,
          null);
    }
    return (int) Math.max(1, count);
  }

  /** Beyond the bound: any number beyond it. */
  private static long product(List<Part> parts) {
    long product = 1;
    for (Part part : parts) {
      product = Math.min(product * part.split(), MAX_COMBINATIONS + 1L);
    }
    return product;
  }

  private IntervalsSource source(Call call) {
    return switch (call.function) {
      case ATLEAST -> Intervals.atLeast(call.numbers.get(0), call.sources());
      case MAXWIDTH -> Intervals.maxwidth(call.numbers.get(0), call.source(0));
      case MAXGAPS -> Intervals.maxgaps(call.numbers.get(0), call.source(0));
      case ORDERED -> Intervals.ordered(call.sources());
      case UNORDERED -> Intervals.unordered(call.sources());
      case UNORDERED_NO_OVERLAPS -> Intervals.unorderedNoOverlaps(call.source(0), call.source(1));
      case FN_OR -> Intervals.or(call.sources());
      case PHRASE -> Intervals.phrase(call.sources());
      case BEFORE -> Intervals.before(call.source(0), call.source(1));
      case AFTER -> Intervals.after(call.source(0), call.source(1));
      case CONTAINING -> Intervals.containing(call.source(0), call.source(1));
      case NOT_CONTAINING -> Intervals.notContaining(call.source(0), call.source(1));
      case CONTAINED_BY -> Intervals.containedBy(call.source(0), call.source(1));
      case NOT_CONTAINED_BY -> Intervals.notContainedBy(call.source(0), call.source(1));
      case WITHIN -> Intervals.within(call.source(0), call.numbers.get(0), call.source(1));
      case NOT_WITHIN -> Intervals.notWithin(call.source(0), call.numbers.get(0), call.source(1));
      case OVERLAPPING -> Intervals.overlapping(call.source(0), call.source(1));
      case NON_OVERLAPPING -> Intervals.nonOverlapping(call.source(0), call.source(1));
      case EXTEND -> Intervals.extend(call.source(0), call.numbers.get(0), call.numbers.get(1));
      default ->
          throw new IllegalArgumentException(
              "fn: " + tokenImage[call.function] + " is not supported");
    };
  }

  private static Part leaf(
      String field, String kind, int position, Supplier<IntervalsSource> supplier)
      throws Unreadable {
    IntervalsSource source = make(position, supplier);
    boolean single = source.minExtent() == 1;
    return new Part(source, IntervalNeeds.of(field, kind, source), single ? 1 : 0, single ? 0 : 1);
  }

  private static IntervalsSource make(int position, Supplier<IntervalsSource> supplier)
      throws Unreadable {
    try {
      return supplier.get();
    } catch (IllegalArgumentException | FuzzyTermsEnum.FuzzyTermsException e) {
      throw new Unreadable("this function is not valid: " + e.getMessage(), position, e);
    } catch (TooComplexToDeterminizeException e) {
      throw new Unreadable("this function is too complex", position, e);
    }
  }

  private static Condition allOf(List<Part> parts) {
    return new Bool(parts.stream().map(Part::needs).distinct().toList(), List.of(), List.of(), 0);
  }

  private static Condition anyOf(List<Part> parts) {
    return new Bool(List.of(), parts.stream().map(Part::needs).distinct().toList(), List.of(), 0);
  }
}
