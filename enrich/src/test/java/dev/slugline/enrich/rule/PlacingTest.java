package dev.slugline.enrich.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.enrich.rule.Clause.Company;
import dev.slugline.enrich.rule.Clause.Within;
import dev.slugline.enrich.rule.Explanation.ClauseResult;
import dev.slugline.enrich.rule.Rule.Counting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where a clause counts and how often: sentences, company, ignored places. */
class PlacingTest {
  private static final String PADDING = "Nothing of note was said on that day. ".repeat(20);

  @Test
  void shouldCountASentenceOfTheLeadTwiceAndTheTitleThrice() throws Exception {
    Rule rule = rule(Counting.SENTENCES, List.of(), new Clause("war", 5, "war"));

    assertThat(score(rule, null, PADDING + "A war.")).isEqualTo(5);
    assertThat(score(rule, null, PADDING + "A war. The war and the war. No more war."))
        .isEqualTo(15);
    assertThat(score(rule, null, "A war. " + PADDING)).isEqualTo(10);
    assertThat(score(rule, "War", PADDING)).isEqualTo(15);
    assertThat(score(rule, "War", "War. War. War. War.")).isEqualTo(15);
  }

  @Test
  void shouldCountOnceWhereTheRuleDoesNotSayOtherwise() throws Exception {
    Rule rule = rule(Counting.ONCE, List.of("\"price war\""), new Clause("war", 5, "war"));

    assertThat(score(rule, "War", "War. War. War. War.")).isEqualTo(5);
  }

  @Test
  void shouldCountNegativeWeightsAlike() throws Exception {
    Rule rule =
        rule(
            Counting.SENTENCES,
            List.of(),
            new Clause("war", 5, "war"),
            new Clause("games", -4, "game"));

    assertThat(score(rule, "War", PADDING + "A game. Another game.")).isEqualTo(15 - 8);
  }

  @Test
  void shouldAskForCompanyInTheSameSentence() throws Exception {
    Clause clause =
        new Clause(
            "strike", 10, "strike", new Company("missile OR jets", "workers", Within.SENTENCE));
    Rule rule = rule(Counting.ONCE, List.of(), clause);

    assertThat(score(rule, null, "A strike by jets.")).isEqualTo(10);
    assertThat(score(rule, null, "A strike. The jets landed.")).isZero();
    assertThat(score(rule, null, "Workers on strike build jets.")).isZero();
    assertThat(score(rule, null, "A strike by jets. Workers fled.")).isEqualTo(10);
    assertThat(score(rule, "Strike", "The jets landed.")).isZero();
    assertThat(score(rule, "Strike by jets", "They landed.")).isEqualTo(10);
  }

  @Test
  void shouldAskForCompanyInTheSameParagraph() throws Exception {
    Clause clause = new Clause("strike", 10, "strike", new Company("jets", null, Within.PARAGRAPH));
    Rule rule = rule(Counting.ONCE, List.of(), clause);

    assertThat(score(rule, null, "A strike. The jets landed.")).isEqualTo(10);
    assertThat(score(rule, null, "A strike.\nThe jets landed.")).isZero();
  }

  @Test
  void shouldTakeWhatIsNoTextForCompanyEverywhere() throws Exception {
    Clause with =
        new Clause("with", 10, "goal", new Company("section:sport", null, Within.SENTENCE));
    Clause without =
        new Clause("without", 3, "goal", new Company(null, "section:sport", Within.SENTENCE));
    Rule rule = rule(Counting.ONCE, List.of(), with, without);
    Text sport = new Text(null, "A goal.", "en", Map.of("section", List.of("Sport")));

    assertThat(Catalogue.compile(List.of(rule)).explain("rule", sport).score()).isEqualTo(10);
    assertThat(score(rule, null, "A goal.")).isEqualTo(3);
  }

  @Test
  void shouldNotCountWhatIsIgnored() throws Exception {
    Rule rule =
        rule(
            Counting.SENTENCES,
            List.of("\"price war\" OR \"war games\"", "\"culture war\""),
            new Clause("war", 5, "war"));

    assertThat(score(rule, "Price war", "A culture war. " + PADDING + "War games.")).isZero();
    assertThat(score(rule, null, PADDING + "A price war and a war.")).isEqualTo(5);
  }

  @Test
  void shouldGiveAsEvidenceOnlyWhatCounts() throws Exception {
    Rule rule =
        rule(
            Counting.SENTENCES,
            List.of("\"price war\""),
            new Clause("war", 10, "war", new Company(null, "star", Within.SENTENCE)));
    Text text = text(null, "A price war. Star of the war. The war at last.");
    Catalogue catalogue = Catalogue.compile(List.of(rule));

    assertThat(catalogue.match(text).all())
        .singleElement()
        .satisfies(
            match -> assertThat(match.evidence()).extracting(Evidence::start).containsExactly(34));
    ClauseResult why = catalogue.explain("rule", text).clauses().get(0);
    assertThat(why.fired()).isTrue();
    assertThat(why.counted()).isEqualTo(Passages.LEAD_COUNTS);
    assertThat(why.evidence()).extracting(Evidence::start).containsExactly(34);
    assertThat(why.left()).extracting(Evidence::start).containsExactly(8, 25);
  }

