package dev.slugline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on rules, and {@code explain}, as a person types them. */
class RulesCommandTest {
  private static final String FLOODS =
      """
      id: floods
      label: Floods
      clauses:
        - {name: water, weight: 10, query: '+flood* +river'}
        - {name: money, weight: -10, query: 'title:funds'}
      examples: {match: ["A flood came down the river."], reject: ["A flood of offers."]}
      """;

  private Path dir;

  @BeforeEach
  void folder(@TempDir Path folder) {
    dir = folder;
  }

  @Test
  void shouldListTheShippedRulesWithTheHashOfTheCatalogue() {
    Ran listed = Ran.command("rules", "list");

    assertThat(listed.code()).isZero();
    assertThat(listed.out())
        .contains("sanctions")
        .containsPattern("25 rules, catalogue [0-9a-f]{16}");
    assertThat(Ran.command("rules", "list", "--json").out().lines())
        .hasSize(25)
        .allMatch(line -> line.startsWith("{\"id\":\""));
  }

  @Test
  void shouldShowTheClausesOfEachTagByLanguage() throws Exception {
    Files.writeString(dir.resolve("floods.yaml"), FLOODS);
    Files.writeString(
        dir.resolve("fires.yaml"),
        """
        id: fires
        label: Fires
        threshold: 8
        clauses:
          de: [{weight: 8, query: 'Waldbrand'}]
          en: [{weight: 8, query: 'wildfire'}]
        """);

    Ran listed = Ran.command("rules", "list", "--rules", dir.toString());

    assertThat(listed.out())
        .matches(
            """
            rule    en  de  threshold  version       label
            fires   1   1   8          [0-9a-f]{12}  Fires
            floods  2   –   10         [0-9a-f]{12}  Floods
            2 rules, catalogue [0-9a-f]{16}
            """);
  }

  @Test
  void shouldListTheShippedRulesWithinTheWidthOfATerminal() {
    assertThat(Ran.command("rules", "list").out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void shouldHoldTheShippedRulesToTheirExamples() {
    Ran tested = Ran.command("rules", "test");

    assertThat(tested.code()).isZero();
    assertThat(tested.out()).containsPattern("[0-9]{3} examples of 25 rules, 0 failed");
    assertThat(Ran.command("rules", "check").code()).isZero();
  }

  @Test
  void shouldFailWhenAnExampleComesOutOtherwise() throws Exception {
    Path file = Files.writeString(dir.resolve("floods.yaml"), FLOODS.replace("came down", "is no"));
    assertThat(Ran.command("rules", "test", "--rules", file.toString()).code()).isZero();
    Files.writeString(file, FLOODS.replace("of offers", "in a river of offers"));

    Ran tested = Ran.command("rules", "test", "--rules", file.toString());

    assertThat(tested.code()).isEqualTo(1);
    assertThat(tested.out())
        .contains("floods should leave alone \"A flood in a river of offers.\": score 10 of 10")
        .endsWith("2 examples of 1 rules, 1 failed\n");
  }

  @Test
  void shouldExplainWhatFiredAndWhatIsMissing() throws Exception {
    Path rules = Files.writeString(dir.resolve("floods.yaml"), FLOODS);
    Path wet =
        article("Heavy rain", "The floods came down the river on Monday and took the old bridge.");
    Path dry =
        article(
            "More funds", "The floods of money came to the town on Monday and built a new bridge.");

    Ran yes = explain(rules, wet);
    Ran no = explain(rules, dry);

    assertThat(yes.code()).isZero();
    assertThat(yes.out())
        .contains("floods: tagged")
        .contains("water (+10) fired")
        .contains("body 4-10: floods")
        .contains("money (-10) did not fire");
    assertThat(no.out())
        .contains("floods: not tagged, score -10 of 10, 20 short")
        .contains("water (+10) did not fire")
        .containsPattern("missing: .*river");
    assertThat(Ran.command("explain", wet.toString(), "--tag", "nothing").code()).isEqualTo(2);
  }

  private static Ran explain(Path rules, Path article) {
    return Ran.command(
        "explain", article.toString(), "--tag", "floods", "--rules", rules.toString());
  }

  private Path article(String title, String body) throws Exception {
    return Files.writeString(dir.resolve(title + ".txt"), title + "\n\n" + body + "\n");
  }
}
