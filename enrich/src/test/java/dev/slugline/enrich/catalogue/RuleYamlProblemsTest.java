package dev.slugline.enrich.catalogue;

import static dev.slugline.enrich.catalogue.RuleYamlTest.GOOD;
import static dev.slugline.enrich.catalogue.RuleYamlTest.PLACED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a rule file that is none, and where. */
class RuleYamlProblemsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count: sentences | count: words | 3 | 8 | 'once' or 'sentences'",
        "within: paragraph | within: page | 10 | 13 | 'sentence' or 'paragraph'",
        "without: 'quiet' | within: sentence | 11 | 39 | there is neither",
        "with: army OR navy | with: | 8 | 10 | 'with' is empty",
        "ignore: \\[ | ignore: {de: [x], en: [ | 4 | 9 | ignore",
      })
  void shouldSayWhatIsWrongWithWhereAClauseCounts(
      String good, String bad, int line, int column, String reason) {
    String yaml = PLACED.replaceFirst(good, bad);
    yaml = bad.contains("de:") ? yaml.replaceFirst("games\"']", "games\"']}") : yaml;

    assertThat(problems(yaml))
        .anySatisfy(
            problem -> {
              assertThat(problem.message()).contains(reason);
              assertThat(List.of(problem.line(), problem.column()))
                  .isEqualTo(List.of(line, column));
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "threshold: 10 | treshold: 10 | 5 | 1 | unknown key 'treshold'",
        "threshold: 10 | threshold: ten | 5 | 12 | whole number",
        "threshold: 10 | threshold: 500 | 7 | 3 | out of reach",
        "id: sanctions | id: Sanctions! | 1 | 5 | only a-z",
        "id: sanctions | id: none | 1 | 5 | reserved",
        "threshold: 10 | analyzer: snowball | 5 | 11 | 'language' or 'standard'",
        "label: Sanctions | label: | 2 | 7 | 'label' is empty",
        "label: Sanctions | id: again | 2 | 1 | stands twice",
        "match: exact | match: vague | 3 | 62 | exact, close or broad",
        "medtop:20000642 | medtop:642 | 3 | 13 | no media topic",
        "weight: 10 | weight: 1.5 | 7 | 30 | whole number",
        "weight: -8, | name: packages, weight: -8, | 8 | 12 | two clauses are named",
        "weight: -8, | weight: &w -8, extra: *w, | 8 | 28 | alias",
      })
  void shouldSayWhereAndWhatIsWrong(String good, String bad, int line, int column, String reason) {
    List<RuleProblem> problems = problems(GOOD.replaceFirst(good, bad));

    assertThat(problems)
        .anySatisfy(
            problem -> {
              assertThat(problem.file()).isEqualTo("f.yaml");
              assertThat(problem.message()).contains(reason);
              assertThat(List.of(problem.line(), problem.column()))
                  .isEqualTo(List.of(line, column));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# only a comment",
        "just a text",
        "- a\n- list",
        "id: [",
        "id: a\n---\nid: b",
        "id: a\nlabel: A\nclauses: []",
        "id: a\nlabel: A\nclauses: {}",
        "id: a\nlabel: A\nclauses: {english: []}",
        "id: a\nlabel: A\nclauses: [text]",
        "id: a\nlabel: A\nclauses: [{weight: 10}]",
        "id: a\nlabel: A\npublish: nowhere\nclauses: [{weight: 10, query: q}]",
        "id: a\nlabel: A\nexamples: []\nclauses: [{weight: 10, query: q}]",
        "id: a\nlabel: A\nexamples: {match: one}\nclauses: [{weight: 10, query: q}]",
        "label: A\nclauses: [{weight: 10, query: q}]",
        "id: a\nlabel: {}\nclauses: [{weight: 99999999999, query: q}]",
      })
  void shouldRefuseWhatIsNoRule(String yaml) {
    assertThat(problems(yaml)).isNotEmpty().allSatisfy(p -> assertThat(p.line()).isPositive());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "label: Sanctions | label: | 200 | 2 | 'label'",
        "description: Embargoes and the like. | description: | 2000 | 4 | 'description'",
        "name: economic sanction | name: | 200 | 3 | 'name'",
        "name: packages | name: | 100 | 7 | 'name'",
      })
  void shouldBoundWhatGoesIntoRecords(String good, String key, int most, int line, String named)
      throws Exception {
    String longest = GOOD.replace(good, key + " " + "é".repeat(most));

    assertThat(RuleYaml.tryRead("long.yaml", longest, true).problems()).isEmpty();
    assertThat(
            RuleYaml.tryRead("long.yaml", GOOD.replace(good, key + " " + "é".repeat(30_000)), true)
                .problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.line()).isEqualTo(line);
              assertThat(problem.message())
                  .isEqualTo(named + " has 30000 characters; at most " + most + " are allowed");
              assertThat(problem.toString()).hasSizeLessThan(1_000);
            });
  }

  @Test
  void shouldBoundHowManyCodesGoIntoRecordsAndWhatIsToldOfAValue() {
    String code = "{id: medtop:20000642, name: economic sanction, match: exact}";
    String many = GOOD.replace(code, code + (", " + code).repeat(20));

    assertThat(RuleYaml.tryRead("many.yaml", many, true).problems())
        .extracting(RuleProblem::message)
        .containsExactly("'iptc' has 21 entries; at most 20 are allowed");
    assertThat(
            RuleYaml.tryRead(
                    "long.yaml", GOOD.replace("id: sanctions", "id: " + "a".repeat(9_000)), true)
                .problems())
        .extracting(RuleProblem::message)
        .containsExactly(
            "id '" + "a".repeat(80) + "…': only a-z, 0-9 and '-', at most 64 characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "weight: 10 | weight: ten | 'weight' must be a whole number from -1000 to 1000",
        "weight: 10 | weight: .nan | 'weight' must be a whole number from -1000 to 1000",
        "weight: 10 | weight: 99999999999 | 'weight' must be a whole number from -1000 to 1000",
        "weight: 10, | `` | 'weight' is missing",
        "threshold: 10 | threshold: 1e3 | 'threshold' must be a whole number from 1 to 1000",
        "threshold: 10 | {threshold: 11, count: never} | count is 'once' or 'sentences', not 'never'",
      })
  void shouldTellTheCauseAndNotWhatFollowsFromIt(String good, String bad, String told) {
    String change = bad.replaceAll("[{}]", "").replace(", ", "\n");

    assertThat(problems(GOOD.replaceFirst(good, change)))
        .extracting(RuleProblem::message)
        .containsExactly(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"- a\n- list", "just a text", "42"})
  void shouldSayOfAListOrATextOnlyThatItIsNoRule(String yaml) {
    assertThat(problems(yaml))
        .extracting(RuleProblem::message)
        .containsExactly("a rule must be written as 'key: value' pairs");
  }

  @Test
  void shouldSayOfATextInPlaceOfAClauseOnlyThatItIsNone() {
    String clauses = GOOD.substring(0, GOOD.indexOf("  - {name")) + "  - flood\n";

    assertThat(problems(clauses))
        .extracting(RuleProblem::message)
        .containsExactly("a clause must be written as 'key: value' pairs");
  }

  @Test
  void shouldReportAllProblemsAtOnce() {
    List<RuleProblem> problems =
        problems("id: A B\nlabl: x\nclauses:\n  - {weight: x, query: q}\n");

    assertThat(problems)
        .extracting(RuleProblem::toString)
        .contains(
            "f.yaml:2:1: unknown key 'labl'; known: [analyzer, clauses, count, description, examples, id,"
                + " ignore, iptc, label, publish, threshold]",
            "f.yaml:1:5: id 'A B': only a-z, 0-9 and '-', at most 64 characters",
            "f.yaml:4:14: 'weight' must be a whole number from -1000 to 1000");
  }

  @Test
  void shouldRefuseExamplesInALanguageThatNoClauseHas() {
    String yaml =
        """
        id: r
        label: R
        clauses: {en: [{weight: 10, query: flood}], de: [{weight: 10, query: Hochwasser}]}
        examples:
          en: {match: [A flood.]}
          fr: {match: [Une crue.]}
        """;

    assertThat(problems(yaml))
        .extracting(RuleProblem::toString)
        .containsExactly("f.yaml:6:3: 'fr' is no language of the clauses");
  }

  private static List<RuleProblem> problems(String yaml) {
    return catchThrowableOfType(InvalidRulesException.class, () -> RuleYaml.read("f.yaml", yaml))
        .problems();
  }
}
