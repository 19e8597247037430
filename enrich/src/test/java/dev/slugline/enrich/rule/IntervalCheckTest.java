package dev.slugline.enrich.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slugline.enrich.rule.IntervalCheck.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.queryparser.flexible.standard.StandardQueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.MatchesIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalCheckTest {
  private static final Analyzer ENGLISH = Fields.analyzer(Analysis.of("en"));
  private static final String BODY =
      "The bank raised rates 𝔘 before the trade war; the Bank of England said trade wars hurt"
          + " banks. A war of words, not of trade: the bank said.";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fn:ordered(bank rates)",
        "fn:ordered(rates bank said)",
        "fn:unordered(war trade)",
        "fn:maxgaps(1 fn:unordered(war trade))",
        "fn:maxwidth(4 fn:ordered(bank said))",
        "fn:phrase(trade war)",
        "fn:or(england \"trade war\" words)",
        "fn:atLeast(2 england rates words)",
        "fn:atLeast(3 england rates words)",
        "fn:before(rates war)",
        "fn:after(england war)",
        "fn:containing(fn:ordered(bank said) england)",
        "fn:notContaining(fn:ordered(bank said) england)",
        "fn:containedBy(england fn:ordered(bank said))",
        "fn:notContainedBy(trade fn:ordered(bank said))",
        "fn:overlapping(fn:ordered(bank war) fn:ordered(rates said))",
        "fn:nonOverlapping(bank fn:ordered(england said))",
        "fn:unorderedNoOverlaps(bank fn:ordered(trade war))",
        "fn:within(bank 3 said)",
        "fn:notWithin(bank 3 said)",
        "fn:extend(england 2 3)",
        "fn:wildcard(b*k)",
        "fn:wildcard(*a*)",
        "fn:fuzzyTerm(bang 1)",
        "fn:ordered(fn:wildcard(ra*) fn:fuzzyTerm(trad 2))",
        "\"trade war\"",
      })
  void shouldFindWhatAndWhereLuceneFinds(String function) throws Exception {
    // Given
    LuceneReference article = new LuceneReference(ENGLISH, Map.of("body", BODY), 30);
    String query = "body:" + (function.startsWith("fn:") ? function : "fn:or(" + function + ")");
    Query lucene = new StandardQueryParser(ENGLISH).parse(query, "body");

    // When
    Condition.Interval interval = (Condition.Interval) new QueryReader(ENGLISH).read(query);
    boolean found = IntervalCheck.matches(article.article(), interval);
    List<Span> spans = IntervalCheck.spans(article.article(), interval, 100);

    // Then
    assertThat(found).isEqualTo(article.matches(lucene)).isTrue();
    assertThat(spans).isNotEmpty().isEqualTo(spans(article.searcher(), lucene));
    assertThat(article.meets(interval.needs())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fn:ordered(england rates)",
        "fn:maxwidth(1 fn:ordered(bank said))",
        "fn:phrase(war trade)",
        "fn:atLeast(2 england nobody nothing)",
        "fn:before(england rates)",
        "fn:notContaining(england england)",
        "fn:or(nobody nothing)",
        "fn:wildcard(q*)"
      })
  void shouldFindNothingWhereLuceneFindsNothing(String function) throws Exception {
    // Given
    LuceneReference article =
        new LuceneReference(ENGLISH, Map.of("title", "rates in England", "body", "rates"), 3);
    Condition.Interval interval =
        (Condition.Interval) new QueryReader(ENGLISH).read("title:" + function);
    // When, Then
    assertThat(IntervalCheck.matches(article.article(), interval)).isFalse();
    assertThat(IntervalCheck.spans(article.article(), interval, 9)).isEmpty();
  }

  @Test
  void shouldGiveNoMoreSpansThanAskedFor() throws Exception {
    // Given
    LuceneReference article = new LuceneReference(ENGLISH, Map.of("body", BODY), 30);
    Condition.Interval interval =
        (Condition.Interval) new QueryReader(ENGLISH).read("body:fn:or(bank)");
    // When
    List<Span> spans = IntervalCheck.spans(article.article(), interval, 2);
    // Then
    assertThat(spans).hasSize(2);
    assertThat(spans).allSatisfy(span -> assertThat(span.end()).isEqualTo(span.start()));
  }

  @Test
  void shouldFailAsLuceneDoesWhereAWildcardMeansTooManyTerms() throws Exception {
    // Given
    String many = IntStream.range(0, 200).mapToObj(i -> "a" + i).collect(Collectors.joining(" "));
    LuceneReference article = new LuceneReference(ENGLISH, Map.of("body", many), 200);
    Condition.Interval interval =
        (Condition.Interval) new QueryReader(ENGLISH).read("body:fn:wildcard(a*)");
    // When, Then
    assertThatThrownBy(() -> IntervalCheck.matches(article.article(), interval))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expanded to too many terms (limit 128)");
  }

  @ParameterizedTest
  @CsvSource({
    "fn:ordered(trade war), trade AND war",
    "fn:notContaining(fn:or(trade war) bank), trade OR war",
    "fn:atLeast(2 trade war), trade AND war",
    "fn:atLeast(1 trade war), trade OR war",
    "fn:maxgaps(2 fn:unordered(\"trade war\" fn:or(bank rates))), (trade AND war) AND (bank OR"
        + " rates)",
  })
  void shouldNeedTheWordsThatEveryMatchHas(String function, String needs) throws Exception {
    QueryReader reader = new QueryReader(ENGLISH);
    Condition.Interval interval = (Condition.Interval) reader.read("body:" + function);
    assertThat(interval.needs()).isEqualTo(reader.read("body:(" + needs + ")"));
  }

  private static List<Span> spans(IndexSearcher searcher, Query query) throws IOException {
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    Matches matches = weight.matches(searcher.getIndexReader().leaves().get(0), 0);
    List<Span> spans = new ArrayList<>();
    MatchesIterator each = matches.getMatches("body");
    while (each.next()) {
      spans.add(new Span(each.startPosition(), each.endPosition()));
    }
    return spans;
  }
}
