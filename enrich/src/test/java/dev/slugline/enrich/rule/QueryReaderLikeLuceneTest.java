package dev.slugline.enrich.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.enrich.rule.QueryReader.Unreadable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.queryparser.flexible.core.QueryNodeException;
import org.apache.lucene.queryparser.flexible.standard.StandardQueryParser;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.junit.jupiter.api.Test;

class QueryReaderLikeLuceneTest {
  private static final List<String> WORDS =
      List.of(
          "sanction",
          "sanctions",
          "trade",
          "trades",
          "war",
          "the",
          "of",
          "bank",
          "banks",
          "x",
          "ab",
          "ba",
          "abc",
          "wi-fi",
          "Über",
          "𝔘ni",
          "co.uk",
          "O'Neil",
          "5",
          "19");
  private static final int PAIRS = Integer.getInteger("pairs", 2000);

  @Test
  void shouldReadARandomQueryAsLuceneDoes() throws Exception {
    // Given
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    List<StandardQueryParser> parsers = ANALYZERS.stream().map(LuceneReference::parser).toList();
    List<QueryReader> readers = ANALYZERS.stream().map(QueryReader::new).toList();
    int matched = 0;
    int refused = 0;

    for (int i = 0; i < PAIRS; i++) {
      int language = random.nextInt(ANALYZERS.size());
      StandardQueryParser parser = parsers.get(language);
      QueryReader reader = readers.get(language);
      LuceneReference article = article(ANALYZERS.get(language), random);
      for (int k = 0; k < 4; k++, i++) {
        String query = new RandomQuery(random, WORDS).query(3);
        String replay = "-Dseed=" + seed + ", pair " + i + ": " + query;

        // When
        Optional<Boolean> expected;
        try {
          expected = expected(parser, article, query);
        } catch (ClassCastException e) {
          // Lucene's builder of @n fails on what is no list
          continue;
        }
        try {
          Condition condition = reader.read(query);
          // Then
          assertThat(expected).as("%s as %s", replay, condition).contains(article.meets(condition));
          matched += expected.orElse(false) ? 1 : 0;
        } catch (Unreadable e) {
          refused++;
          assertThat(expected).as("%s: %s", e.getMessage(), replay).isEmpty();
          assertThat(e.position()).as(replay).isBetween(0, query.length());
        }
      }
    }
    assertThat(matched).as("seed %s, matched of %s", seed, PAIRS).isBetween(PAIRS / 20, PAIRS);
    assertThat(refused).as("seed %s, refused of %s", seed, PAIRS).isLessThan(PAIRS / 5);
  }

  @Test
  void shouldTakeTheTermsThatLucenesFuzzyAutomatonTakes() {
    // Given
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);

    for (int i = 0; i < 300; i++) {
      String term = letters(random, 1 + random.nextInt(7));
      int edits = 1 + random.nextInt(2);
      CharacterRunAutomaton lucene =
          new CharacterRunAutomaton(new LevenshteinAutomata(term, true).toAutomaton(edits));
      EditDistance distance = new EditDistance(term, edits);
      for (int k = 0; k < 300; k++) {
        String other = letters(random, random.nextInt(9));
        // When, Then
        assertThat(distance.test(other))
            .as("%s~%s and %s, -Dseed=%s", term, edits, other, seed)
            .isEqualTo(lucene.run(other));
      }
    }
  }

  private static final List<Analyzer> ANALYZERS =
      List.of(
          Fields.analyzer(Analysis.of("en")),
          Fields.analyzer(Analysis.of("fr")),
          Fields.analyzer(Analysis.of("zz")));

  private static LuceneReference article(Analyzer analyzer, Random random) {
    Map<String, String> fields = new HashMap<>();
    fields.put("title", text(random, 4));
    fields.put("body", text(random, 14));
    fields.put("source", WORDS.get(random.nextInt(WORDS.size())));
    fields.put("publishedAt", "2026-0" + (1 + random.nextInt(3)) + "-1" + random.nextInt(9));
    return new LuceneReference(analyzer, fields, random.nextInt(30));
  }

  private static String text(Random random, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
    }
    return text.toString();
  }

  private static String letters(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(List.of("a", "b", "c", "𝔘").get(random.nextInt(4)));
    }
    return text.toString();
  }

  /** Empty where Lucene refuses the query or fails on it. */
  private static Optional<Boolean> expected(
      StandardQueryParser parser, LuceneReference article, String query) {
    try {
      Query parsed = parser.parse(query, null);
      return Optional.of(article.matches(parsed));
    } catch (QueryNodeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
