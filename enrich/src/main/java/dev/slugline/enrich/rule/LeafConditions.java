package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.QueryReader.Unreadable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.queryparser.flexible.core.QueryNodeException;
import org.apache.lucene.queryparser.flexible.core.nodes.BooleanQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.DeletedQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.FieldQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.FieldableNode;
import org.apache.lucene.queryparser.flexible.core.nodes.FuzzyQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.GroupQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.MatchAllDocsQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QuotedFieldQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.SlopQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.TokenizedPhraseQueryNode;
import org.apache.lucene.queryparser.flexible.core.processors.QueryNodeProcessor;
import org.apache.lucene.queryparser.flexible.standard.nodes.PrefixWildcardQueryNode;
import org.apache.lucene.queryparser.flexible.standard.nodes.RegexpQueryNode;
import org.apache.lucene.queryparser.flexible.standard.nodes.TermRangeQueryNode;
import org.apache.lucene.queryparser.flexible.standard.nodes.WildcardQueryNode;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * What the terms, phrases, ranges and expressions of a query mean, as Lucene's processors expand
 * and analyse them. Each is processed alone, not within the tree of the whole query: there the
 * processors take time with the square of a list's length. Remembers what it has read. Not
 * thread-safe.
 */
final class LeafConditions {
  private static final int MAX_REMEMBERED = 50_000;

  private final QueryNodeProcessor processor;
  private final Map<Key, Optional<Condition>> remembered = new HashMap<>();

  LeafConditions(QueryNodeProcessor processor) {
    this.processor = processor;
  }

  private record Key(Class<?> kind, String field, String text, float number) {}

  /**
   * Reads one part of a query that has no parts.
   *
   * @param position of the part, for the message when it is refused
   * @return empty where analysis leaves nothing of it, as of a stop word: such a part counts as not
   *     written
   */
  Optional<Condition> read(QueryNode leaf, String query, int position) throws Unreadable {
    String field = leaf instanceof FieldableNode node ? text(node.getField()) : "";
    if (Fields.NUMBERS.contains(field)) {
      return Optional.of(ValueReader.number(field, withoutSlop(leaf), position));
    } else if (Fields.DAYS.contains(field)) {
      ValueReader.checkDays(field, withoutSlop(leaf), position);
    }
    if (leaf instanceof TermRangeQueryNode) {
      return process(leaf, position);
    }
    Key key = key(leaf, field, query);
    Optional<Condition> known = remembered.get(key);
    if (known == null) {
      known = process(leaf, position);
      if (remembered.size() == MAX_REMEMBERED) {
        remembered.clear();
      }
      remembered.put(key, known);
    }
    return known;
  }

  /** A text as written says what is escaped in it; as read it does not. */
  private static Key key(QueryNode leaf, String field, String query) {
    if (withoutSlop(leaf) instanceof FieldQueryNode node) {
      float number =
          leaf instanceof SlopQueryNode slop
              ? slop.getValue()
              : leaf instanceof FuzzyQueryNode fuzzy ? fuzzy.getSimilarity() : 0;
      return new Key(
          node.getClass(), field, query.substring(node.getBegin(), node.getEnd()), number);
    }
    return new Key(leaf.getClass(), field, ((RegexpQueryNode) leaf).getText().toString(), 0);
  }

  private static QueryNode withoutSlop(QueryNode leaf) {
    return leaf instanceof SlopQueryNode slop ? slop.getChild() : leaf;
  }

  private Optional<Condition> process(QueryNode leaf, int position) throws Unreadable {
    try {
      return condition(processor.process(alone(leaf)), position);
    } catch (QueryNodeException e) {
      throw new Unreadable(String.valueOf(e.getMessage()), position, e);
    }
  }

