package dev.slugline.enrich.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;

/** The fields of an article that a query may name, and how each is made into terms. */
final class Fields {
  /** Analysed in the rule's language; a part of a query without a field may match in any. */
  static final List<String> TEXTS = List.of("title", "body");

  /** One lower-case term a value. */
  static final Set<String> KEYWORDS =
      Set.of("source", "section", "author", "keyword", "url", "lang", "slugline", "genre");

  /** One term a value, the day in UTC: {@code 2026-11-25}. */
  static final Set<String> DAYS = Set.of("publishedAt", "updatedAt", "receivedAt");

  /** Whole numbers. */
  static final Set<String> NUMBERS = Set.of("wordCount");

  private static final Set<String> ALL = new TreeSet<>(TEXTS);

  static {
    ALL.addAll(KEYWORDS);
    ALL.addAll(DAYS);
    ALL.addAll(NUMBERS);
  }

  private Fields() {}

  static boolean known(String name) {
    return ALL.contains(name);
  }

  /** All names, for a person to choose from: those of text first. */
  static String names() {
    Set<String> others = new TreeSet<>(ALL);
    TEXTS.forEach(others::remove);
    return String.join(", ", TEXTS) + ", " + String.join(", ", others);
  }

  /** How the fields are analysed where title and body are analysed so. Thread-safe. */
  static Analyzer analyzer(Analysis analysis) {
    Analyzer keyword = new LowerCaseKeyword();
    Analyzer day = new KeywordAnalyzer();
    Map<String, Analyzer> fields = new HashMap<>();
    KEYWORDS.forEach(field -> fields.put(field, keyword));
    DAYS.forEach(field -> fields.put(field, day));
    return new PerFieldAnalyzerWrapper(analysis.analyzer(), fields);
  }

  private static final class LowerCaseKeyword extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      KeywordTokenizer tokenizer = new KeywordTokenizer();
      return new TokenStreamComponents(tokenizer, new LowerCaseFilter(tokenizer));
    }

    /** What wildcards, ranges and regular expressions are made of. */
    @Override
    protected TokenStream normalize(String field, TokenStream in) {
      return new LowerCaseFilter(in);
    }
  }
}
