package dev.slugline.enrich.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.enrich.rule.Explanation.About;
import dev.slugline.enrich.rule.Rule.Counting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RelevanceTest {
  private static final String NEUTRAL = "Nothing of any note was said about it on that day. ";
  private static final String ABOUT = "The flood came up to the doors of the mill that day. ";

  @Test
  void shouldBeWholeWhereTitleLeadAndEveryPartAreAbout() throws Exception {
    Rule twice =
        rule(List.of(new Clause("a", 10, "flood"), new Clause("b", 10, "door")), Counting.ONCE);

    assertThat(about(twice, "Flood", ABOUT.repeat(20))).isEqualTo(new About(20, 10, 70));
    assertThat(about(twice, "Mill", ABOUT.repeat(20))).isEqualTo(new About(0, 10, 70));
    assertThat(about(twice, null, ABOUT)).isEqualTo(new About(0, 10, 70));
  }

  @Test
  void shouldStayLowForALongArticleWithOnePassage() throws Exception {
    String body = NEUTRAL.repeat(50) + ABOUT.repeat(3) + NEUTRAL.repeat(50);

    About about = about(rule(1), "Mill", body);
    assertThat(about.title() + about.lead()).isZero();
    assertThat(about.spread()).isBetween(5, 10); // of one tenth, or of two that meet in it
  }

  @Test
  void shouldCountSpreadMoreThanRepetition() throws Exception {
    String repeated = NEUTRAL.repeat(45) + ABOUT.repeat(5) + NEUTRAL.repeat(50);
    String spread = (NEUTRAL.repeat(19) + ABOUT).repeat(5);

    assertThat(about(rule(1), null, spread).spread())
        .isGreaterThan(2 * about(rule(1), null, repeated).spread());
  }

  @Test
  void shouldGrowWithTheWeightsThatCountInAPassage() throws Exception {
    Rule rule =
        rule(
            List.of(new Clause("a", 4, "flood"), new Clause("b", 16, "water")), Counting.SENTENCES);

    assertThat(about(rule, "Flood", ABOUT.repeat(20))).isEqualTo(new About(16, 8, 31));
    assertThat(about(rule, "Flood water", ABOUT.repeat(20)).title()).isEqualTo(20);
    assertThat(about(rule, null, (ABOUT + "Water. ").repeat(20)).spread()).isEqualTo(70);
  }

  @Test
  void shouldMeanTheSameWhateverTheScaleOfARulesWeights() throws Exception {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      String body = body(random, 1 + random.nextInt(30), new ArrayList<>());
      String title = random.nextBoolean() ? "Flood" : "Mill";

      assertThat(relevance(rule(7), title, body)).isEqualTo(relevance(rule(1), title, body));
    }
  }

  @Test
  void shouldNeverFallWhereMoreOfTheTextIsAboutIt() throws Exception {
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      List<Boolean> about = new ArrayList<>();
      String less = body(random, 1 + random.nextInt(40), about);
      int neutral = about.indexOf(false);
      if (neutral >= 0) {
        about.set(neutral, true);
        assertThat(relevance(rule(1), null, text(about)))
            .as(less)
            .isGreaterThanOrEqualTo(relevance(rule(1), null, less));
      }
      assertThat(relevance(rule(1), "Flood", less))
          .isGreaterThanOrEqualTo(relevance(rule(1), "Mill", less));
    }
  }

  private static String body(Random random, int sentences, List<Boolean> about) {
    for (int i = 0; i < sentences; i++) {
      about.add(random.nextInt(4) == 0);
    }
    return text(about);
  }

  private static String text(List<Boolean> about) {
    StringBuilder body = new StringBuilder();
    about.forEach(it -> body.append(it ? ABOUT : NEUTRAL.replace("about", "for")));
    return body.toString();
  }

  private static int relevance(Rule rule, @Nullable String title, String body) throws Exception {
    return explain(rule, title, body).relevance();
  }

  private static About about(Rule rule, @Nullable String title, String body) throws Exception {
    return explain(rule, title, body).about();
  }

  private static Explanation explain(Rule rule, @Nullable String title, String body)
      throws CatalogueException {
    Catalogue catalogue = Catalogue.compile(List.of(rule));
    Text text = new Text(title, body, "en", Map.of());
    Explanation explanation = catalogue.explain("rule", text);
    List<Match> matches = catalogue.match(text).all();
    assertThat(matches.isEmpty() ? 0 : matches.get(0).relevance())
        .isEqualTo(explanation.relevance());
    return explanation;
  }

  /** A rule that any mention of a flood fulfils; all its weights are some times as large. */
  private static Rule rule(int times) {
    return Rule.of(
        "rule", 10 * times, Map.of("en", List.of(new Clause("flood", 10 * times, "flood"))));
  }

  private static Rule rule(List<Clause> clauses, Counting counting) {
    return TestRule.english("rule", "Rule", counting, List.of(), clauses);
  }
}
