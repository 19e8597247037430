package dev.slugline.enrich.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slugline.enrich.catalogue.CatalogueLoader;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.junit.jupiter.api.Test;

/**
 * Every clause of the shipped rules, made into a rule of its own, on real articles: the engine
 * against Lucene. 200 articles; all of them in the long run, with {@code -Dpairs=1000000}.
 */
class ShippedCatalogueLikeLuceneTest {
  private static final long ARTICLES = Long.getLong("pairs", 0) >= 1_000_000 ? Long.MAX_VALUE : 200;

  @Test
  void shouldSayWhatLuceneSays() throws Exception {
    List<Text> articles = Corpus.articles(ARTICLES);
    assumeTrue(!articles.isEmpty(), "no corpus beside the project");
    List<String> clauses = clauses();
    LuceneOracle oracle = new LuceneOracle("en");
    List<Query> queries = new ArrayList<>();
    for (String clause : clauses) {
      queries.add(oracle.parse(clause));
    }
    EngineUnderTest engine = EngineUnderTest.of("en", clauses);
    EvidenceCheck evidence = new EvidenceCheck(oracle);
    int matched = 0;
    int bounded = 0;
    List<String> differences = new ArrayList<>();
    for (Text article : articles) {
      IndexSearcher index = oracle.index(article);
      List<EngineUnderTest.Answer> answers = engine.ask(article);
      for (int i = 0; i < clauses.size(); i++) {
        EngineUnderTest.Answer ours = answers.get(i);
        LuceneOracle.Answer lucene = oracle.ask(queries.get(i), index);
        matched += ours.matches() ? 1 : 0;
        bounded += ours.bounded() ? 1 : 0;
        QueryTree clause = QueryTree.leaf(QueryTree.Family.QUERY, "clause", clauses.get(i));
        String problem =
            lucene.matches() != ours.matches()
                ? "Lucene " + lucene.matches() + ", we " + ours.matches()
                : evidence.problem(clause, queries.get(i), article, lucene, ours.spans());
        if (problem != null) {
          differences.add(
              "%s: %s on '%s': Lucene %s, we %s"
                  .formatted(
                      problem, clauses.get(i), article.title(), lucene.spans(), ours.spans()));
        }
      }
    }
    System.out.printf(
        "%d shipped clauses on %d articles: %d pairs, %d matches%n",
        clauses.size(), articles.size(), clauses.size() * articles.size(), matched);

    assertThat(differences).isEmpty();
    assertThat(bounded).as("pairs at a bound").isZero();
    assertThat(matched).isGreaterThan(articles.size());
  }

  private static List<String> clauses() {
    return CatalogueLoader.shipped().catalogue().rules().stream()
        .flatMap(rule -> rule.clauses().getOrDefault("en", List.of()).stream())
        .map(Clause::query)
        .toList();
  }
}
