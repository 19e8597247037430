package dev.slugline.enrich.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slugline.enrich.catalogue.RuleEdit.Kind;
import dev.slugline.enrich.catalogue.RuleLogEntry.Manifest;
import dev.slugline.enrich.catalogue.RuleLogEntry.Written;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RuleChangeTest {
  private static final String FLOODS =
      "id: floods\nlabel: Floods\nclauses: [{weight: 10, query: 'flood*'}]\n";
  private static final String FIRES =
      "id: fires\nlabel: Fires\nclauses: [{weight: 10, query: 'wildfire'}]\n";

  @Test
  void shouldLeaveTheRulesThatAreNotGivenWhereNotAllAre() throws Exception {
    RuleHistory history = history(TestCatalogue.of(FLOODS, FIRES));
    LoadedCatalogue given = TestCatalogue.of(FLOODS.replace("flood*", "deluge"));

    RuleChange change = RuleChange.of(history, new ChangedRules(given, false));

    assertThat(change.edits()).extracting(RuleEdit::kind).containsExactly(Kind.CHANGED);
    assertThat(change.next().hash())
        .isEqualTo(TestCatalogue.of(FLOODS.replace("flood*", "deluge"), FIRES).hash());
    assertThat(change.base()).isEqualTo(TestCatalogue.of(FLOODS, FIRES).hash());
    assertThat(RuleChange.of(history, new ChangedRules(given, true)).edits())
        .extracting(RuleEdit::rule, RuleEdit::kind)
        .containsExactly(tuple("fires", Kind.DELETED), tuple("floods", Kind.CHANGED));
  }

  @Test
  void shouldBeNothingOnlyWhereTheSameCatalogueHolds() throws Exception {
    LoadedCatalogue both = TestCatalogue.of(FLOODS, FIRES);
    ChangedRules whole = new ChangedRules(both, true);

    assertThat(RuleChange.of(history(both), whole).isNothing()).isTrue();
    assertThat(
            RuleChange.of(history(both), new ChangedRules(TestCatalogue.of(FIRES), false))
                .isNothing())
        .isTrue();
    assertThat(
            RuleChange.of(history(both), new ChangedRules(TestCatalogue.of(FIRES), true))
                .isNothing())
        .isFalse();
    assertThat(RuleChange.of(new RuleHistory(), whole).isNothing()).isFalse();
    RuleDocument shipped = CatalogueLoader.shipped().documents().get(0);
    ChangedRules one = new ChangedRules(LoadedCatalogue.of(List.of(shipped)), false);
    RuleChange first = RuleChange.of(new RuleHistory(), one);
    assertThat(first.edits()).isEmpty();
    assertThat(first.isNothing()).isFalse();
    assertThat(first.next().hash()).isEqualTo(CatalogueLoader.shipped().hash());
  }

  @Test
  void shouldTellAChangeOfTheTextFromOneOfTheRule() throws Exception {
    LoadedCatalogue commented = TestCatalogue.of("# water\n" + FLOODS);

    RuleChange change =
        RuleChange.of(history(TestCatalogue.of(FLOODS, FIRES)), new ChangedRules(commented, false));

    RuleEdit edit = change.edits().get(0);
    assertThat(edit.kind()).isEqualTo(Kind.TEXT);
    assertThat(edit.before()).isEqualTo(edit.after());
    assertThat(change.isNothing()).isFalse();
    assertThat(change.next().hash()).isEqualTo(change.base());
  }

  @Test
  void shouldReplaceAsAWholeACatalogueThatCannotBeMadeHere() throws Exception {
    RuleHistory history = new RuleHistory();
    SortedMap<String, String> versions = new TreeMap<>(Map.of("floods", "000000000000"));
    history.add(0, new Written("floods", "000000000000", "id: floods\nnews: from later\n"));
    history.add(1, new Manifest("feed", versions, "test", Instant.EPOCH));
    LoadedCatalogue given = TestCatalogue.of(FLOODS);

    RuleChange change = RuleChange.of(history, new ChangedRules(given, true));

    assertThat(change.base()).isEqualTo("feed");
    assertThat(change.edits())
        .containsExactly(
            new RuleEdit(
                "floods", Kind.CHANGED, "000000000000", given.documents().get(0).rule().version()));
    assertThatThrownBy(() -> RuleChange.of(history, new ChangedRules(given, false)))
        .isInstanceOf(InvalidRulesException.class);
  }

  @Test
  void shouldRunTheExamplesOfWhatDiffersOnly() throws Exception {
    String failing = "examples: {match: ['Nothing of the kind.']}\n";
    RuleHistory history = history(TestCatalogue.of(FLOODS, FIRES + failing));

    assertThat(
            RuleChange.of(history, new ChangedRules(TestCatalogue.of("# water\n" + FLOODS), false))
                .failures())
        .isEmpty();
    assertThat(
            RuleChange.of(history, new ChangedRules(TestCatalogue.of(FLOODS + failing), false))
                .failures())
        .extracting(RuleExamples.Failure::ruleId)
        .containsExactly("floods");
  }

  private static RuleHistory history(LoadedCatalogue catalogue) {
    RuleHistory history = new RuleHistory();
    SortedMap<String, String> versions = new TreeMap<>();
    for (RuleDocument document : catalogue.documents()) {
      Written written = Written.of(document);
      history.add(versions.size(), written);
      versions.put(written.id(), written.version());
    }
    history.add(versions.size(), new Manifest(catalogue.hash(), versions, "test", Instant.EPOCH));
    return history;
  }
}
