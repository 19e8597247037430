package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.QueryTree.Family;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * Holds evidence to the places that Lucene's Matches give.
 *
 * <p>Terms, patterns and exact phrases, however combined: the very same places, in order, up to the
 * bound. Of a sloppy phrase or an interval function there are several places to choose from where
 * one overlaps another, so there each of ours must begin and end with a token and overlap one of
 * Lucene's, each of Lucene's must overlap one of ours, and, where the query is nothing but that and
 * only asks for what must be there, the place alone must match.
 */
final class EvidenceCheck {
  private static final Pattern LOOSE = Pattern.compile("fn:|\\^0(?![.0-9]*[1-9])");

  /**
   * Lucene rewrites what is boosted by 0: parts that decide nothing are gone, with their places.
   */
  private static final Pattern NO_SCORE = Pattern.compile("\\^0(?![.0-9]*[1-9])");

  /** Functions whose places depend on what lies around them. */
  private static final Pattern AROUND =
      Pattern.compile("fn:(before|after|not|non|within|containedBy|overlapping|extend)");

  /**
   * The offsets that Lucene gives of this are now and then of another: our places are its words.
   */
  private static final Pattern UNSURE = Pattern.compile("fn:atLeast");

  private final LuceneOracle oracle;

  EvidenceCheck(LuceneOracle oracle) {
    this.oracle = oracle;
  }

  static boolean isExact(String query) {
    return !LOOSE.matcher(query).find();
  }

  /** What is wrong with evidence; null where nothing is. */
  @Nullable String problem(
      QueryTree tree, Query query, Text text, LuceneOracle.Answer said, List<Span> ours) {
    List<Span> lucene = said.spans();
    if (!said.vague() && same(lucene, ours)) {
      return null;
    } else if (ours.size() > EngineUnderTest.MAX_SPANS) {
      return "more evidence than the bound";
    } else if (isExact(tree.text()) && !said.vague()) {
      return "other places";
    } else if (!betweenTokens(ours, oracle.tokens(text))) {
      return "evidence that does not begin and end with a token";
    } else if (said.vague()
        || UNSURE.matcher(tree.text()).find()
        || NO_SCORE.matcher(tree.text()).find()) {
      return null;
    } else if (isAlone(tree) && !ours.stream().allMatch(span -> matches(query, span, text))) {
      return "evidence that alone is no match";
    } else if (!ours.stream().allMatch(span -> lucene.stream().anyMatch(span::overlaps))) {
      return "evidence where Lucene has none";
    }
    boolean full = ours.size() == EngineUnderTest.MAX_SPANS;
    boolean all = lucene.stream().allMatch(span -> ours.stream().anyMatch(span::overlaps));
    return full || all ? null : "no evidence where Lucene has some";
  }

  private static boolean same(List<Span> lucene, List<Span> ours) {
    int given = Math.min(lucene.size(), EngineUnderTest.MAX_SPANS);
    return lucene.subList(0, given).equals(ours);
  }

  /**
   * Whether a query is one phrase or function, over one or both fields, of which a place is all.
   */
  private static boolean isAlone(QueryTree tree) {
    boolean phrase =
        tree.parts().size() > 1
            && tree.parts().stream().allMatch(part -> part.family() == Family.WORD);
    boolean function =
        tree.parts().size() == 1
            && tree.parts().get(0).family() == Family.INTERVAL
            && !AROUND.matcher(tree.text()).find();
    return phrase || function;
  }

  /** Whether the place alone, as the whole of its field, matches. */
  private boolean matches(Query query, Span span, Text text) {
    String part = span.in(text);
    Text alone =
        span.field().equals("title")
            ? new Text(part, "", text.language(), Map.of())
            : new Text(null, part, text.language(), Map.of());
    return oracle.ask(query, oracle.index(alone)).matches();
  }

  private static boolean betweenTokens(List<Span> spans, List<Span> tokens) {
    Set<String> starts = new HashSet<>();
    Set<String> ends = new HashSet<>();
    for (Span token : tokens) {
      starts.add(token.field() + token.start());
      ends.add(token.field() + token.end());
    }
    return spans.stream()
        .allMatch(
            span ->
                starts.contains(span.field() + span.start())
                    && ends.contains(span.field() + span.end()));
  }
}
