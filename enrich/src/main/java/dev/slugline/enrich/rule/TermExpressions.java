package dev.slugline.enrich.rule;

import static dev.slugline.enrich.rule.TextAnalysis.wellFormed;

import dev.slugline.enrich.rule.QueryReader.Unreadable;
import org.apache.lucene.queryparser.flexible.core.nodes.FuzzyQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;
import org.apache.lucene.queryparser.flexible.standard.nodes.PrefixWildcardQueryNode;
import org.apache.lucene.queryparser.flexible.standard.nodes.RegexpQueryNode;
import org.apache.lucene.queryparser.flexible.standard.nodes.TermRangeQueryNode;
import org.apache.lucene.queryparser.flexible.standard.nodes.WildcardQueryNode;
import org.apache.lucene.search.FuzzyQuery;
import org.jspecify.annotations.Nullable;

/**
 * Terms, prefixes, wildcards, fuzzy and regular expressions and ranges that Lucene has analysed.
 */
final class TermExpressions {
  private final Effort effort;

  TermExpressions(Effort effort) {
    this.effort = effort;
  }

  Condition condition(String field, QueryNode node, int position) throws Unreadable {
    if (node instanceof FuzzyQueryNode fuzzy) {
      return fuzzy(field, fuzzy, position);
    } else if (node instanceof PrefixWildcardQueryNode prefix) {
      String text = prefix.getTextAsString();
      return terms(field, text.substring(0, text.length() - 1), null, text);
    } else if (node instanceof WildcardQueryNode wildcard) {
      String text = wildcard.getTextAsString();
      if (text.equals("*")) {
        return terms(field, "", null, text);
      }
      effort.spend(text.length(), position);
      return terms(field, literal(text), TermTest.wildcard(text, position), text);
    } else if (node instanceof RegexpQueryNode regexp) {
      String text = regexp.getText().toString();
      effort.spend(TermTest.repeated(text), position);
      return terms(field, "", TermTest.regexp(text, position), "/" + text + "/");
    }
    String kind = node.getClass().getSimpleName().replace("QueryNode", "");
    throw new Unreadable(kind + " is not supported", position, null);
  }

  private static Condition fuzzy(String field, FuzzyQueryNode node, int position)
      throws Unreadable {
    String text = wellFormed(node.getTextAsString());
    int edits =
        FuzzyQuery.floatToEdits(node.getSimilarity(), text.codePointCount(0, text.length()));
    return edits == 0
        ? new Condition.Term(field, text)
        : terms(field, "", TermTest.fuzzy(text, edits, position), text + "~" + edits);
  }

  /**
   * A range as a TermRangeQuery has it.
   *
   * @param low analysed; empty: open
   * @param high analysed; empty: open
   */
  static Condition range(String field, TermRangeQueryNode node, String low, String high) {
    if (low.isEmpty() && high.isEmpty()) {
      return terms(field, "", null, "*");
    }
    int shared = 0;
    while (shared < Math.min(low.length(), high.length())
        && low.charAt(shared) == high.charAt(shared)) {
      shared++;
    }
    String words =
        (node.isLowerInclusive() ? "[" : "{")
            + (low.isEmpty() ? "*" : low)
            + " TO "
            + (high.isEmpty() ? "*" : high)
            + (node.isUpperInclusive() ? "]" : "}");
    TermTest test = TermTest.range(low, node.isLowerInclusive(), high, node.isUpperInclusive());
    return terms(field, whole(low.substring(0, shared)), test, words);
  }

  private static Condition terms(
      String field, String prefix, @Nullable TermTest test, String words) {
    return new Condition.Terms(field, wellFormed(prefix), test, field + ":" + words);
  }

  /** The characters before the first that stands for others. */
  private static String literal(String wildcard) {
    int end = 0;
    while (end < wildcard.length() && "*?\\".indexOf(wildcard.charAt(end)) < 0) {
      end++;
    }
    return whole(wildcard.substring(0, end));
  }

  /** Without half a surrogate pair at the end. */
  private static String whole(String text) {
    return !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1))
        ? text.substring(0, text.length() - 1)
        : text;
  }
}
