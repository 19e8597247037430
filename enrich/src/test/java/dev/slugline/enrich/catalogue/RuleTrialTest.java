package dev.slugline.enrich.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.enrich.catalogue.RuleShift.Move;
import dev.slugline.enrich.catalogue.RuleTrial.Difference;
import dev.slugline.enrich.catalogue.RuleTrial.Edit;
import dev.slugline.enrich.catalogue.RuleTrial.Tally;
import dev.slugline.enrich.rule.Explanation;
import dev.slugline.enrich.rule.Text;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleTrialTest {
  private static final String FLOODS =
      """
      id: floods
      label: Floods
      clauses:
        - {name: water, weight: 10, query: 'flood*'}
        - {name: rain, weight: 6, query: 'downpour'}
        - {name: offers, weight: -10, query: 'bargain*'}
      """;
  private static final String FIRES =
      """
      id: fires
      label: Fires
      clauses:
        en: [{name: wild, weight: 10, query: 'wildfire'}]
        de: [{name: wild, weight: 10, query: 'Waldbrand'}]
      """;

  @Test
  void shouldCompareOnlyTheRuleThatIsGivenWhereItIsOne() throws Exception {
    RuleTrial trial =
        RuleTrial.ofRules(
            TestCatalogue.of(FLOODS, FIRES), TestCatalogue.of(FLOODS.replace("flood*", "river")));

    assertThat(trial.edits()).isEqualTo(Map.of("floods", Edit.CHANGED));
    assertThat(trial.same()).isZero();
    assertThat(trial.hasLanguage("en")).isTrue();
    assertThat(trial.hasLanguage("de")).isFalse();
    assertThat(trial.compare(text("A wildfire burns."))).isEmpty();
  }

  @Test
  void shouldTakeWhatAWholeCatalogueLacksForDeleted() throws Exception {
    String gales = FLOODS.replace("floods", "gales").replace("flood*", "gale");
    RuleTrial trial =
        RuleTrial.ofCatalogue(TestCatalogue.of(FLOODS, FIRES), TestCatalogue.of(FLOODS, gales));

    assertThat(trial.edits()).isEqualTo(Map.of("fires", Edit.DELETED, "gales", Edit.ADDED));
    assertThat(trial.same()).isEqualTo(1);
    Text text = text("A gale drives the wildfire.");
    List<Difference> differences = trial.compare(text);
    assertThat(differences).extracting(Difference::rule).containsExactly("fires", "gales");
    assertThat(differences).extracting(Difference::gained).containsExactly(false, true);
    assertThat(trial.explain(differences.get(0), text).after()).isNull();
    assertThat(trial.explain(differences.get(0), text).moves())
        .containsExactly(new Move("wild", 10, 0, "deleted"));
    assertThat(trial.explain(differences.get(1), text).before()).isNull();
  }

  @Test
  void shouldFindNoDifferenceInRulesThatOnlyStandElsewhere() throws Exception {
    RuleTrial trial =
        RuleTrial.ofRules(TestCatalogue.of(FLOODS, FIRES), TestCatalogue.of("# mine\n" + FIRES));

    assertThat(trial.edits()).isEmpty();
    assertThat(trial.same()).isEqualTo(1);
    assertThat(trial.hasLanguage("en")).isFalse();
  }

  @Test
  void shouldAskANewLanguageOfARule() throws Exception {
    String french = FIRES + "  fr: [{name: bois, weight: 10, query: 'incendie'}]\n";
    RuleTrial trial = RuleTrial.ofRules(TestCatalogue.of(FIRES), TestCatalogue.of(french));

    Text text = new Text(null, "Un incendie dans la vallée.", "fr", Map.of());
    assertThat(trial.hasLanguage("fr")).isTrue();
    assertThat(trial.compare(text)).extracting(Difference::gained).containsExactly(true);
  }

  @Test
  void shouldCountWhatIsGainedLostAndKeptAndHowTheRelevanceMoves() throws Exception {
    // what has the stem of flood keeps the tag, at double the weight
    String changed =
        FLOODS.replace("weight: 10, query: 'flood*'", "weight: 20, query: 'flood OR storm'");
    RuleTrial trial = RuleTrial.ofRules(TestCatalogue.of(FLOODS), TestCatalogue.of(changed));

    assertThat(trial.compare(text("The flood came."))).isEmpty();
    assertThat(trial.compare(text("The flooding came."))).isEmpty();
    assertThat(trial.compare(text("A floodgate opened."))).hasSize(1);
    assertThat(trial.compare(text("A storm came."))).hasSize(1);
    assertThat(trial.compare(text("Nothing came."))).isEmpty();

    Tally tally = tally(trial);
    assertThat(tally.gained()).isEqualTo(1);
    assertThat(tally.lost()).isEqualTo(1);
    assertThat(tally.kept()).isEqualTo(2);
    assertThat(tally.changes()).isEqualTo(2);
    assertThat(tally.moved()).isPositive();
    assertThat(tally.differs()).isTrue();
  }

  @Test
  void shouldNotCallARuleDifferentThatTagsAllAlike() throws Exception {
    RuleTrial trial =
        RuleTrial.ofRules(
            TestCatalogue.of(FLOODS),
            TestCatalogue.of(FLOODS.replace("label: Floods", "label: Water")));
    trial.compare(text("The flood came."));

    assertThat(trial.edits()).hasSize(1);
    assertThat(tally(trial)).isEqualTo(new Tally(0, 0, 1, 0, 0, 0));
    assertThat(tally(trial).differs()).isFalse();
  }

  @Test
  void shouldSayWhichClausesMovedTheScoreAndHow() throws Exception {
    String changed =
        """
        id: floods
        label: Floods
        threshold: 12
        clauses:
          - {name: water, weight: 8, query: 'flood*'}
          - {name: rain, weight: 6, query: 'downpour AND river'}
          - {name: offers, weight: -10, query: 'bargain* OR sale'}
          - {name: mud, weight: 1, query: 'mud'}
          - {name: dam, weight: 1, query: 'dam'}
        """;
    RuleTrial trial = RuleTrial.ofRules(TestCatalogue.of(FLOODS), TestCatalogue.of(changed));
    Text text = text("After the downpour a flood of mud stopped the sale.");

    RuleShift shift = trial.explain(trial.compare(text).get(0), text);

    assertThat(shift.before()).extracting(Explanation::score).isEqualTo(16);
    assertThat(shift.after()).extracting(Explanation::score).isEqualTo(-1);
    assertThat(shift.after()).extracting(Explanation::threshold).isEqualTo(12);
    assertThat(shift.moves())
        .containsExactly(
            new Move("water", 10, 8, "weight"),
            new Move("rain", 6, 0, "silent"),
            new Move("offers", 0, -10, "fires"),
            new Move("mud", 0, 1, "added"));
  }

  @Test
  void shouldSayWhatAClauseAddsThatCountsOftener() throws Exception {
    String once =
        "id: floods\nlabel: Floods\nthreshold: 10\ncount: once\nclauses: [{name: water, weight: 4,"
            + " query: flood}, {name: mud, weight: 2, query: mud}, {name: dam, weight: 9, query: dam}]";
    RuleTrial trial =
        RuleTrial.ofRules(
            TestCatalogue.of(once),
            TestCatalogue.of(once.replace("count: once", "count: sentences")));
    Text text = text("The flood came with mud.");

    RuleShift shift = trial.explain(trial.compare(text).get(0), text);

    assertThat(shift.moves())
        .containsExactly(new Move("water", 4, 8, "weight"), new Move("mud", 2, 4, "weight"));
  }

  private static Tally tally(RuleTrial trial) {
    return trial.tallies().getOrDefault("floods", Tally.NONE);
  }

  private static Text text(String body) {
    return new Text(null, body, "en", Map.of());
  }
}
