package dev.slugline.bench.engine;

import dev.slugline.bench.engine.Corpus.Article;
import dev.slugline.bench.engine.StoredRule.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.monitor.HighlightsMatch;
import org.apache.lucene.monitor.MatchingQueries;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorConfiguration;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.MultipassTermFilteredPresearcher;
import org.apache.lucene.monitor.Presearcher;
import org.apache.lucene.monitor.TermFilteredPresearcher;
import org.apache.lucene.monitor.TermWeightor;
import org.apache.lucene.queryparser.flexible.core.QueryNodeException;
import org.apache.lucene.queryparser.flexible.standard.StandardQueryParser;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.util.automaton.ByteRunAutomaton;

/**
 * Lucene's monitor, with the places of its matches. Each part of a rule is a query of its own; the
 * sum of their weights is taken outside of what is timed.
 */
final class LuceneMonitor implements RuleSide<MatchingQueries<HighlightsMatch>> {
  private static final int PASSES = 4;

  private final String name;
  private final Monitor monitor;
  private final List<StoredRule> rules;

  private LuceneMonitor(String name, Presearcher presearcher, List<StoredRule> rules)
      throws IOException {
    this.name = name;
    this.rules = rules;
    this.monitor = new Monitor(new EnglishAnalyzer(), presearcher, new MonitorConfiguration());
  }

  /** As its documentation sets it up. */
  static LuceneMonitor plain(List<StoredRule> rules) throws IOException {
    LuceneMonitor made = new LuceneMonitor("monitor", new TermFilteredPresearcher(), rules);
    made.register(false);
    return made;
  }

  /**
   * As fast as it could be made: the queries are rewritten before they are registered, rare terms
   * of the corpus are preferred, and a query is a candidate only where four of its terms say so.
   *
   * @param frequencies in how many of the articles each term occurs
   */
  static LuceneMonitor tuned(List<StoredRule> rules, Map<String, Integer> frequencies, int articles)
      throws IOException {
    Map<String, Integer> known = new HashMap<>(frequencies);
    for (Query query : queries(rules, false).values()) {
      query.visit(
          new QueryVisitor() {
            @Override
            public void consumeTerms(Query of, Term... terms) {
              for (Term term : terms) {
                known.putIfAbsent(term.text(), 1); // the weightor takes the unknown for frequent
              }
            }
          });
    }
    TermWeightor weightor = TermWeightor.termFreqWeightor(known, articles, 1);
    Presearcher presearcher =
        new MultipassTermFilteredPresearcher(PASSES, 0, weightor, List.of(), Set.of());
    LuceneMonitor made = new LuceneMonitor("tuned monitor", presearcher, rules);
    made.register(true);
    return made;
  }

  private void register(boolean rewritten) throws IOException {
    List<MonitorQuery> queries = new ArrayList<>();
    queries(rules, rewritten).forEach((id, query) -> queries.add(new MonitorQuery(id, query)));
    monitor.register(queries);
  }

  private static Map<String, Query> queries(List<StoredRule> rules, boolean rewritten)
      throws IOException {
    Analyzer analyzer = new EnglishAnalyzer();
    StandardQueryParser parser = new StandardQueryParser(analyzer);
    parser.setMultiFields(new CharSequence[] {"title", "body"});
    IndexSearcher nothing = new IndexSearcher(new MultiReader());
    Map<String, Query> queries = new HashMap<>();
    for (int number = 0; number < rules.size(); number++) {
      List<Part> parts = rules.get(number).parts();
      for (int part = 0; part < parts.size(); part++) {
        try {
          Query query = parser.parse(parts.get(part).query(), null);
          boolean rewrite = rewritten && ofTermsOnly(query);
          queries.put(number + "/" + part, rewrite ? nothing.rewrite(query) : query);
        } catch (QueryNodeException e) {
          throw new IllegalStateException(parts.get(part).query() + ": " + e.getMessage(), e);
        }
      }
    }
    return queries;
  }

  /** Whether its rewriting is the same for every index: wildcards and the like look into it. */
  private static boolean ofTermsOnly(Query query) {
    boolean[] only = {true};
    query.visit(
        new QueryVisitor() {
          @Override
          public void visitLeaf(Query leaf) {
            only[0] = false;
          }

          @Override
          public void consumeTermsMatching(
              Query of, String field, Supplier<ByteRunAutomaton> automaton) {
            only[0] = false;
          }

          @Override
          public QueryVisitor getSubVisitor(BooleanClause.Occur occur, Query parent) {
            return this;
          }
        });
    return only[0];
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public MatchingQueries<HighlightsMatch> match(Article article) throws IOException {
    Document document = new Document();
    document.add(new TextField("title", article.title(), Field.Store.NO));
    document.add(new TextField("body", article.body(), Field.Store.NO));
    return monitor.match(document, HighlightsMatch.MATCHER);
  }

  @Override
  public BitSet fired(MatchingQueries<HighlightsMatch> result) {
    if (!result.getErrors().isEmpty()) {
      throw new IllegalStateException(name + ": " + result.getErrors());
    }
    Map<Integer, Integer> sums = new HashMap<>();
    for (HighlightsMatch match : result.getMatches()) {
      String id = match.getQueryId();
      int slash = id.indexOf('/');
      int number = Integer.parseInt(id, 0, slash, 10);
      int part = Integer.parseInt(id, slash + 1, id.length(), 10);
      sums.merge(number, rules.get(number).parts().get(part).weight(), Integer::sum);
    }
    BitSet fired = new BitSet();
    sums.forEach(
        (number, sum) -> {
          if (sum >= rules.get(number).threshold()) {
            fired.set(number);
          }
        });
    return fired;
  }

  @Override
  public void close() throws IOException {
    monitor.close();
  }
}
