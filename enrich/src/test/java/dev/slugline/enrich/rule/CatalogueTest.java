package dev.slugline.enrich.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  @Test
  void shouldGiveExactSpansOfTheOriginalText() throws Exception {
    Catalogue catalogue = Catalogue.compile(List.of(rule("\"economic sanction\" OR embargo*")));
    String body = "😀 ÉCONOMIC talk: the ECONOMIC SANCTIONS and two Embargoes.";

    List<Match> matches = catalogue.match(new Text(null, body, "en", Map.of())).all();

    assertThat(matches).hasSize(1);
    assertThat(matches.get(0).evidence())
        .extracting(Evidence::text)
        .containsExactly("ECONOMIC SANCTIONS", "Embargoes");
    assertThat(matches.get(0).evidence())
        .allSatisfy(e -> assertThat(body.substring(e.start(), e.end())).isEqualTo(e.text()));
  }

  @Test
  void shouldNameTheRuleAndTheClauseOfWhatIsNotSupported() {
    assertThatThrownBy(() -> Catalogue.compile(List.of(rule("colour:red"))))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("unknown field 'colour'");
  }

  @Test
  void shouldSayWhatIsMissingInTheWordsOfTheRule() throws Exception {
    String query =
        "\"sanctions policies\"~2 OR (Agencies AND NOT section:Policies) OR embargo* OR title:bodies";
    Explanation explanation =
        Catalogue.compile(List.of(rule(query)))
            .explain("rule", new Text(null, "A war far away.", "en", Map.of()));

    assertThat(explanation.clauses().get(0).missing())
        .containsExactly(
            "\"sanctions policies\"~2 OR (+Agencies -section:policies) OR embargo* OR title:bodies");
  }

  @Test
  void shouldSayWhatIsMissingOfAnAnd() throws Exception {
    Catalogue catalogue = Catalogue.compile(List.of(rule("body:war AND body:river")));

    Explanation explanation =
        catalogue.explain("rule", new Text(null, "A war far away.", "en", Map.of()));

    assertThat(explanation.tagged()).isFalse();
    assertThat(explanation.clauses().get(0).missing()).containsExactly("body:river");
  }

  private static Rule rule(String query) {
    return Rule.of("rule", 10, Map.of("en", List.of(new Clause(null, 10, query))));
  }
}
