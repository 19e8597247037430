package dev.slugline.enrich.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.enrich.rule.RandomTexts.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a rule says of a text depends on nothing but the two. */
class IndependenceTest {
  private static final int RULES = 150;
  private static final int THREADS = 4;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<Rule> rules = new ArrayList<>();
  private final List<Text> texts = new ArrayList<>();

  @BeforeEach
  void makeRulesAndTexts() {
    System.out.println("-Dseed=" + seed);
    RandomTexts worlds = new RandomTexts(random, Corpus.articles(50));
    while (rules.size() < RULES) {
      World world = worlds.world(20);
      List<String> queries = new ArrayList<>();
      RandomQueries made = new RandomQueries(random, world);
      RandomQueries.constructs().forEach(construct -> queries.add(made.query(construct).text()));
      EngineUnderTest engine = EngineUnderTest.of("en", queries);
      List<String> usable =
          IntStream.range(0, queries.size())
              .filter(i -> engine.refusal(i) == null)
              .mapToObj(queries::get)
              .collect(Collectors.toCollection(ArrayList::new));
      while (usable.size() > 3) {
        rules.add(rule("rule-" + rules.size(), usable));
      }
      world.texts().forEach(text -> texts.add(english(text)));
    }
  }

  /** Of one to three queries, with weights such that sometimes one of them alone is not enough. */
  private Rule rule(String id, List<String> queries) {
    List<Clause> clauses = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      String query = queries.remove(random.nextInt(queries.size()));
      clauses.add(new Clause("clause " + i, random.nextInt(14) - 2, query));
    }
    return Rule.of(id, 6, Map.of("en", clauses));
  }

  private static Text english(Text text) {
    return new Text(text.title(), text.body(), "en", text.fields());
  }

  @Test
  void shouldNotDependOnTheOtherRules() throws Exception {
    List<List<Match>> together = all(Catalogue.compile(rules));

    List<List<Match>> alone = new ArrayList<>();
    texts.forEach(text -> alone.add(new ArrayList<>()));
    for (Rule rule : rules) {
      List<List<Match>> one = all(Catalogue.compile(List.of(rule)));
      for (int i = 0; i < one.size(); i++) {
        alone.get(i).addAll(one.get(i));
      }
    }

    assertThat(together.stream().mapToInt(List::size).sum()).isGreaterThan(texts.size());
    assertSame(together, alone);
  }

  @Test
  void shouldNotDependOnTheOrderOfLoading() throws Exception {
    List<List<Match>> first = all(Catalogue.compile(rules));
    Collections.shuffle(rules, random);

    List<List<Match>> other = all(Catalogue.compile(rules));

    assertThat(other).as("-Dseed=%d", seed).isEqualTo(first);
  }

  @Test
  void shouldNotDependOnTheTextsBefore() throws Exception {
    Catalogue catalogue = Catalogue.compile(rules);
    List<List<Match>> first = all(catalogue);
    Collections.reverse(texts);

    List<List<Match>> reversed = all(catalogue);

    Collections.reverse(reversed);
    assertThat(reversed).as("-Dseed=%d", seed).isEqualTo(first);
  }

  @Test
  void shouldSayTheSameInFourThreadsAtOnce() throws Exception {
    Catalogue catalogue = Catalogue.compile(rules);
    List<List<Match>> single = all(Catalogue.compile(rules));
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    List<Future<List<List<Match>>>> answers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      answers.add(
          threads.submit(
              () -> {
                start.await(60, TimeUnit.SECONDS);
                return all(catalogue);
              }));
    }

    for (Future<List<List<Match>>> answer : answers) {
      assertThat(answer.get(300, TimeUnit.SECONDS)).as("-Dseed=%d", seed).isEqualTo(single);
    }
    threads.shutdown();
  }

  @Test
  void shouldExplainWhatItMatches() throws Exception {
    Catalogue catalogue = Catalogue.compile(rules);
    for (Text text : texts.subList(0, 20)) {
      Map<String, Match> matches = new HashMap<>();
      catalogue.match(text).all().forEach(match -> matches.put(match.rule().id(), match));
      for (Rule rule : rules) {
        Explanation explanation = catalogue.explain(rule.id(), text);
        Match match = matches.get(rule.id());
        assertThat(explanation.tagged())
            .as("%s on %s, -Dseed=%d", rule, text, seed)
            .isEqualTo(match != null);
        assertThat(explanation.relevance()).isEqualTo(match == null ? 0 : match.relevance());
      }
    }
  }

  private List<List<Match>> all(Catalogue catalogue) {
    List<List<Match>> all = new ArrayList<>();
    texts.forEach(text -> all.add(catalogue.match(text).all()));
    return all;
  }

  private void assertSame(List<List<Match>> together, List<List<Match>> alone) {
    for (int i = 0; i < texts.size(); i++) {
      Collection<Match> expected = alone.get(i);
      assertThat(together.get(i))
          .as("%s, -Dseed=%d", texts.get(i), seed)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
