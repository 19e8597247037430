package dev.slugline.enrich.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryFaultTest {
  @ParameterizedTest
  @ValueSource(strings = {"ferry", "ferry AND NOT strike", "NOT strike ferry", "lang:en"})
  void shouldFindNothingInASoundQuery(String query) {
    assertThat(QueryFault.of(query, "en")).isNull();
    assertThat(QueryFault.of(query, "und")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOT trump", "-trump", "NOT (trump OR vance)", "-trump -vance"})
  void shouldSayInWordsOfAQueryThatNothingMustBeThere(String query) {
    for (String language : new String[] {"en", "und"}) {
      QueryFault fault = Objects.requireNonNull(QueryFault.of(query, language));
      assertThat(fault.reason())
          .startsWith("it matches nothing: a query needs something that must be there, beside what")
          .doesNotContain("rule")
          .doesNotContain("threshold");
      assertThat(fault.position()).isNegative();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "the, en, it matches nothing: a query needs, -1",
    "ferry AND NOT ferry, en, it matches nothing: it asks for what it excludes, -1",
    "'', en, it is empty, -1",
    "(ferry, en, the query ends too early, 6",
    "colour:red, en, colour, 0"
  })
  void shouldSayWhatAndWhere(String query, String language, String reason, int position) {
    QueryFault fault = Objects.requireNonNull(QueryFault.of(query, language));

    assertThat(fault.reason()).contains(reason);
    assertThat(fault.position()).isEqualTo(position);
  }
}
