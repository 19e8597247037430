package dev.slugline.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.slugline.bench.engine.Corpus.Article;
import dev.slugline.bench.engine.RuleMaker.Made;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleMakerTest {
  private static final Corpus CORPUS = Newsroom.articles(Newsroom.SEED, 600);
  private static final RuleMaker MAKER = new RuleMaker(TestItems.of(CORPUS), 7);
  private static final List<Made> MADE = IntStream.range(0, 600).mapToObj(MAKER::make).toList();
  private static final Pattern PHRASE = Pattern.compile("\"([^\"]*)\"(~\\d)?");

  @Test
  void shouldMakeTheSameRulesOfTheSameSeedOnly() {
    RuleMaker again = new RuleMaker(TestItems.of(CORPUS), 7);
    RuleMaker other = new RuleMaker(TestItems.of(CORPUS), 8);

    assertThat(again.rules(50)).isEqualTo(MAKER.rules(50));
    assertThat(again.rules(20)).isEqualTo(MAKER.rules(50).subList(0, 20));
    assertThat(other.rules(50)).doesNotContainAnyElementsOf(MAKER.rules(50));
    assertThat(MADE.stream().map(RuleMakerTest::query)).doesNotHaveDuplicates();
  }

  @Test
  void shouldAskForNineItemsAThirdOfThemPhrases() {
    double items = MADE.stream().mapToInt(Made::items).sum();
    long phrases = MADE.stream().flatMap(RuleMakerTest::phrases).count();

    assertThat(items / MADE.size()).isCloseTo(9, within(0.5));
    assertThat(phrases / items).isCloseTo(1 / 3.0, within(0.04));
    assertThat(MADE.stream().mapToInt(Made::phrases).sum()).isEqualTo((int) phrases);
    assertThat(MADE.stream().flatMap(RuleMakerTest::phrases))
        .allSatisfy(phrase -> assertThat(phrase).matches("\"\\w+ \\w+( \\w+)?\"(~[12])?"));
    assertThat(
            MADE.stream().flatMap(RuleMakerTest::phrases).filter(it -> it.contains("~2")).count())
        .isBetween(phrases / 4, phrases / 2);
  }

  @Test
  void shouldMakeSomeAndsAndSomeNots() {
    assertThat(MADE).filteredOn(it -> query(it).contains(") AND (")).hasSizeBetween(230, 310);
    assertThat(MADE).filteredOn(it -> query(it).contains(") AND NOT (")).hasSizeBetween(90, 150);
  }

  @Test
  void shouldMakeRulesThatMatchAboutTwoPercent() {
    List<StoredRule> rules = MADE.stream().map(Made::rule).toList();
    OurEngine engine = OurEngine.compile(rules);
    List<Article> articles = CORPUS.articles().subList(0, 100);
    long matches = articles.stream().mapToLong(it -> engine.match(it).size()).sum();

    assertThat(100.0 * matches / articles.size() / rules.size()).isBetween(1.5, 3.0);
  }

  @Test
  void shouldRefuseACorpusWithoutWords() {
    Corpus digits = new Corpus(List.of(new Article("1", "2 3 4")));

    assertThatThrownBy(() -> TestItems.of(digits))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot make rules: the articles have 0 different words");
  }

  private static String query(Made made) {
    return made.rule().parts().get(0).query();
  }

  private static Stream<String> phrases(Made made) {
    return PHRASE.matcher(query(made)).results().map(it -> it.group());
  }
}
