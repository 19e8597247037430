package dev.slugline.enrich.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slugline.enrich.catalogue.RuleCoverage.Fired;
import dev.slugline.enrich.catalogue.RuleCoverage.Pair;
import dev.slugline.enrich.rule.Match;
import dev.slugline.enrich.rule.Text;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleCoverageTest {
  private static final String FLOODS =
      """
      id: floods
      label: Floods
      threshold: 15
      clauses:
        en:
          - {name: water, weight: 10, query: 'flood*'}
          - {name: rain, weight: 5, query: 'downpour'}
          - {name: offers, weight: -10, query: 'bargain*'}
        de:
          - {name: water, weight: 15, query: 'Hochwasser'}
      """;
  private static final String EXACT =
      """
      id: exact
      label: Exact
      analyzer: standard
      clauses: [{name: water, weight: 10, query: 'floods'}]
      """;

  @Test
  void shouldCountAClauseWhereItsQueryMatchesWhateverTheScore() throws Exception {
    RuleCoverage coverage = new RuleCoverage(TestCatalogue.of(FLOODS));
    coverage.add(english("A flood of bargains."), List.of());
    coverage.add(english("A flood."), List.of());

    assertThat(coverage.clauses())
        .containsExactly(
            new Fired("floods", "en", "water", 10, 2, 2),
            new Fired("floods", "en", "rain", 5, 0, 2),
            new Fired("floods", "en", "offers", -10, 1, 2));
  }

  @Test
  void shouldNotJudgeWhatIsInALanguageThatNobodyRead() throws Exception {
    RuleCoverage coverage = new RuleCoverage(TestCatalogue.of(FLOODS, EXACT));
    coverage.add(new Text(null, "Das Hochwasser steigt.", "de", Map.of()), List.of("floods"));

    assertThat(coverage.clauses()).containsExactly(new Fired("floods", "de", "water", 15, 1, 1));
    assertThat(coverage.unread()).isEqualTo(Map.of("en", 4));
    assertThat(coverage.unused()).isEmpty(); // exact has no German clauses
  }

  @Test
  void shouldReadEachClauseWithTheAnalyserOfItsRule() throws Exception {
    RuleCoverage coverage = new RuleCoverage(TestCatalogue.of(FLOODS, EXACT));
    coverage.add(english("The flood came."), List.of());

    assertThat(coverage.clauses())
        .extracting(Fired::rule, Fired::clause, Fired::fired)
        .contains(tuple("exact", "water", 0), tuple("floods", "water", 1));
  }

  @Test
  void shouldNameTheTagsThatNoTextHas() throws Exception {
    RuleCoverage coverage = new RuleCoverage(TestCatalogue.of(FLOODS, EXACT));
    coverage.add(english("Many floods."), List.of("exact"));

    assertThat(coverage.unused()).containsExactly("floods");
  }

  @Test
  void shouldFindPairsByTheirShareOfTheTextsThatHaveEither() throws Exception {
    RuleCoverage coverage = new RuleCoverage(TestCatalogue.of(FLOODS, EXACT));
    for (int i = 0; i < 4; i++) {
      coverage.add(english("Many floods."), List.of("floods", "exact"));
    }
    coverage.add(english("Many floods."), List.of("floods"));

    assertThat(coverage.pairs(0.8, 4)).containsExactly(new Pair("exact", "floods", 4, 5, 4, 0.8));
    assertThat(coverage.pairs(0.81, 1)).isEmpty();
    assertThat(coverage.pairs(0.5, 5)).isEmpty();
  }

  @Test
  void shouldAgreeWithTheShippedRulesOnTheirOwnExamples() {
    LoadedCatalogue shipped = CatalogueLoader.shipped();
    RuleCoverage coverage = new RuleCoverage(shipped);
    int texts = 0;
    for (RuleDocument document : shipped.documents()) {
      for (String example : matching(document)) {
        Text text = english(example);
        List<String> tags =
            shipped.catalogue().match(text).all().stream()
                .map(Match::rule)
                .map(it -> it.id())
                .toList();
        coverage.add(text, tags);
        texts++;
      }
    }

    // each rule has examples that it tags, and no tag comes without a clause
    assertThat(texts).isGreaterThan(100);
    assertThat(coverage.unused()).isEmpty();
    assertThat(coverage.clauses())
        .filteredOn(it -> it.weight() > 0 && it.fired() > 0)
        .extracting(Fired::rule)
        .containsAll(shipped.documents().stream().map(it -> it.rule().id()).toList());
  }

  private static Text english(String body) {
    return new Text(null, body, "en", Map.of());
  }

  private static List<String> matching(RuleDocument document) {
    Examples english = document.examples().get("en");
    return english == null ? List.of() : english.match();
  }
}
