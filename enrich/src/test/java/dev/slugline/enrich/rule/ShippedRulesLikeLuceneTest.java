package dev.slugline.enrich.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.queryparser.flexible.standard.StandardQueryParser;
import org.apache.lucene.search.Query;
import org.junit.jupiter.api.Test;

/** Every clause of the shipped rules on real articles, against Lucene's MemoryIndex. */
class ShippedRulesLikeLuceneTest {
  private static final Path CORPUS = Path.of("../../shared/data/corpus.jsonl");
  private static final int ARTICLES = 200;

  private record Pair(String rule, Clause clause, Catalogue alone, Query query) {}

  @Test
  void shouldMatchWhereLuceneMatches() throws Exception {
    assumeTrue(Files.exists(CORPUS), "no corpus beside the project");
    Analyzer analyzer = Fields.analyzer(Analysis.ENGLISH);
    List<Pair> pairs = pairs(analyzer);
    int matched = 0;
    try (Stream<String> lines = Files.lines(CORPUS)) {
      for (String line : lines.limit(ARTICLES).toList()) {
        JsonNode article = new ObjectMapper().readTree(line);
        String title = article.path("title").asText();
        String body = article.path("body").asText();
        MemoryIndex index = new MemoryIndex(true);
        index.addField("title", title, analyzer);
        index.addField("body", body, analyzer);
        Text text = new Text(title, body, "en", Map.of());
        for (Pair pair : pairs) {
          boolean ours = !pair.alone().match(text).all().isEmpty();
          assertThat(ours)
              .as("rule %s, clause %s on '%s'", pair.rule(), pair.clause().query(), title)
              .isEqualTo(index.search(pair.query()) > 0);
          matched += ours ? 1 : 0;
        }
      }
    }
    System.out.printf(
        "%d clauses on %d articles: %d matches, as Lucene's%n", pairs.size(), ARTICLES, matched);
    assertThat(matched).isPositive();
  }

  private static List<Pair> pairs(Analyzer analyzer) throws Exception {
    StandardQueryParser parser = new StandardQueryParser(analyzer);
    parser.setMultiFields(new CharSequence[] {"title", "body"});
    List<Pair> pairs = new ArrayList<>();
    for (Rule rule : CatalogueLoader.shipped().catalogue().rules()) {
      for (Clause clause : rule.clauses().getOrDefault("en", List.of())) {
        Query query = parser.parse(clause.query(), null);
        pairs.add(
            new Pair(
                rule.id(),
                clause,
                Catalogue.compile(
                    List.of(
                        new Rule(
                            "r",
                            "r",
                            List.of(),
                            "",
                            1,
                            true,
                            Map.of("en", List.of(new Clause(null, 1, clause.query()))),
                            "v"))),
                query));
      }
    }
    return pairs;
  }
}
