package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.QueryReader.Unreadable;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.RegexpQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/**
 * Says of a term whether a wildcard, fuzzy or regular expression or a range means it, as Lucene's
 * query of that kind does. Equal where made of the same text. Immutable, thread-safe.
 *
 * @param source the kind and the text it is made of
 */
record TermTest(String source, Predicate<String> means) implements Predicate<String> {
  /** In UTF-16 units: of a term that may be fuzzy. */
  static final int MAX_FUZZY = 100;

  private static final Pattern REPEAT = Pattern.compile("\\{(\\d*)(?:,(\\d*))?\\}");

  @Override
  public boolean test(String term) {
    return means.test(term);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TermTest test && test.source.equals(source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  /** {@code *}, {@code ?} and the escape, as a WildcardQuery has them. */
  static TermTest wildcard(String pattern, int position) throws Unreadable {
    return automaton(
        "wildcard " + pattern,
        () -> new WildcardQuery(new Term("", pattern)).getAutomaton(),
        "the wildcard expression '" + QuerySyntax.shortened(pattern) + "'",
        position);
  }

  /** All syntax of Lucene's RegExp; the whole term must match. */
  static TermTest regexp(String pattern, int position) throws Unreadable {
    String named = "the regular expression '" + QuerySyntax.shortened(pattern) + "'";
    return automaton(
        "regexp " + pattern,
        () -> new RegexpQuery(new Term("", pattern)).getAutomaton(),
        named,
        position);
  }

  /**
   * At most so many edits of the whole term, where the exchange of two neighbours is one.
   *
   * @param edits 1 or 2
   */
  static TermTest fuzzy(String term, int edits, int position) throws Unreadable {
    if (term.length() > MAX_FUZZY) {
      throw new Unreadable(
          "'" + QuerySyntax.shortened(term) + "' is too long to be fuzzy", position, null);
    }
    return new TermTest("fuzzy " + edits + " " + term, new EditDistance(term, edits));
  }

  /**
   * From low to high in the order of code points.
   *
   * @param low empty: open
   * @param high empty: open
   */
  static TermTest range(String low, boolean withLow, String high, boolean withHigh) {
    BytesRef first = new BytesRef(low);
    BytesRef last = new BytesRef(high);
    String source = "range " + withLow + withHigh + low.length() + " " + low + high;
    return new TermTest(
        source,
        term -> {
          BytesRef bytes = new BytesRef(term);
          int above = low.isEmpty() ? 1 : bytes.compareTo(first);
          int below = high.isEmpty() ? -1 : bytes.compareTo(last);
          return (withLow ? above >= 0 : above > 0) && (withHigh ? below <= 0 : below < 0);
        });
  }

  private interface Source {
    Automaton make();
  }

  private static TermTest automaton(String source, Source automaton, String named, int position)
      throws Unreadable {
    try {
      return new TermTest(source, new CharacterRunAutomaton(automaton.make())::run);
    } catch (TooComplexToDeterminizeException | StackOverflowError e) {
      throw new Unreadable(named + " is too complex", position, e);
    } catch (IllegalArgumentException e) {
      throw new Unreadable(named + " is not valid: " + e.getMessage(), position, e);
    }
  }

  /** The length of a regular expression, times all its repeat counts. */
  static double repeated(String pattern) {
    double length = pattern.length();
    for (Matcher repeat = REPEAT.matcher(pattern); repeat.find(); ) {
      String most =
          repeat.group(2) == null || repeat.group(2).isEmpty() ? repeat.group(1) : repeat.group(2);
      length *= Math.max(1, most.isEmpty() ? 1 : Double.parseDouble(most));
    }
    return length;
  }
}
