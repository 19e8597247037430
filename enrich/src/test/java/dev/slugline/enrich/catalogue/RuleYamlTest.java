package dev.slugline.enrich.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.enrich.rule.Clause;
import dev.slugline.enrich.rule.Clause.Company;
import dev.slugline.enrich.rule.IptcCode;
import dev.slugline.enrich.rule.Rule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a rule file says, and what a rule's version is made of. */
class RuleYamlTest {
  static final String GOOD =
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

  static final String PLACED =
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
}
