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
import org.apache.lucene.queryparser.flexible.standard.StandardQueryParser;
import org.apache.lucene.queryparser.flexible.standard.nodes.RegexpQueryNode;
import org.apache.lucene.queryparser.flexible.standard.nodes.TermRangeQueryNode;
import org.jspecify.annotations.Nullable;

/**
 * What the terms, phrases, ranges and expressions of a query mean. Words and phrases are analysed
 * at once; the rest goes through Lucene's processors, each part alone, not within the tree of the
 * whole query: there the processors take time with the square of a list's length. Remembers what it
 * has read. Not thread-safe.
 */
final class LeafConditions {
  private static final int MAX_REMEMBERED = 50_000;

  private final StandardQueryParser parser;
  private final TextAnalysis analysis;
  private final TermExpressions expressions;
  private final Map<Key, Optional<Condition>> remembered = new HashMap<>();

  LeafConditions(StandardQueryParser parser, Effort effort) {
    this.parser = parser;
    analysis = new TextAnalysis(parser.getAnalyzer());
    expressions = new TermExpressions(effort);
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
    CharSequence name = leaf instanceof FieldableNode node ? node.getField() : null;
    String field = name == null ? "" : name.toString();
    if (Fields.NUMBERS.contains(field)) {
      return Optional.of(ValueReader.number(field, withoutSlop(leaf), position));
    } else if (Fields.DAYS.contains(field)) {
      ValueReader.checkDays(field, withoutSlop(leaf), position);
    }
    Key key = key(leaf, field, query);
    Optional<Condition> known = remembered.get(key);
    if (known == null) {
      known = field.isEmpty() ? inTexts(leaf, position) : inField(leaf, field, position);
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
    } else if (leaf instanceof TermRangeQueryNode range) {
      FieldQueryNode low = range.getLowerBound();
      FieldQueryNode high = range.getUpperBound();
      String text =
          (range.isLowerInclusive() ? "[" : "{")
              + (ValueReader.open(low) ? "*" : low.getText().length() + " " + low.getText())
              + (range.isUpperInclusive() ? "]" : "}")
              + (ValueReader.open(high) ? "*" : high.getText().length() + " " + high.getText());
      return new Key(TermRangeQueryNode.class, field, text, 0);
    }
    return new Key(leaf.getClass(), field, ((RegexpQueryNode) leaf).getText().toString(), 0);
  }

  private static QueryNode withoutSlop(QueryNode leaf) {
    return leaf instanceof SlopQueryNode slop ? slop.getChild() : leaf;
  }

  /** In any of the text fields; all are analysed alike. */
  private Optional<Condition> inTexts(QueryNode leaf, int position) throws Unreadable {
    Optional<Condition> first = inField(leaf, Fields.TEXTS.get(0), position);
    if (first.isEmpty()) {
      return first;
    }
    List<Condition> any = new ArrayList<>();
    for (String field : Fields.TEXTS) {
      any.add(moved(first.get(), field));
    }
    return Optional.of(new Condition.Bool(List.of(), List.copyOf(any), List.of(), 0));
  }

  private static Condition moved(Condition condition, String field) {
    if (condition instanceof Condition.Term term) {
      return new Condition.Term(field, term.term());
    } else if (condition instanceof Condition.Phrase phrase) {
      return new Condition.Phrase(field, phrase.terms(), phrase.positions(), phrase.slop());
    } else if (condition instanceof Condition.Terms terms) {
      String words = field + terms.words().substring(terms.field().length());
      return new Condition.Terms(field, terms.prefix(), terms.test(), words);
    } else if (condition instanceof Condition.Bool bool) {
      List<Condition> should = bool.should().stream().map(part -> moved(part, field)).toList();
      return new Condition.Bool(bool.must(), should, bool.not(), bool.minimum());
    }
    return condition;
  }

  private Optional<Condition> inField(QueryNode leaf, String field, int position)
      throws Unreadable {
    if (leaf instanceof TermRangeQueryNode range) {
      return Optional.of(
          TermExpressions.range(
              field,
              range,
              analysis.normalized(field, range.getLowerBound()),
              analysis.normalized(field, range.getUpperBound())));
    }
    int slop = leaf instanceof SlopQueryNode node ? node.getValue() : 0;
    QueryNode text = withoutSlop(leaf);
    if (Fields.known(field)
        && text instanceof FieldQueryNode node
        && !(text instanceof FuzzyQueryNode)) {
      boolean quoted = text instanceof QuotedFieldQueryNode;
      if (quoted || !ValueReader.wildcard(node.getText())) {
        return analysis.condition(field, node.getTextAsString(), quoted, slop, position);
      }
    }
    return processed(alone(leaf, field), position);
  }

  private Optional<Condition> processed(QueryNode leaf, int position) throws Unreadable {
    try {
      return condition(parser.getQueryNodeProcessor().process(leaf), position);
    } catch (QueryNodeException e) {
      throw new Unreadable(String.valueOf(e.getMessage()), position, e);
    }
  }

  /** A copy without the tree that the part stands in. */
  private static QueryNode alone(QueryNode leaf, String field) {
    if (leaf instanceof RegexpQueryNode node) {
      return new RegexpQueryNode(field, node.getText());
    } else if (leaf instanceof FuzzyQueryNode node) {
      return new FuzzyQueryNode(field, node.getText(), node.getSimilarity(), -1, -1);
    } else if (leaf instanceof QuotedFieldQueryNode node) {
      return new QuotedFieldQueryNode(field, node.getText(), -1, -1);
    } else if (leaf instanceof FieldQueryNode node) {
      return new FieldQueryNode(field, node.getText(), -1, -1);
    }
    return alone(((SlopQueryNode) leaf).getChild(), field);
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
    @Nullable CharSequence field = node instanceof FieldableNode named ? named.getField() : null;
    if (field == null || !Fields.known(field.toString())) {
      throw QueryReader.unknownField(String.valueOf(field), position);
    }
    return Optional.of(expressions.condition(field.toString(), node, position));
  }
}
