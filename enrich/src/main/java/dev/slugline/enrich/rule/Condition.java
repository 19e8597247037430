package dev.slugline.enrich.rule;

import java.util.List;
import java.util.function.Predicate;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.jspecify.annotations.Nullable;

/**
 * A query as the engine sees it, read from Lucene's own parse of it: a text meets it exactly where
 * Lucene says that the query matches. Immutable.
 */
sealed interface Condition {
  /** How a person would write it. */
  String words();

  /** Met by every text, or by none. */
  record Constant(boolean all) implements Condition {
    @Override
    public String words() {
      return all ? "*:*" : "(nothing)";
    }
  }

  /** One term of one field, as the analyser makes it. */
  record Term(String field, String term) implements Condition {
    @Override
    public String words() {
      return field + ":" + term;
    }
  }

  /**
   * Any term of one field that starts with a prefix (which may be empty) and passes a test: a
   * prefix, wildcard, fuzzy or regular expression, or a range of terms.
   *
   * @param test says of a term whether it is meant; null where the prefix says it all; thread-safe
   */
  record Terms(String field, String prefix, @Nullable Predicate<String> test, String words)
      implements Condition {}

  /** Any value of one numeric field from low to high, both included. */
  record Numbers(String field, long low, long high) implements Condition {
    @Override
    public String words() {
      return field + ":[" + low + " TO " + high + "]";
    }
  }

  /**
   * Terms of one field near each other, as a PhraseQuery has them.
   *
   * @param positions of the terms within the phrase, ascending; stop words leave holes
   */
  record Phrase(String field, List<String> terms, List<Integer> positions, int slop)
      implements Condition {
    @Override
    public String words() {
      String phrase = field + ":\"" + String.join(" ", terms) + "\"";
      return slop == 0 ? phrase : phrase + "~" + slop;
    }
  }

  /**
   * An interval function over one field.
   *
   * @param needs a condition of terms of that field that every text meets which meets this one;
   *     only then is the source asked
   */
  record Interval(String field, IntervalsSource source, Condition needs, String words)
      implements Condition {

    /**
     * Whether Lucene says where it is met, the same each time: of {@code fn:atLeast} its places are
     * now and then those of other words, and hang on the identity of its objects.
     */
    boolean hasSurePlaces() {
      return !words.contains("fn:atLeast");
    }
  }

  /**
   * AND, OR, NOT and minimum-should-match, as a BooleanQuery has them: all of {@code must}, none of
   * {@code not}, at least {@code minimum} of {@code should}, and at least one of those where {@code
   * must} is empty.
   */
  record Bool(List<Condition> must, List<Condition> should, List<Condition> not, int minimum)
      implements Condition {
    @Override
    public String words() {
      String both = inBothFields();
      if (both != null) {
        return both;
      }
      StringBuilder words = new StringBuilder();
      if (must.isEmpty() && not.isEmpty()) {
        should.forEach(part -> join(words, " OR ", "", part));
      } else {
        must.forEach(part -> join(words, " ", "+", part));
        should.forEach(part -> join(words, " ", "", part));
        not.forEach(part -> join(words, " ", "-", part));
      }
      return minimum > 1 ? "(" + words + ")@" + minimum : words.toString();
    }

    /** What is asked of the title and of the body alike needs no field. */
    private @Nullable String inBothFields() {
      if (!must.isEmpty() || !not.isEmpty() || should.size() != 2) {
        return null;
      }
      String title = should.get(0).words();
      return title.startsWith("title:")
              && should.get(1).words().equals("body:" + title.substring("title:".length()))
          ? title.substring("title:".length())
          : null;
    }

    private static void join(StringBuilder words, String between, String sign, Condition part) {
      String inner = part.words();
      boolean group = part instanceof Bool bool && bool.inBothFields() == null;
      words.append(words.isEmpty() ? "" : between).append(sign);
      words.append(group ? "(" + inner + ")" : inner);
    }
  }
}
