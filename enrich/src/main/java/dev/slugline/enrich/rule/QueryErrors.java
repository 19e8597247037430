package dev.slugline.enrich.rule;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.queryparser.flexible.core.QueryNodeException;
import org.apache.lucene.queryparser.flexible.standard.parser.ParseException;
import org.apache.lucene.queryparser.flexible.standard.parser.Token;
import org.jspecify.annotations.Nullable;

/** Why Lucene's parser refuses a query, in plain words, and where. */
final class QueryErrors {
  private static final Pattern COLUMN = Pattern.compile("column (\\d+)");

  private static final int MAX_REASON = 160;

  private QueryErrors() {}

  static String reason(QueryNodeException e) {
    Token token = unexpected(e);
    if (token != null) {
      return token.kind == 0
          ? "the query ends too early: a bracket, a quotation mark or a word is missing"
          : "'" + token.image + "' is not expected here";
    }
    return lexical(e) >= 0
        ? "a character that cannot stand here, or a quotation mark without its other half"
        : cut(String.valueOf(e.getMessage()));
  }

  /** Some messages repeat the whole query. */
  private static String cut(String message) {
    return message.length() <= MAX_REASON ? message : message.substring(0, MAX_REASON) + "…";
  }

  /** A UTF-16 offset into the query; -1 where it is unknown. */
  static int position(String query, QueryNodeException e) {
    Token token = unexpected(e);
    int position = token == null ? lexical(e) : token.beginColumn;
    if (token != null && token.kind == 0) {
      position = query.stripTrailing().length();
    }
    return position > query.length() ? -1 : position;
  }

  /** Where a field is asked for in a query; -1: nowhere that can be told. */
  static int field(String query, String field) {
    boolean quoted = false;
    for (int i = 0; i < query.length(); i++) {
      char c = query.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted
          && query.startsWith(field, i)
          && (i == 0 || !Character.isLetterOrDigit(query.charAt(i - 1)))
          && i + field.length() < query.length()
          && ":<>= ".indexOf(query.charAt(i + field.length())) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable Token unexpected(QueryNodeException e) {
    return e instanceof ParseException parse && parse.currentToken != null
        ? parse.currentToken.next
        : null;
  }

  private static int lexical(QueryNodeException e) {
    Matcher column = COLUMN.matcher(String.valueOf(e.getCause()));
    return column.find() ? Integer.parseInt(column.group(1)) : -1;
  }
}
