package dev.slugline.enrich.rule;

import static org.apache.lucene.queryparser.flexible.standard.parser.StandardSyntaxParserConstants.FN_PREFIX;
import static org.apache.lucene.queryparser.flexible.standard.parser.StandardSyntaxParserConstants.NUMBER;
import static org.apache.lucene.queryparser.flexible.standard.parser.StandardSyntaxParserConstants.QUOTED;
import static org.apache.lucene.queryparser.flexible.standard.parser.StandardSyntaxParserConstants.RPAREN;

import dev.slugline.enrich.rule.Condition.Bool;
import dev.slugline.enrich.rule.Condition.Constant;
import dev.slugline.enrich.rule.QueryReader.Unreadable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.queryparser.flexible.standard.parser.Token;

/**
 * Reads interval functions from the tokens that Lucene's parser has found to be one. (Its tree
 * keeps neither their places nor what they are made of within reach.) Not thread-safe.
 */
final class IntervalReader {
  /** Of functions within each other; deeper ones are refused. */
  static final int MAX_DEPTH = 10;

  private final IntervalParts parts;
  private final Deque<Integer> starts = new ArrayDeque<>();
  private List<Token> tokens = List.of();
  private String query = "";
  private String field = "";

  /** Of the token to be read next. */
  private int next;

  IntervalReader(Analyzer analyzer, Effort effort) {
    parts = new IntervalParts(analyzer, effort);
  }

  /** Starts another query. */
  void begin(String text) {
    query = text;
    starts.clear();
    next = 0;
    parts.begin();
  }

  /** Says where a function starts, in order; those within another too. */
  void add(List<Token> all, int index) {
    tokens = all;
    starts.add(index);
  }

  /** Reads the next function that is not within another, for any of these fields. */
  Condition read(List<String> fields) throws Unreadable {
    int start = starts.remove();
    while (start < next) {
      start = starts.remove();
    }
    List<Condition> any = new ArrayList<>();
    for (String name : fields) {
      if (!Fields.TEXTS.contains(name)) {
        throw new Unreadable(
            "interval functions are for " + String.join(" and ", Fields.TEXTS) + ", not " + name,
            tokens.get(start).beginColumn,
            null);
      }
      field = name;
      next = start;
      IntervalParts.Part part = part(0);
      Condition needs = Folding.fold(part.needs());
      String words = query.substring(tokens.get(start).beginColumn, tokens.get(next - 1).endColumn);
      any.add(
          needs.equals(new Constant(false))
              ? needs
              : new Condition.Interval(name, part.source(), needs, name + ":" + words));
    }
    return any.size() == 1 ? any.get(0) : new Bool(List.of(), any, List.of(), 0);
  }

  private IntervalParts.Part part(int depth) throws Unreadable {
    Token token = tokens.get(next++);
    if (token.kind != FN_PREFIX) {
      return parts.text(field, image(token), token.beginColumn);
    }
    if (depth == MAX_DEPTH) {
      throw new Unreadable(
          "interval functions are nested more than " + MAX_DEPTH + " deep",
          token.beginColumn,
          null);
    }
    Token function = tokens.get(next);
    next += 2;
    IntervalParts.Call call = new IntervalParts.Call(function.kind, token.beginColumn);
    if (IntervalParts.ofTerm(function.kind)) {
      call.term(image(tokens.get(next++)));
    }
    while (tokens.get(next).kind != RPAREN) {
      if (tokens.get(next).kind == NUMBER && call.takesNumber()) {
        call.number(Integer.parseInt(tokens.get(next++).image));
      } else {
        call.part(part(depth + 1));
      }
    }
    next++;
    return parts.function(field, call);
  }

  private static String image(Token token) {
    return token.kind == QUOTED ? token.image.substring(1, token.image.length() - 1) : token.image;
  }
}
