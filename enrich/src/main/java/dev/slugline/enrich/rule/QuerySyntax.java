package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.QueryReader.Unreadable;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.queryparser.charstream.FastCharStream;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;
import org.apache.lucene.queryparser.flexible.standard.parser.ParseException;
import org.apache.lucene.queryparser.flexible.standard.parser.StandardSyntaxParser;
import org.apache.lucene.queryparser.flexible.standard.parser.StandardSyntaxParserConstants;
import org.apache.lucene.queryparser.flexible.standard.parser.StandardSyntaxParserTokenManager;
import org.apache.lucene.queryparser.flexible.standard.parser.Token;
import org.apache.lucene.queryparser.flexible.standard.parser.TokenMgrError;
import org.jspecify.annotations.Nullable;

/**
 * Lucene's own parser of the standard query syntax, with the tokens it read beside the tree it
 * made: tokens have a place in the query where nodes have none. Not thread-safe.
 */
final class QuerySyntax {
  /** In UTF-16 units; longer queries are refused. */
  static final int MAX_LENGTH = 1 << 20;

  /** Of parentheses; deeper ones are refused. */
  static final int MAX_DEPTH = 200;

  private StandardSyntaxParser parser = new StandardSyntaxParser();

  /**
   * A query as Lucene reads it.
   *
   * @param tokens all of it, in order, without the end; {@link Token#beginColumn} is the UTF-16
   *     offset into the query
   */
  record Tree(QueryNode root, List<Token> tokens) {}

  Tree parse(String query) throws Unreadable {
    if (query.length() > MAX_LENGTH) {
      throw new Unreadable(
          "the query is longer than " + MAX_LENGTH + " characters", MAX_LENGTH, null);
    }
    FastCharStream characters = new FastCharStream(new StringReader(query));
    try {
      checkDepth(query);
      parser.ReInit(characters);
      Token first = parser.token;
      try {
        QueryNode root = parser.TopLevelQuery(null);
        List<Token> tokens = new ArrayList<>();
        for (Token token = first.next; token != null; token = token.next) {
          if (token.kind != StandardSyntaxParserConstants.EOF) {
            tokens.add(token);
          }
        }
        return new Tree(root, tokens);
      } catch (NumberFormatException e) {
        Token number = lastNotWhole(first);
        throw new Unreadable(
            number == null ? "not a number" : "'" + number.image + "' is not a whole number here",
            number == null ? -1 : number.beginColumn,
            e);
      }
    } catch (ParseException e) {
      throw unreadable(e);
    } catch (TokenMgrError e) {
      throw notAToken(query, characters.getBeginColumn(), e);
    } catch (StackOverflowError e) {
      parser = new StandardSyntaxParser();
      throw new Unreadable("the query is nested too deeply", -1, e);
    }
  }

  private static void checkDepth(String query) throws Unreadable {
    if (query.chars().filter(c -> c == '(').limit(MAX_DEPTH + 1L).count() <= MAX_DEPTH) {
      return;
    }
    FastCharStream characters = new FastCharStream(new StringReader(query));
    StandardSyntaxParserTokenManager tokens = new StandardSyntaxParserTokenManager(characters);
    int depth = 0;
    try {
      for (Token token = tokens.getNextToken();
          token.kind != StandardSyntaxParserConstants.EOF;
          token = tokens.getNextToken()) {
        if (token.kind == StandardSyntaxParserConstants.RPAREN) {
          depth--;
        } else if (token.kind == StandardSyntaxParserConstants.LPAREN && ++depth > MAX_DEPTH) {
          throw new Unreadable(
              "parentheses are nested more than " + MAX_DEPTH + " deep", token.beginColumn, null);
        }
      }
    } catch (TokenMgrError e) {
      throw notAToken(query, characters.getBeginColumn(), e);
    }
  }

  /** The parser reads a number as whole right after the token, or at the end of its function. */
  private static @Nullable Token lastNotWhole(Token first) {
    Token found = null;
    for (Token token = first.next; token != null; token = token.next) {
      if (token.kind == StandardSyntaxParserConstants.NUMBER && !whole(token.image)) {
        found = token;
      }
    }
    return found;
  }

  private static boolean whole(String image) {
    try {
      Integer.parseInt(image);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private Unreadable unreadable(ParseException e) {
    Token last = e.currentToken;
    if (last == null || last.next == null) {
      String message = String.valueOf(e.getMessage());
      return new Unreadable(message, Math.max(-1, parser.token.beginColumn), e);
    }
    Token found = last.next;
    if (last.kind == StandardSyntaxParserConstants.OP_COLON && comparison(found.kind)) {
      String hint = "'" + found.image + "' stands in place of ':', not after it";
      return new Unreadable(hint, found.beginColumn, e);
    }
    String message =
        found.kind == StandardSyntaxParserConstants.EOF
            ? "the query ends too early" + expected(e)
            : "'" + shortened(found.image) + "' is not expected here" + expected(e);
    return new Unreadable(message, found.beginColumn, e);
  }

  private static boolean comparison(int kind) {
    return kind >= StandardSyntaxParserConstants.OP_LESSTHAN
        && kind <= StandardSyntaxParserConstants.OP_MORETHANEQ;
  }

  /** What could stand there instead, where that is one thing. */
  private static String expected(ParseException e) {
    if (e.expectedTokenSequences.length != 1) {
      return "";
    }
    StringBuilder words = new StringBuilder(": expected");
    for (int kind : e.expectedTokenSequences[0]) {
      String image = e.tokenImage[kind];
      words.append(' ').append(kind == StandardSyntaxParserConstants.EOF ? "its end" : image);
    }
    return words.toString();
  }

  private static Unreadable notAToken(String query, int position, TokenMgrError e) {
    String rest = query.substring(Math.min(position, query.length()));
    String message;
    if (rest.startsWith("\"")) {
      message = "the quotation mark is not closed";
    } else if (rest.startsWith("/")) {
      message = "the regular expression is not closed by '/'";
    } else if (query.startsWith("fn:", position - 3)) {
      message = "there is no interval function '" + shortened(rest.split("\\W", 2)[0]) + "'";
    } else {
      message = "'" + shortened(rest) + "' is not understood here";
    }
    return new Unreadable(message, position, e);
  }

  static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= 40
        ? text
        : text.substring(0, text.offsetByCodePoints(0, 40)) + "…";
  }
}
