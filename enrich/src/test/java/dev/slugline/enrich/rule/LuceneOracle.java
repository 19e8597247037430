package dev.slugline.enrich.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.queries.intervals.IntervalQuery;
import org.apache.lucene.queryparser.flexible.core.QueryNodeException;
import org.apache.lucene.queryparser.flexible.standard.StandardQueryParser;
import org.apache.lucene.queryparser.flexible.standard.config.PointsConfig;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.MatchesIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;

/**
 * What Lucene's own parser and MemoryIndex say of a query and a text, with no code of the engine.
 * For one language. Not thread-safe.
 */
final class LuceneOracle {
  private static final List<String> SINGLE_TERM_FIELDS =
      List.of(
          "source",
          "section",
          "author",
          "keyword",
          "url",
          "lang",
          "slugline",
          "genre",
          "publishedAt",
          "updatedAt",
          "receivedAt");

  /** Values of one field stand this far apart. */
  private static final int VALUES_APART = 100;

  private static final Answer NO = new Answer(false, List.of(), false);

  private final Analyzer analyzer;
  private final StandardQueryParser parser;

  /**
   * What Lucene says.
   *
   * @param spans the places in title and body, distinct, in order
   * @param vague whether it cannot say where: some places have no offsets, as those of {@code
   *     fn:extend}, its Matches fail on a text that it counts, as a few of {@code fn:atLeast} do,
   *     or have places where it counts none
   */
  record Answer(boolean matches, List<Span> spans, boolean vague) {}

  LuceneOracle(String language) {
    analyzer = analyzer(language);
    parser = new StandardQueryParser(analyzer);
    parser.setMultiFields(new CharSequence[] {"title", "body"});
    parser.setAllowLeadingWildcard(true);
    parser.setPointsConfigMap(
        Map.of(
            "wordCount",
            new PointsConfig(NumberFormat.getIntegerInstance(Locale.ROOT), Integer.class)));
  }

  private static Analyzer analyzer(String language) {
    Analyzer text = Analysis.of(language).analyzer();
    Analyzer single = new SingleTerm();
    Map<String, Analyzer> fields = new HashMap<>();
    SINGLE_TERM_FIELDS.forEach(field -> fields.put(field, single));
    return new PerFieldAnalyzerWrapper(text, fields);
  }

  private static final class SingleTerm extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      KeywordTokenizer tokenizer = new KeywordTokenizer();
      return new TokenStreamComponents(tokenizer, new LowerCaseFilter(tokenizer));
    }

    @Override
    protected TokenStream normalize(String field, TokenStream in) {
      return new LowerCaseFilter(in);
    }

    @Override
    public int getPositionIncrementGap(String field) {
      return VALUES_APART - 1;
    }
  }

  Query parse(String query) throws QueryNodeException {
    return parser.parse(query, null);
  }

  /** A searcher over one text. */
  IndexSearcher index(Text text) {
    MemoryIndex index = new MemoryIndex(true);
    if (text.title() != null) {
      index.addField("title", text.title(), analyzer);
    }
    index.addField("body", text.body(), analyzer);
    text.fields()
        .forEach(
            (field, values) -> {
              for (String value : values) {
                if (field.equals("wordCount")) {
                  index.addField(new IntPoint(field, Integer.parseInt(value)), analyzer);
                } else {
                  index.addField(field, value, analyzer);
                }
              }
            });
    IndexSearcher searcher = index.createSearcher();
    searcher.setQueryCache(null);
    return searcher;
  }

  /** Counted, not scored: a boost of 0 makes a match no less of one. */
  Answer ask(Query query, IndexSearcher text) {
    try {
      return text.count(query) > 0 ? places(query, text) : NO;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer places(Query query, IndexSearcher text) throws IOException {
    try {
      Matches matches =
          text.createWeight(text.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1)
              .matches(text.getIndexReader().leaves().get(0), 0);
      TreeSet<Span> spans = new TreeSet<>();
      boolean vague = matches == null || contradictsItself(query, text);
      for (String field : matches == null ? List.<String>of() : List.of("title", "body")) {
        MatchesIterator places = matches.getMatches(field);
        while (places != null && places.next()) {
          Span span = new Span(field, places.startOffset(), places.endOffset());
          vague |= span.start() < 0 || span.end() <= span.start();
          spans.add(span);
        }
      }
      return new Answer(true, vague ? List.of() : List.copyOf(spans), vague);
    } catch (AssertionError | RuntimeException e) {
      return new Answer(true, List.of(), true);
    }
  }

  /**
   * Whether a function within a query has places in a text that it does not match: {@code
   * fn:maxgaps} over a phrase that is asked for twice.
   */
  private static boolean contradictsItself(Query query, IndexSearcher text) throws IOException {
    if (query instanceof BooleanQuery parts) {
      for (BooleanClause part : parts) {
        if (contradictsItself(part.getQuery(), text)) {
          return true;
        }
      }
      return false;
    }
    if (query instanceof BoostQuery boosted) {
      return contradictsItself(boosted.getQuery(), text);
    }
    return query instanceof IntervalQuery
        && text.count(query) == 0
        && text.createWeight(text.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1)
                .matches(text.getIndexReader().leaves().get(0), 0)
            != null;
  }

  /** The tokens of title and body, in order. */
  List<Span> tokens(Text text) {
    List<Span> tokens = new ArrayList<>();
    if (text.title() != null) {
      tokens("title", text.title(), tokens);
    }
    tokens("body", text.body(), tokens);
    return tokens;
  }

  private void tokens(String field, String value, List<Span> tokens) {
    try (TokenStream stream = analyzer.tokenStream(field, value)) {
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        tokens.add(new Span(field, offset.startOffset(), offset.endOffset()));
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
