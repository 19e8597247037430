package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.Condition.Bool;
import dev.slugline.enrich.rule.Condition.Constant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.queryparser.flexible.core.nodes.AndQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.BooleanQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.BoostQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.FieldQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.GroupQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.ModifierQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.ModifierQueryNode.Modifier;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.SlopQueryNode;
import org.apache.lucene.queryparser.flexible.standard.StandardQueryParser;
import org.apache.lucene.queryparser.flexible.standard.nodes.IntervalQueryNode;
import org.apache.lucene.queryparser.flexible.standard.nodes.MinShouldMatchNode;
import org.apache.lucene.queryparser.flexible.standard.nodes.RegexpQueryNode;
import org.apache.lucene.queryparser.flexible.standard.nodes.TermRangeQueryNode;
import org.apache.lucene.queryparser.flexible.standard.parser.EscapeQuerySyntaxImpl;
import org.apache.lucene.queryparser.flexible.standard.parser.ParseException;
import org.apache.lucene.queryparser.flexible.standard.parser.StandardSyntaxParserConstants;
import org.apache.lucene.queryparser.flexible.standard.parser.Token;
import org.jspecify.annotations.Nullable;

/**
 * Reads queries of one language, in the syntax of Lucene's StandardQueryParser, with Lucene's own
 * parser and processors. What they mean is what that parser builds of them, with {@code title} and
 * {@code body} for parts without a field and leading wildcards allowed; boosts change no match. A
 * list may have any length: the clauses are not counted. What is not supported is refused. Not
 * thread-safe; may be used for any number of queries.
 */
final class QueryReader {
  private final QuerySyntax syntax = new QuerySyntax();
  private final LeafConditions leaves;
  private final IntervalReader intervals;

  /** The parts of the query being read that the parser's nodes have no place for, in order. */
  private final Deque<Token> minimums = new ArrayDeque<>();

  private final Deque<Token> regexps = new ArrayDeque<>();
  private final Effort effort = new Effort();
  private String query = "";

  QueryReader(Analyzer analyzer) {
    StandardQueryParser parser = new StandardQueryParser(analyzer);
    parser.setMultiFields(Fields.TEXTS.toArray(CharSequence[]::new));
    parser.setAllowLeadingWildcard(true);
    leaves = new LeafConditions(parser, effort);
    intervals = new IntervalReader(analyzer, effort);
  }

  static QueryReader of(Analysis analysis) {
    return new QueryReader(Fields.analyzer(analysis));
  }