  /** A copy without the tree that the part stands in. */
  private static QueryNode alone(QueryNode leaf) throws Unreadable {
    if (leaf instanceof SlopQueryNode slop) {
      return new SlopQueryNode(alone(slop.getChild()), slop.getValue());
    } else if (leaf instanceof TermRangeQueryNode range) {
      return new TermRangeQueryNode(
          (FieldQueryNode) alone(range.getLowerBound()),
          (FieldQueryNode) alone(range.getUpperBound()),
          range.isLowerInclusive(),
          range.isUpperInclusive());
    } else if (leaf instanceof RegexpQueryNode node) {
      return new RegexpQueryNode(node.getField(), node.getText());
    } else if (leaf instanceof FuzzyQueryNode node) {
      return new FuzzyQueryNode(
          node.getField(), node.getText(), node.getSimilarity(), node.getBegin(), node.getEnd());
    } else if (leaf instanceof QuotedFieldQueryNode node) {
      return new QuotedFieldQueryNode(
          node.getField(), node.getText(), node.getBegin(), node.getEnd());
    } else if (leaf instanceof FieldQueryNode node) {
      return new FieldQueryNode(node.getField(), node.getText(), node.getBegin(), node.getEnd());
    }
    throw unsupported(leaf, -1);
  }

  private static Unreadable unsupported(QueryNode node, int position) {
    String kind = node.getClass().getSimpleName().replace("QueryNode", "").replace("Node", "");
    return new Unreadable(kind + " is not supported", position, null);
  }

  private Optional<Condition> condition(QueryNode node, int position) throws Unreadable {
    if (node instanceof DeletedQueryNode) {
      return Optional.empty();
    } else if (node instanceof GroupQueryNode group) {
      return condition(group.getChild(), position);
    } else if (node instanceof BooleanQueryNode) {
      List<Condition> should = new ArrayList<>();
      for (QueryNode child : node.getChildren()) {
        condition(child, position).ifPresent(should::add);
      }
      return Optional.of(new Condition.Bool(List.of(), should, List.of(), 0));
    } else if (node instanceof MatchAllDocsQueryNode) {
      return Optional.of(new Condition.Constant(true));
    }
    CharSequence name =
        node instanceof SlopQueryNode slop
            ? ((FieldQueryNode) slop.getChild().getChildren().get(0)).getField()
            : ((FieldableNode) node).getField();
    String field = text(name);
    if (!Fields.known(field)) {
      throw QueryReader.unknownField(field, position);
    }
    return Optional.of(condition(field, node, position));
  }

  private static Condition condition(String field, QueryNode node, int position) throws Unreadable {
    if (node instanceof SlopQueryNode slop) {
      return phrase(field, slop, position);
    } else if (node instanceof FuzzyQueryNode fuzzy) {
      return fuzzy(field, fuzzy, position);
    } else if (node instanceof PrefixWildcardQueryNode prefix) {
      String text = prefix.getTextAsString();
      return terms(field, text.substring(0, text.length() - 1), null, text);
    } else if (node instanceof WildcardQueryNode wildcard) {
      String text = wildcard.getTextAsString();
      return text.equals("*")
          ? terms(field, "", null, text)
          : terms(field, literal(text), TermTest.wildcard(text, position), text);
    } else if (node instanceof RegexpQueryNode regexp) {
      String text = regexp.getText().toString();
      return terms(field, "", TermTest.regexp(text, position), "/" + text + "/");
    } else if (node instanceof TermRangeQueryNode range) {
      return range(field, range);
    } else if (node instanceof FieldQueryNode term) {
      return new Condition.Term(field, wellFormed(term.getTextAsString()));
    }
    throw unsupported(node, position);
  }

  private static Condition phrase(String field, SlopQueryNode slop, int position)
      throws Unreadable {
    if (!(slop.getChild() instanceof TokenizedPhraseQueryNode phrase)) {
      throw unsupported(slop.getChild(), position);
    }
    List<String> terms = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    for (QueryNode child : phrase.getChildren()) {
      FieldQueryNode term = (FieldQueryNode) child;
      terms.add(wellFormed(term.getTextAsString()));
      positions.add(term.getPositionIncrement());
    }
    // a stop word in front is no part of the phrase
    int first = positions.get(0);
    positions.replaceAll(at -> at - first);
    return new Condition.Phrase(field, List.copyOf(terms), List.copyOf(positions), slop.getValue());
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

  private static Condition range(String field, TermRangeQueryNode node) {
    String low = wellFormed(node.getLowerBound().getTextAsString());
    String high = wellFormed(node.getUpperBound().getTextAsString());
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

  /** As in an index, where half a surrogate pair is U+FFFD. */
  private static String wellFormed(String text) {
    return text.chars().anyMatch(c -> Character.isSurrogate((char) c))
        ? new BytesRef(text).utf8ToString()
        : text;
  }

  private static String text(@Nullable CharSequence field) {
    return field == null ? "" : field.toString();
  }
}
