package dev.slugline.enrich.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.queryparser.flexible.core.QueryNodeException;
import org.apache.lucene.queryparser.flexible.standard.StandardQueryParser;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;

/**
 * Parses queries of one language with Lucene's own parser and compiles them. What is not supported
 * is refused by name. Not thread-safe.
 */
final class QueryReader {
  private static final Set<String> KEYWORD_FIELDS =
      Set.of("source", "section", "author", "keyword", "lang", "url", "slugline", "genre");

  private final StandardQueryParser parser;

  QueryReader(Analyzer analyzer) {
    parser = new StandardQueryParser(analyzer);
    parser.setMultiFields(new CharSequence[] {"title", "body"});
  }

  /** The analyser of a language: stemming where Lucene ships it for our languages. */
  static Analyzer analyzer(String language) {
    Analyzer text =
        switch (language) {
          case "en" -> new EnglishAnalyzer();
          case "de" -> new GermanAnalyzer();
          case "fr" -> new FrenchAnalyzer();
          case "es" -> new SpanishAnalyzer();
          default -> new StandardAnalyzer();
        };
    Analyzer keyword =
        new Analyzer() {
          @Override
          protected TokenStreamComponents createComponents(String field) {
            KeywordTokenizer tokenizer = new KeywordTokenizer();
            return new TokenStreamComponents(tokenizer, new LowerCaseFilter(tokenizer));
          }
        };
    Map<String, Analyzer> fields = new java.util.HashMap<>();
    KEYWORD_FIELDS.forEach(field -> fields.put(field, keyword));
    return new PerFieldAnalyzerWrapper(text, fields);
  }

  /** A query that cannot be used, and why. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }

    int position() {
      return -1;
    }
  }

  Condition read(String query) throws Unreadable {
    try {
      return node(parser.parse(query, "body"));
    } catch (QueryNodeException e) {
      throw new Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private Condition node(Query query) throws Unreadable {
    if (query instanceof BoostQuery boost) {
      return node(boost.getQuery());
    } else if (query instanceof TermQuery term) {
      return new Condition.Term(field(term.getTerm().field()), term.getTerm().text());
    } else if (query instanceof PhraseQuery phrase) {
      List<String> terms = new ArrayList<>();
      List<Integer> positions = new ArrayList<>();
      for (int i = 0; i < phrase.getTerms().length; i++) {
        terms.add(phrase.getTerms()[i].text());
        positions.add(phrase.getPositions()[i]);
      }
      return phrase.getTerms().length == 0
          ? new Condition.Constant(false)
          : new Condition.Phrase(
              field(phrase.getTerms()[0].field()), terms, positions, phrase.getSlop());
    } else if (query instanceof PrefixQuery prefix) {
      String text = prefix.getPrefix().text();
      String field = field(prefix.getPrefix().field());
      return new Condition.Terms(field, text, null, field + ":" + text + "*");
    } else if (query instanceof WildcardQuery wildcard) {
      return wildcard(wildcard);
    } else if (query instanceof BooleanQuery bool) {
      return bool(bool);
    } else if (query instanceof MatchAllDocsQuery) {
      return new Condition.Constant(true);
    } else if (query instanceof MatchNoDocsQuery) {
      return new Condition.Constant(false);
    }
    throw new Unreadable(query.getClass().getSimpleName() + " is not supported: " + query);
  }

  private static Condition wildcard(WildcardQuery query) throws Unreadable {
    String text = query.getTerm().text();
    int end = 0;
    while (end < text.length() && "*?\\".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return new Condition.Terms(
        field(query.getTerm().field()),
        text.substring(0, end),
        new CharacterRunAutomaton(query.getAutomaton())::run,
        query.toString());
  }

  private Condition bool(BooleanQuery query) throws Unreadable {
    List<Condition> must = new ArrayList<>();
    List<Condition> should = new ArrayList<>();
    List<Condition> not = new ArrayList<>();
    for (BooleanClause clause : query.clauses()) {
      Condition node = node(clause.getQuery());
      switch (clause.getOccur()) {
        case MUST, FILTER -> must.add(node);
        case SHOULD -> should.add(node);
        case MUST_NOT -> not.add(node);
      }
    }
    return new Condition.Bool(must, should, not, query.getMinimumNumberShouldMatch());
  }

  private static String field(String name) throws Unreadable {
    if (!name.equals("title") && !name.equals("body") && !KEYWORD_FIELDS.contains(name)) {
      throw new Unreadable("unknown field '" + name + "'");
    }
    return name;
  }
}