  @Test
  void shouldGiveNoEvidenceForAClauseWhoseCompanyIsNowhere() throws Exception {
    Rule rule =
        rule(
            Counting.ONCE,
            List.of(),
            new Clause("war", 10, "war"),
            new Clause("raid", 5, "raid", new Company("jets", null, Within.SENTENCE)),
            new Clause("siege", 5, "siege", new Company(null, "section:sport", Within.SENTENCE)));
    Text text =
        new Text(null, "A war, a raid, a siege.", "en", Map.of("section", List.of("sport")));

    Match match = Catalogue.compile(List.of(rule)).match(text).all().get(0);

    assertThat(match.evidence()).extracting(Evidence::text).containsExactly("war");
  }

  @Test
  void shouldCountAClauseWithoutAPlaceOnce() throws Exception {
    Rule rule = rule(Counting.SENTENCES, List.of(), new Clause("none", 5, "*:* -war"));

    assertThat(score(rule, "Peace", PADDING)).isEqualTo(5);
    assertThat(score(rule, "War", PADDING)).isZero();
  }

  @Test
  void shouldScoreAsAPlainModelDoes() throws Exception {
    Random random = new Random(7);
    int matches = 0;
    for (int i = 0; i < 3_000; i++) {
      Rule rule = randomRule(random);
      String title = random.nextInt(3) == 0 ? null : sentence(random);
      String body = body(random);
      int expected = model(rule, title, body);
      Catalogue catalogue = Catalogue.compile(List.of(rule));

      String told = rule + "\n" + title + "\n" + body;
      assertThat(catalogue.explain("rule", text(title, body)).score()).as(told).isEqualTo(expected);
      boolean matched = !catalogue.match(text(title, body)).all().isEmpty();
      assertThat(matched).as(told).isEqualTo(expected >= rule.threshold());
      matches += matched ? 1 : 0;
    }
    assertThat(matches).isBetween(500, 2_500);
  }

  // ---- the model: one word a query, sentences as they were made ------------------------------

  private static int model(Rule rule, @Nullable String title, String body) {
    int score = 0;
    for (Clause clause : rule.clauses().getOrDefault("en", List.of())) {
      int count = 0;
      if (title != null && counts(rule, clause, title, title)) {
        count += Passages.TITLE_COUNTS;
      }
      int at = 0;
      for (String paragraph : body.split("(?<=\n)", -1)) {
        for (String sentence : paragraph.split("(?<=\\. )|(?<=\n)", -1)) {
          if (counts(rule, clause, sentence, paragraph)) {
            int word = at + first(rule, clause, sentence);
            count += word < Math.max(300, body.length() / 10) ? Passages.LEAD_COUNTS : 1;
          }
          at += sentence.length();
        }
      }
      int most = rule.counting() == Counting.ONCE ? 1 : Passages.MOST;
      score += clause.weight() * Math.min(most, count);
    }
    return score;
  }

  private static boolean counts(Rule rule, Clause clause, String sentence, String paragraph) {
    Company company = clause.company();
    String near = company != null && company.within() == Within.PARAGRAPH ? paragraph : sentence;
    return first(rule, clause, sentence) >= 0
        && (company == null
            || ((company.with() == null || left(rule, near).contains(company.with()))
                && (company.without() == null || !left(rule, near).contains(company.without()))));
  }

  private static int first(Rule rule, Clause clause, String sentence) {
    return left(rule, sentence).indexOf(clause.query());
  }

  /** A text with the words blotted out that a rule ignores. */
  private static String left(Rule rule, String text) {
    String left = text.toLowerCase(Locale.ROOT);
    for (String phrase : rule.ignore().getOrDefault("en", List.of())) {
      String words = phrase.replace("\"", "");
      left = left.replace(words, "-".repeat(words.length()));
    }
    return left;
  }

  private static final List<String> WORDS = List.of("oak", "elm", "fir", "yew", "ash");

  private static String word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private static Rule randomRule(Random random) {
    List<Clause> clauses = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      Company company =
          random.nextBoolean()
              ? null
              : new Company(
                  random.nextBoolean() ? null : word(random),
                  random.nextBoolean() ? null : word(random),
                  random.nextBoolean() ? Within.SENTENCE : Within.PARAGRAPH);
      clauses.add(new Clause("c" + i, random.nextInt(9) - 1, word(random), company));
    }
    List<String> ignore =
        random.nextBoolean() ? List.of() : List.of('"' + word(random) + " wood\"");
    Counting counting = random.nextInt(4) == 0 ? Counting.ONCE : Counting.SENTENCES;
    return rule(counting, ignore, clauses.toArray(new Clause[0]));
  }

  private static String sentence(Random random) {
    StringBuilder words = new StringBuilder("X");
    for (int i = random.nextInt(12); i > 0; i--) {
      words.append(' ').append(random.nextInt(3) == 0 ? word(random) : "pad");
      words.append(random.nextInt(6) == 0 ? " wood" : "");
    }
    return words.toString();
  }

  private static String body(Random random) {
    StringBuilder body = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      body.append(sentence(random)).append(random.nextInt(4) == 0 ? ".\n" : ". ");
    }
    return body.toString();
  }

  private static int score(Rule rule, @Nullable String title, String body)
      throws CatalogueException {
    Catalogue catalogue = Catalogue.compile(List.of(rule));
    Text text = text(title, body);
    int score = catalogue.explain("rule", text).score();
    assertThat(catalogue.match(text).all().isEmpty()).isEqualTo(score < rule.threshold());
    return score;
  }

  private static Text text(@Nullable String title, String body) {
    return new Text(title, body, "en", Map.of());
  }

  private static Rule rule(Counting counting, List<String> ignore, Clause... clauses) {
    return TestRule.english("rule", "Rule", counting, ignore, Arrays.asList(clauses));
  }
}
