package dev.slugline.enrich.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.enrich.rule.Duel.Pair;
import dev.slugline.enrich.rule.RandomTexts.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.lucene.queryparser.flexible.core.QueryNodeException;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random queries of every construct on random and real texts: the engine against Lucene. {@code
 * -Dpairs=1000000} for the long run, {@code -Dseed=} to see a difference again.
 */
class DifferentialTest {
  /** What the engine may refuse though Lucene takes it: how its reasons begin. */
  private static final List<String> MAY_REFUSE =
      List.of("interval functions are for title and body");

  /** Constructs that by their nature match nothing, or nearly. */
  private static final Set<String> MAY_NEVER = Set.of("NOT alone", "stop word");

  /** Constructs that by their nature match all, or nearly. */
  private static final Set<String> MAY_ALWAYS = Set.of("everything", "any term of a field");

  private static final long PAIRS = Long.getLong("pairs", 20_000);
  private static final long ENOUGH = 20_000;
  private static final int QUERIES_A_WORLD = 240;
  private static final int TEXTS_A_WORLD = 8;
  private static final int DIFFERENCES_SHOWN = 5;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Map<String, LuceneOracle> oracles = new HashMap<>();
  private final Tally tally = new Tally();
  private final List<String> differences = new ArrayList<>();
  private int construct;

  private record Asked(QueryTree tree, String text, Query query) {}

  @Test
  void shouldSayWhatLuceneSays() {
    long start = System.nanoTime();
    RandomTexts texts = new RandomTexts(random, Corpus.articles(200));
    while (tally.pairs() < PAIRS && differences.size() < DIFFERENCES_SHOWN) {
      fight(texts.world(TEXTS_A_WORLD));
    }
    System.out.printf("-Dseed=%d: %.1f s, %s%n", seed, (System.nanoTime() - start) / 1e9, tally);

    assertThat(differences).as("-Dseed=%d", seed).isEmpty();
    if (PAIRS >= ENOUGH) {
      assertNothingIsVacuous();
    }
  }

  /** Of all pairs about a third should match, and of no construct all or none. */
  private void assertNothingIsVacuous() {
    assertThat(tally.share()).as("share that matches, -Dseed=%d", seed).isBetween(0.25, 0.65);
    assertThat(tally.shares()).as("-Dseed=%d", seed).containsOnlyKeys(RandomQueries.constructs());
    tally
        .shares()
        .forEach(
            (construct, share) ->
                assertThat(share)
                    .as("share of '%s' that matches, -Dseed=%d", construct, seed)
                    .isBetween(
                        MAY_NEVER.contains(construct) ? 0 : 0.003,
                        MAY_ALWAYS.contains(construct) ? 1 : 0.997));
  }

  private void fight(World world) {
    LuceneOracle oracle = oracles.computeIfAbsent(world.language(), LuceneOracle::new);
    List<Asked> asked = queries(world, oracle);
    List<String> queries = asked.stream().map(Asked::text).toList();
    EngineUnderTest together = EngineUnderTest.of(world.language(), queries);
    Map<Integer, EngineUnderTest> alone = new HashMap<>();
    for (int i = 0; i < queries.size(); i++) {
      String refusal = together.refusal(i);
      if (refusal == null) {
        alone.put(i, EngineUnderTest.of(world.language(), queries.subList(i, i + 1)));
      } else {
        refusal(queries.get(i), refusal);
      }
    }
    for (Text text : world.texts()) {
      IndexSearcher index = oracle.index(text);
      List<EngineUnderTest.Answer> answers = together.ask(text);
      for (int i = 0; i < asked.size(); i++) {
        LuceneOracle.Answer lucene = ask(asked.get(i), oracle, index);
        EngineUnderTest one = alone.get(i);
        if (lucene != null && one != null) {
          compare(asked.get(i), text, oracle, lucene, answers.get(i), one.ask(text).get(0));
        }
      }
    }
  }

  private List<Asked> queries(World world, LuceneOracle oracle) {
    RandomQueries random = new RandomQueries(this.random, world);
    List<String> constructs = RandomQueries.constructs();
    List<Asked> asked = new ArrayList<>();
    while (asked.size() < QUERIES_A_WORLD) {
      QueryTree tree = random.query(constructs.get(construct++ % constructs.size()));
      String text = tree.text();
      try {
        asked.add(new Asked(tree, text, oracle.parse(text)));
      } catch (QueryNodeException | RuntimeException e) {
        tally.count("queries that Lucene refuses: " + e.getClass().getSimpleName());
      }
    }
    return asked;
  }

  private LuceneOracle.@Nullable Answer ask(Asked asked, LuceneOracle oracle, IndexSearcher index) {
    try {
      LuceneOracle.Answer lucene = oracle.ask(asked.query(), index);
      tally.said(asked.tree().construct(), lucene.matches());
      return lucene;
    } catch (AssertionError | RuntimeException e) {
      tally.count("pairs on which Lucene fails: " + e.getClass().getSimpleName());
      return null;
    }
  }

  private void compare(
      Asked asked,
      Text text,
      LuceneOracle oracle,
      LuceneOracle.Answer lucene,
      EngineUnderTest.Answer together,
      EngineUnderTest.Answer alone) {
    if (!alone.equals(together)) {
      differences.add(
          "not the same alone: %s%n  on %s%n  alone %s, together %s"
              .formatted(asked.text(), text, alone, together));
      return;
    }
    if (together.bounded()) {
      tally.count("pairs at a bound of the engine");
      return;
    }
    tally.compared();
    if (lucene.matches() && !EvidenceCheck.isExact(asked.text())) {
      boolean same = lucene.spans().equals(together.spans());
      String places = lucene.vague() ? "which Lucene cannot tell" : same ? "the same" : "other";
      tally.count("places of evidence with slop or functions: " + places);
    }
    Pair pair = new Pair(asked.tree(), text);
    Duel duel = new Duel(oracle);
    if (differences.size() < DIFFERENCES_SHOWN
        && duel.difference(pair, asked.query(), lucene, together) != null) {
      differences.add(duel.shrunk(pair) + "\n  made of: " + asked.text());
    }
  }

  private void refusal(String query, String reason) {
    String known = MAY_REFUSE.stream().filter(reason::startsWith).findFirst().orElse("");
    tally.count("queries that the engine refuses: " + known);
    if (known.isEmpty()) {
      differences.add("refused: %s%n  %s".formatted(query, reason));
    }
  }
}
