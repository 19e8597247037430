package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.QueryReader.Unreadable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.apache.lucene.queryparser.flexible.core.nodes.FieldQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.FuzzyQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QuotedFieldQueryNode;
import org.apache.lucene.queryparser.flexible.core.util.UnescapedCharSequence;
import org.apache.lucene.queryparser.flexible.standard.nodes.TermRangeQueryNode;

/**
 * Days and numbers in a query. Lucene takes the start of "500 words" for a number and any text for
 * a term; here what is no whole day or number is refused, as it could only miss.
 */
final class ValueReader {
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final String SHAPE = "dddd-dd-dd";

  private ValueReader() {}

  /** A value or range of a numeric field, as an IntPoint query has it. */
  static Condition number(String field, QueryNode node, int position) throws Unreadable {
    if (node instanceof TermRangeQueryNode range) {
      FieldQueryNode lower = range.getLowerBound();
      FieldQueryNode upper = range.getUpperBound();
      long low = Integer.MIN_VALUE;
      long high = Integer.MAX_VALUE;
      if (!open(lower)) {
        low = number(field, lower, lower.getBegin());
        if (!range.isLowerInclusive() && ++low > Integer.MAX_VALUE) {
          throw new Unreadable("no number is above that", lower.getBegin(), null);
        }
      }
      if (!open(upper)) {
        high = number(field, upper, upper.getBegin());
        if (!range.isUpperInclusive() && --high < Integer.MIN_VALUE) {
          throw new Unreadable("no number is below that", upper.getBegin(), null);
        }
      }
      return low > high ? new Condition.Constant(false) : new Condition.Numbers(field, low, high);
    }
    if (plain(node) && !wildcard(((FieldQueryNode) node).getText())) {
      long value = number(field, (FieldQueryNode) node, position);
      return new Condition.Numbers(field, value, value);
    }
    throw new Unreadable(field + " takes a whole number or a range of them", position, null);
  }

  private static long number(String field, FieldQueryNode node, int position) throws Unreadable {
    String text = node.getTextAsString();
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new Unreadable(
          field + " takes whole numbers, '" + QuerySyntax.shortened(text) + "' is none",
          position,
          e);
    }
  }

  /** Refuses what no day of a field of days can meet. */
  static void checkDays(String field, QueryNode node, int position) throws Unreadable {
    if (node instanceof TermRangeQueryNode range) {
      checkBound(field, range.getLowerBound());
      checkBound(field, range.getUpperBound());
    } else if (!plain(node)) {
      throw new Unreadable(field + " takes days, not fuzzy or regular expressions", position, null);
    } else {
      FieldQueryNode value = (FieldQueryNode) node;
      String text = value.getTextAsString();
      if (!(node instanceof QuotedFieldQueryNode) && wildcard(value.getText())) {
        if (!canBeDay(text)) {
          throw new Unreadable(
              "no day looks like '"
                  + QuerySyntax.shortened(text)
                  + "': "
                  + field
                  + " has days like 2026-11-25",
              position,
              null);
        }
      } else {
        checkDay(field, text, position);
      }
    }
  }

  private static void checkBound(String field, FieldQueryNode bound) throws Unreadable {
    if (!open(bound)) {
      checkDay(field, bound.getTextAsString(), bound.getBegin());
    }
  }

  private static void checkDay(String field, String text, int position) throws Unreadable {
    try {
      if (DAY.matcher(text).matches()) {
        LocalDate.parse(text);
        return;
      }
    } catch (DateTimeException e) {
      throw new Unreadable("there is no day " + text, position, e);
    }
    String hint = canBeDay(text + "*") ? "; for all that start so write " + text + "*" : "";
    throw new Unreadable(
        field + " takes days like 2026-11-25, '" + QuerySyntax.shortened(text) + "' is none" + hint,
        position,
        null);
  }

  /** Whether a wildcard expression means any text that has the shape of a day. */
  private static boolean canBeDay(String pattern) {
    boolean[] reached = new boolean[SHAPE.length() + 1];
    reached[0] = true;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      boolean[] next = new boolean[reached.length];
      for (int at = 0; at < reached.length; at++) {
        if (c == '*') {
          next[at] = reached[at] || (at > 0 && next[at - 1]);
        } else if (at > 0 && reached[at - 1]) {
          char shape = SHAPE.charAt(at - 1);
          next[at] = c == '?' || (shape == 'd' ? c >= '0' && c <= '9' : c == shape);
        }
      }
      reached = next;
    }
    return reached[SHAPE.length()];
  }

  private static boolean plain(QueryNode node) {
    return node instanceof FieldQueryNode && !(node instanceof FuzzyQueryNode);
  }

  /** Whether a bound of a range is written as *. */
  static boolean open(FieldQueryNode bound) {
    CharSequence text = bound.getText();
    return text.toString().equals("*") && !UnescapedCharSequence.wasEscaped(text, 0);
  }

  /** Whether a text has a wildcard that is not escaped. */
  static boolean wildcard(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if ((text.charAt(i) == '*' || text.charAt(i) == '?')
          && !UnescapedCharSequence.wasEscaped(text, i)) {
        return true;
      }
    }
    return false;
  }
}
