package dev.slugline.enrich.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slugline.enrich.rule.Clause;
import dev.slugline.enrich.rule.Clause.Company;
import dev.slugline.enrich.rule.IptcCode;
import dev.slugline.enrich.rule.Rule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleYamlTest {
  private static final String GOOD =
      """
      id: sanctions
      label: Sanctions
      iptc: [{id: medtop:20000642, name: economic sanction, match: exact}]
      description: Embargoes and the like.
      threshold: 10
      clauses:
        - {name: packages, weight: 10, query: '"economic sanctions" OR embargo*'}
        - {weight: -8, query: '"sanctioned by the league"~4'}
      examples:
        match: ["An embargo was imposed."]
        reject: ["The league sanctioned the striker."]
      """;

  @Test
  void shouldReadEveryPartOfARule() throws Exception {
    RuleDocument document = RuleYaml.read("sanctions.yaml", GOOD);

    assertThat(document.rule().id()).isEqualTo("sanctions");
    assertThat(document.rule().label()).isEqualTo("Sanctions");
    assertThat(document.rule().iptc())
        .containsExactly(new IptcCode("medtop:20000642", "economic sanction", "exact"));
    assertThat(document.rule().threshold()).isEqualTo(10);
    assertThat(document.rule().ownTopic()).isTrue();
    assertThat(document.rule().stemmed()).isTrue();
    assertThat(document.rule().clauses().get("en"))
        .containsExactly(
            new Clause("packages", 10, "\"economic sanctions\" OR embargo*"),
            new Clause(null, -8, "\"sanctioned by the league\"~4"));
    assertThat(document.examples())
        .isEqualTo(
            Map.of(
                "en",
                new Examples(
                    List.of("An embargo was imposed."),
                    List.of("The league sanctioned the striker."))));
    assertThat(document.source().clause("packages"))
        .isEqualTo(
            new RuleSource.ClauseSource(
                "packages",
                new RuleSource.Place(7, 30),
                new RuleSource.QuerySource(
                    new RuleSource.Place(7, 41), "\"economic sanctions\" OR embargo*"),
                null,
                null));
  }

  @Test
  void shouldTakeClausesByLanguageAndNoTopicOfItsOwn() throws Exception {
    RuleDocument document =
        RuleYaml.read(
            "r.yaml",
            """
            id: r
            label: R
            publish: stream
            analyzer: standard
            clauses:
              en: [{weight: 10, query: flood}]
              de: [{weight: 10, query: Hochwasser}]
            """);

    assertThat(document.rule().clauses()).containsOnlyKeys("de", "en");
    assertThat(document.rule().ownTopic()).isFalse();
    assertThat(document.rule().stemmed()).isFalse();
    assertThat(document.rule().threshold()).isEqualTo(10);
    assertThat(document.examples()).isEmpty();
  }

  private static final String PLACED =
      """
      id: wars
      label: Wars
      count: sentences
      ignore: ['"price war"', '"war games"']
      clauses:
        - weight: 5
          query: war
          with: army OR navy
          without: film
          within: paragraph
        - {weight: 3, query: peace, without: 'quiet'}
      """;

  @Test
  void shouldTakeWhatSettlesWhereAClauseCounts() throws Exception {
    RuleDocument document = RuleYaml.read("r.yaml", PLACED);

    assertThat(document.rule().counting()).isEqualTo(Rule.Counting.SENTENCES);
    assertThat(document.rule().ignore())
        .isEqualTo(Map.of("en", List.of("\"price war\"", "\"war games\"")));
    assertThat(document.rule().clauses().get("en"))
        .containsExactly(
            new Clause(
                null, 5, "war", new Company("army OR navy", "film", Clause.Within.PARAGRAPH)),
            new Clause(null, 3, "peace", new Company(null, "quiet", Clause.Within.SENTENCE)));
    assertThat(RuleVersion.canonicalJson(document.rule()))
        .isEqualTo(
            "{\"id\":\"wars\",\"label\":\"Wars\",\"iptc\":[],\"description\":\"\",\"threshold\":10,"
                + "\"publish\":\"topic\",\"count\":\"sentences\",\"ignore\":{\"en\":"
                + "[\"\\\"price war\\\"\",\"\\\"war games\\\"\"]},\"clauses\":{\"en\":[{\"weight\":5,"
                + "\"query\":\"war\",\"with\":\"army OR navy\",\"without\":\"film\",\"within\":"
                + "\"paragraph\"},{\"weight\":3,\"query\":\"peace\",\"without\":\"quiet\","
                + "\"within\":\"sentence\"}]}}");
  }

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

  @Test
  void shouldTakeExamplesByLanguage() throws Exception {
    String yaml =
        """
        id: r
        label: R
        clauses: {en: [{weight: 10, query: flood}], de: [{weight: 10, query: Hochwasser}]}
        examples:
          en: {match: [A flood.]}
          de: {match: [Hochwasser!], reject: [Dürre.]}
        """;

    RuleDocument document = RuleYaml.read("r.yaml", yaml);

    assertThat(document.examples())
        .isEqualTo(
            Map.of(
                "en", new Examples(List.of("A flood."), List.of()),
                "de", new Examples(List.of("Hochwasser!"), List.of("Dürre."))));
    assertThat(document.exampleCount()).isEqualTo(3);
    assertThat(problems(yaml.replace("  de: {match", "  fr: {match")))
        .extracting(RuleProblem::toString)
        .containsExactly("f.yaml:6:3: 'fr' is no language of the clauses");
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
  void shouldKeepTheVersionWhenOnlyLayoutCommentsOrExamplesChange() throws Exception {
    String version = RuleYaml.read("a.yaml", GOOD).rule().version();

    String laidOutOtherwise =
        GOOD.replace("threshold: 10\n", "")
            .replace("label: Sanctions", "# a remark\nlabel: \"Sanctions\"")
            .replace("An embargo was imposed.", "Another example of an embargo.");
    assertThat(RuleYaml.read("b.yaml", laidOutOtherwise).rule().version()).isEqualTo(version);
    assertThat(version).matches("[0-9a-f]{12}");
    assertThat(RuleYaml.read("c.yaml", GOOD.replace("-8", "-7")).rule().version())
        .isNotEqualTo(version);
  }

  @Test
  void shouldNeverChangeHowAVersionIsMade() throws Exception {
    assertThat(RuleVersion.canonicalJson(RuleYaml.read("a.yaml", GOOD).rule()))
        .isEqualTo(
            "{\"id\":\"sanctions\",\"label\":\"Sanctions\",\"iptc\":[{\"id\":\"medtop:20000642\","
                + "\"name\":\"economic sanction\",\"match\":\"exact\"}],\"description\":\"Embargoes"
                + " and the like.\",\"threshold\":10,\"publish\":\"topic\",\"clauses\":{\"en\":["
                + "{\"name\":\"packages\",\"weight\":10,\"query\":\"\\\"economic sanctions\\\" OR"
                + " embargo*\"},{\"weight\":-8,\"query\":\"\\\"sanctioned by the league\\\"~4\"}]}}");
  }

  private static List<RuleProblem> problems(String yaml) {
    return catchThrowableOfType(InvalidRulesException.class, () -> RuleYaml.read("f.yaml", yaml))
        .problems();
  }
}
