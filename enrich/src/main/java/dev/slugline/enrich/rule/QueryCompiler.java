package dev.slugline.enrich.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
final class QueryCompiler {
  private static final Set<String> KEYWORD_FIELDS =
      Set.of("source", "section", "author", "keyword", "lang", "url", "slugline", "genre");

  private static final String FIELDS =
      "title, body, " + String.join(", ", new TreeSet<>(KEYWORD_FIELDS));

  private final StandardQueryParser parser;

  QueryCompiler(Analyzer analyzer) {
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
  static class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    /** UTF-16 offset into the query, -1 where unknown. */
    final int position;

    Unusable(String message, int position) {
      super(message);
      this.position = position;
    }
  }

  private static final class UnknownField extends Unusable {
    private static final long serialVersionUID = 1L;
    final String field;

    UnknownField(String field) {
      super(field, -1);
      this.field = field;
    }
  }

  Node compile(String query) throws Unusable {
    try {
      return node(parser.parse(query, "body"));
    } catch (UnknownField e) {
      String message = "unknown field '" + e.field + "' (fields: " + FIELDS + ")";
      throw new Unusable(message, QueryErrors.field(query, e.field));
    } catch (QueryNodeException e) {
      throw new Unusable(QueryErrors.reason(e), QueryErrors.position(query, e));
    }
  }

  private Node node(Query query) throws Unusable {
    if (query instanceof BoostQuery boost) {
      return node(boost.getQuery());
    } else if (query instanceof TermQuery term) {
      return new Node.Term(field(term.getTerm().field()), term.getTerm().text());
    } else if (query instanceof PhraseQuery phrase) {
      String[] terms = new String[phrase.getTerms().length];
      for (int i = 0; i < terms.length; i++) {
        terms[i] = phrase.getTerms()[i].text();
      }
      return terms.length == 0
          ? new Node.Constant(false)
          : new Phrase(
              field(phrase.getTerms()[0].field()), terms, phrase.getPositions(), phrase.getSlop());
    } else if (query instanceof PrefixQuery prefix) {
      String text = prefix.getPrefix().text();
      String field = field(prefix.getPrefix().field());
      return new Node.Wildcard(field, text, null, field + ":" + text + "*");
    } else if (query instanceof WildcardQuery wildcard) {
      return wildcard(wildcard);
    } else if (query instanceof BooleanQuery bool) {
      return bool(bool);
    } else if (query instanceof MatchAllDocsQuery) {
      return new Node.Constant(true);
    } else if (query instanceof MatchNoDocsQuery) {
      return new Node.Constant(false);
    }
    throw new Unusable(query.getClass().getSimpleName() + " is not supported: " + query, -1);
  }

  private static Node wildcard(WildcardQuery query) throws Unusable {
    String text = query.getTerm().text();
    int end = 0;
    while (end < text.length() && "*?\\".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return new Node.Wildcard(
        field(query.getTerm().field()),
        text.substring(0, end),
        new CharacterRunAutomaton(query.getAutomaton()),
        query.toString());
  }

  private Node bool(BooleanQuery query) throws Unusable {
    List<Node> must = new ArrayList<>();
    List<Node> should = new ArrayList<>();
    List<Node> not = new ArrayList<>();
    for (BooleanClause clause : query.clauses()) {
      Node node = node(clause.getQuery());
      switch (clause.getOccur()) {
        case MUST, FILTER -> must.add(node);
        case SHOULD -> should.add(node);
        case MUST_NOT -> not.add(node);
      }
    }
    return new Node.Bool(must, should, not, query.getMinimumNumberShouldMatch());
  }

  private static String field(String name) throws Unusable {
    if (!name.equals("title") && !name.equals("body") && !KEYWORD_FIELDS.contains(name)) {
      throw new UnknownField(name);
    }
    return name;
  }
}
