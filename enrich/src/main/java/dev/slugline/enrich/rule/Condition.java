package dev.slugline.enrich.rule;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.function.Predicate;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.jspecify.annotations.Nullable;

/**
 * A query as the engine sees it, read from Lucene's own parse of it: a text meets it exactly where
 * Lucene says that the query matches. Immutable.
 */
sealed interface Condition {
  /** How a person would write it, its words as the analyser has them. */
  String words();

  /** How a person would write it, its words as they were written. */
  default String words(Spelling spelling) {
    return words();
  }

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
      return words(Spelling.ANALYSED);
    }

    @Override
    public String words(Spelling spelling) {
      return field + ":" + spelling.of(field, term);
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
      return words(Spelling.ANALYSED);
    }

    @Override
    public String words(Spelling spelling) {
      String spelt = terms.stream().map(it -> spelling.of(field, it)).collect(joining(" "));
      String phrase = field + ":\"" + spelt + "\"";
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
      return words(Spelling.ANALYSED);
    }

    @Override
    public String words(Spelling spelling) {
      String both = inBothFields(spelling);
      if (both != null) {
        return both;
      }
      StringBuilder words = new StringBuilder();
      if (must.isEmpty() && not.isEmpty()) {
        should.forEach(part -> join(words, " OR ", "", part.words(spelling), part));
      } else {
        must.forEach(part -> join(words, " ", "+", part.words(spelling), part));
        should.forEach(part -> join(words, " ", "", part.words(spelling), part));
        not.forEach(part -> join(words, " ", "-", part.words(spelling), part));
      }
      return minimum > 1 ? "(" + words + ")@" + minimum : words.toString();
    }

    /** What is asked of the title and of the body alike needs no field. */
    private @Nullable String inBothFields(Spelling spelling) {
      if (!must.isEmpty() || !not.isEmpty() || should.size() != 2) {
        return null;
      }
      String title = should.get(0).words(spelling);
      String body = should.get(1).words(spelling);
      return title.startsWith("title:") && body.equals("body:" + title.substring("title:".length()))
          ? title.substring("title:".length())
          : null;
    }

    private static void join(
        StringBuilder words, String between, String sign, String inner, Condition part) {
      boolean group = part instanceof Bool bool && bool.inBothFields(Spelling.ANALYSED) == null;
      words.append(words.isEmpty() ? "" : between).append(sign);
      words.append(group ? "(" + inner + ")" : inner);
    }
  }
}
