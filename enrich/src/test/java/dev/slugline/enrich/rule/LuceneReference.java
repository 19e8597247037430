package dev.slugline.enrich.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.queries.intervals.IntervalQuery;
import org.apache.lucene.queryparser.flexible.standard.StandardQueryParser;
import org.apache.lucene.queryparser.flexible.standard.config.PointsConfig;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Lucene's own answers, for tests: its parser of queries, its index of one article. */
final class LuceneReference {
  private final MemoryIndex index = new MemoryIndex(true);
  private final TokenBuffer title = new TokenBuffer();
  private final TokenBuffer body = new TokenBuffer();
  private final Words words;

  LuceneReference(Analyzer analyzer, Map<String, String> fields, int wordCount) {
    words = new Words(analyzer);
    fields.forEach((name, text) -> index.addField(name, text, analyzer));
    index.addField(new IntPoint("wordCount", wordCount), analyzer);
    words.analyse("title", fields.getOrDefault("title", ""), title);
    words.analyse("body", fields.getOrDefault("body", ""), body);
  }

  static StandardQueryParser parser(Analyzer analyzer) {
    StandardQueryParser parser = new StandardQueryParser(analyzer);
    parser.setMultiFields(new CharSequence[] {"title", "body"});
    parser.setAllowLeadingWildcard(true);
    parser.setPointsConfigMap(
        Map.of(
            "wordCount",
            new PointsConfig(NumberFormat.getIntegerInstance(Locale.ROOT), Integer.class)));
    return parser;
  }

  /** A match may have the score 0: a fuzzy term more than half of which is edited. */
  boolean matches(Query query) {
    try {
      return searcher().count(query) > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  IndexSearcher searcher() {
    return index.createSearcher();
  }

  ArticleReader article() {
    return new ArticleReader(words, title, body);
  }

  /** Whether the article meets a condition, answered by Lucene's queries for its parts. */
  boolean meets(Condition condition) throws IOException {
    return matches(query(condition));
  }

  private Query query(Condition condition) throws IOException {
    if (condition instanceof Condition.Constant constant) {
      return constant.all() ? new MatchAllDocsQuery() : new MatchNoDocsQuery();
    } else if (condition instanceof Condition.Term term) {
      return new TermQuery(new org.apache.lucene.index.Term(term.field(), term.term()));
    } else if (condition instanceof Condition.Terms terms) {
      return hasAny(terms) ? new MatchAllDocsQuery() : new MatchNoDocsQuery();
    } else if (condition instanceof Condition.Numbers numbers) {
      return IntPoint.newRangeQuery(numbers.field(), (int) numbers.low(), (int) numbers.high());
    } else if (condition instanceof Condition.Phrase phrase) {
      PhraseQuery.Builder builder = new PhraseQuery.Builder().setSlop(phrase.slop());
      for (int i = 0; i < phrase.terms().size(); i++) {
        builder.add(
            new org.apache.lucene.index.Term(phrase.field(), phrase.terms().get(i)),
            phrase.positions().get(i));
      }
      return builder.build();
    } else if (condition instanceof Condition.Interval interval) {
      return interval(interval);
    }
    Condition.Bool bool = (Condition.Bool) condition;
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    add(builder, bool.must(), Occur.MUST);
    add(builder, bool.should(), Occur.SHOULD);
    add(builder, bool.not(), Occur.MUST_NOT);
    return builder.setMinimumNumberShouldMatch(bool.minimum()).build();
  }

  private void add(BooleanQuery.Builder builder, List<Condition> parts, Occur occur)
      throws IOException {
    for (Condition part : parts) {
      builder.add(query(part), occur);
    }
  }

  private Query interval(Condition.Interval interval) throws IOException {
    IntervalQuery query = new IntervalQuery(interval.field(), interval.source());
    boolean found = matches(query);
    if (found && !meets(interval.needs())) {
      throw new AssertionError("needs more than it has: " + interval);
    }
    if (found != IntervalCheck.matches(article(), interval)) {
      throw new AssertionError("another answer than Lucene's " + found + ": " + interval);
    }
    return query;
  }

  private boolean hasAny(Condition.Terms wanted) throws IOException {
    IndexReader reader = index.createSearcher().getIndexReader();
    Terms terms = reader.leaves().get(0).reader().terms(wanted.field());
    if (terms == null) {
      return false;
    }
    TermsEnum each = terms.iterator();
    while (each.next() != null) {
      String term = each.term().utf8ToString();
      if (term.startsWith(wanted.prefix()) && (wanted.test() == null || wanted.test().test(term))) {
        return true;
      }
    }
    return false;
  }
}