  /** A query that cannot be used, and why. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
    private final int position;

    Unreadable(String message, int position, @Nullable Throwable cause) {
      super(message, cause);
      this.position = position;
    }

    String reason() {
      return Objects.requireNonNullElse(getMessage(), "cannot be read");
    }

    /** The UTF-16 offset into the query; its length where it ends too early; -1: unknown. */
    int position() {
      return position;
    }
  }

  /**
   * Reads a query.
   *
   * @throws Unreadable if it is not valid, names an unknown field, has what is not supported or
   *     exceeds a bound
   */
  Condition read(String text) throws Unreadable {
    QuerySyntax.Tree tree = syntax.parse(text);
    query = text;
    minimums.clear();
    regexps.clear();
    effort.begin();
    intervals.begin(text);
    sort(tree.tokens());
    return Folding.fold(condition(tree.root()).orElseGet(() -> new Constant(false)));
  }

  static Unreadable unknownField(String name, int position) {
    return new Unreadable(
        "unknown field '" + QuerySyntax.shortened(name) + "' (fields: " + Fields.names() + ")",
        position,
        null);
  }

  private void sort(List<Token> tokens) throws Unreadable {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      switch (token.kind) {
        case StandardSyntaxParserConstants.REGEXPTERM -> regexps.add(token);
        case StandardSyntaxParserConstants.FN_PREFIX -> intervals.add(tokens, i);
        case StandardSyntaxParserConstants.OP_COLON,
            StandardSyntaxParserConstants.OP_EQUAL,
            StandardSyntaxParserConstants.OP_LESSTHAN,
            StandardSyntaxParserConstants.OP_LESSTHANEQ,
            StandardSyntaxParserConstants.OP_MORETHAN,
            StandardSyntaxParserConstants.OP_MORETHANEQ ->
            checkField(tokens.get(i - 1));
        default -> {
          if (token.image.equals("@") && token.kind > StandardSyntaxParserConstants.RANGE_GOOP) {
            minimums.add(token);
          }
        }
      }
    }
  }

  /** That of *:* is checked where it is known whether it is that. */
  private static void checkField(Token token) throws Unreadable {
    try {
      String name = EscapeQuerySyntaxImpl.discardEscapeChar(token.image).toString();
      if (!Fields.known(name) && !name.equals("*")) {
        throw unknownField(name, token.beginColumn);
      }
    } catch (ParseException e) {
      throw new Unreadable(String.valueOf(e.getMessage()), token.beginColumn, e);
    }
  }

  private Optional<Condition> condition(QueryNode node) throws Unreadable {
    if (node instanceof BooleanQueryNode) {
      return clauses(node);
    } else if (node instanceof GroupQueryNode group) {
      return condition(group.getChild());
    } else if (node instanceof BoostQueryNode boost) {
      return condition(boost.getChild());
    } else if (node instanceof ModifierQueryNode modifier) {
      return condition(modifier.getChild());
    } else if (node instanceof MinShouldMatchNode minimum) {
      return minimum(minimum);
    } else if (node instanceof IntervalQueryNode interval) {
      return Optional.of(interval(interval));
    }
    return leaves.read(node, query, position(node));
  }

  private int position(QueryNode leaf) {
    if (leaf instanceof FieldQueryNode node) {
      return node.getBegin();
    } else if (leaf instanceof SlopQueryNode slop) {
      return position(slop.getChild());
    } else if (leaf instanceof TermRangeQueryNode range) {
      return range.getLowerBound().getBegin();
    }
    Token token = leaf instanceof RegexpQueryNode ? regexps.poll() : null;
    return token == null ? -1 : token.beginColumn;
  }

  /**
   * AND and OR without parentheses stand in one list, as Lucene has it: {@code a OR b AND c} is
   * {@code a +b +c}. What analysis leaves nothing of counts as not written.
   */
  private Optional<Condition> clauses(QueryNode node) throws Unreadable {
    List<Condition> must = new ArrayList<>();
    List<Condition> should = new ArrayList<>();
    List<Condition> not = new ArrayList<>();
    boolean explicit = addClauses(node, must, should, not);
    int size = must.size() + should.size() + not.size();
    if (size == 0) {
      return Optional.empty();
    } else if (size == 1 && !explicit) {
      return Optional.of(must.isEmpty() ? should.get(0) : must.get(0));
    }
    return Optional.of(new Bool(must, should, not, 0));
  }

  /** Returns whether the last clause had a sign of its own. */
  private boolean addClauses(
      QueryNode node, List<Condition> must, List<Condition> should, List<Condition> not)
      throws Unreadable {
    boolean explicit = false;
    for (QueryNode child : node.getChildren()) {
      if (child instanceof BooleanQueryNode) {
        explicit |= addClauses(child, must, should, not);
        continue;
      }
      Optional<Condition> condition = condition(child);
      if (condition.isEmpty()) {
        continue;
      }
      List<Condition> list = node instanceof AndQueryNode ? must : should;
      if (child instanceof ModifierQueryNode modifier) {
        explicit = true;
        list = modifier.getModifier() == Modifier.MOD_NOT ? not : must;
      }
      list.add(condition.get());
    }
    return explicit;
  }

  private Optional<Condition> minimum(MinShouldMatchNode node) throws Unreadable {
    Optional<Condition> group = condition(node.groupQueryNode);
    Token token = minimums.poll();
    if (group.isEmpty()) {
      return group;
    }
    if (group.get() instanceof Bool bool && !boosted(node.groupQueryNode)) {
      return Optional.of(new Bool(bool.must(), bool.should(), bool.not(), node.minShouldMatch));
    }
    throw new Unreadable(
        "@" + node.minShouldMatch + " needs a group of several parts, without a boost, before it",
        token == null ? -1 : token.beginColumn,
        null);
  }

  /** Lucene's builder fails on it. */
  private static boolean boosted(QueryNode node) {
    QueryNode inner = node;
    while (inner instanceof GroupQueryNode || inner instanceof ModifierQueryNode) {
      inner = inner.getChildren().get(0);
    }
    return inner instanceof BoostQueryNode;
  }

  private Condition interval(IntervalQueryNode node) throws Unreadable {
    CharSequence field = node.getField();
    if (field != null) {
      return intervals.read(List.of(field.toString()));
    }
    return intervals.read(Fields.TEXTS);
  }
}
