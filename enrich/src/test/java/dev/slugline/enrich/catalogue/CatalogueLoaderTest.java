package dev.slugline.enrich.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueLoaderTest {
  private static final String FLOODS =
      """
      id: floods
      label: Floods
      clauses: [{name: water, weight: 10, query: 'flood OR "high water"'}]
      examples: {match: ["A flood came."], reject: ["A flute was played."]}
      """;
  private static final String FIRES =
      "id: fires\nlabel: Fires\nclauses: [{weight: 10, query: wildfire}]\n";

  @Test
  void shouldNameTheSameRulesByTheSameHashInWhateverFilesTheyStand() throws Exception {
    LoadedCatalogue one = CatalogueLoader.fromTexts(Map.of("a", FLOODS, "b", FIRES));
    LoadedCatalogue other = CatalogueLoader.fromTexts(Map.of("x", FIRES, "y", FLOODS));

    assertThat(one.hash()).isEqualTo(other.hash()).matches("[0-9a-f]{16}");
    assertThat(one.documents()).extracting(d -> d.rule().id()).containsExactly("fires", "floods");
    assertThat(CatalogueLoader.fromTexts(Map.of("a", FLOODS)).hash()).isNotEqualTo(one.hash());
  }

  @Test
  void shouldReadAFolderAndAFile(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("floods.yaml"), FLOODS);
    Files.writeString(folder.resolve("fires.yml"), FIRES);
    Files.writeString(folder.resolve("README.md"), "not a rule");

    assertThat(CatalogueLoader.fromPath(folder).documents()).hasSize(2);
    assertThat(CatalogueLoader.fromPath(folder.resolve("fires.yml")).documents()).hasSize(1);
  }

  @Test
  void shouldRefuseTwoRulesOfOneId() {
    var refused =
        catchThrowableOfType(
            InvalidRulesException.class,
            () -> CatalogueLoader.fromTexts(Map.of("a.yaml", FLOODS, "b.yaml", FLOODS)));

    assertThat(refused).hasMessage("b.yaml:1:5: rule 'floods' stands in a.yaml:1:5 too");
  }

  @Test
  void shouldSayInWhichFileAndLineAQueryIsWrong() {
    var refused =
        catchThrowableOfType(
            InvalidRulesException.class,
            () ->
                CatalogueLoader.fromTexts(
                    Map.of("a.yaml", FLOODS.replace("flood OR", "(flood OR"), "b.yaml", "id: [")));

    assertThat(refused.problems())
        .extracting(RuleProblem::file)
        .containsExactly("a.yaml", "b.yaml");
    assertThat(refused.problems().get(0).line()).isEqualTo(3);
    assertThat(refused.problems().get(0).clause()).isEqualTo("water");
  }

  @ParameterizedTest
  @ValueSource(strings = {"the", "NOT flood", "flood AND (NOT fire)", "-fire -flood"})
  void shouldRefuseARuleWhoseOnlyClauseCanNeverMatch(String query) {
    var refused =
        catchThrowableOfType(
            InvalidRulesException.class,
            () ->
                CatalogueLoader.fromTexts(
                    Map.of("a.yaml", FLOODS.replace("flood OR \"high water\"", query))));

    assertThat(refused).hasMessageStartingWith("a.yaml:3:").hasMessageContaining("can never fire");
  }

  @Test
  void shouldRefuseAnEmptyFolderBadBytesAndAMissingFile(@TempDir Path folder) throws Exception {
    assertThatThrownBy(() -> CatalogueLoader.fromPath(folder))
        .isInstanceOf(InvalidRulesException.class)
        .hasMessageContaining("no .yaml file");
    assertThatThrownBy(() -> CatalogueLoader.fromPath(folder.resolve("absent.yaml")))
        .isInstanceOf(NoSuchFileException.class);

    Files.write(folder.resolve("latin.yaml"), new byte[] {'i', 'd', ':', ' ', (byte) 0xe9});
    assertThatThrownBy(() -> CatalogueLoader.fromPath(folder))
        .isInstanceOf(InvalidRulesException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void shouldTellWhichClauseMadeAnExampleFail() throws Exception {
    LoadedCatalogue loaded =
        CatalogueLoader.fromTexts(
            Map.of(
                "a.yaml", FLOODS.replace("A flood came", "Rain came").replace("flute", "flood")));

    assertThat(RuleExamples.run(loaded))
        .extracting(RuleExamples.Failure::toString)
        .satisfiesExactly(
            wanted ->
                assertThat(wanted)
                    .startsWith("a.yaml: floods should tag \"Rain came.\": score 0 of 10")
                    .contains("water (+10) missing"),
            unwanted ->
                assertThat(unwanted)
                    .contains("should leave alone")
                    .contains("water (+10) fired on [\"flood\"]"));
  }
}
