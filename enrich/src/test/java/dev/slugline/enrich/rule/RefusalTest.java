package dev.slugline.enrich.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Lucene's parser does not take, however it fails, is refused when the rule is compiled. */
class RefusalTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "(",
        "war AND",
        "\"war",
        "war^",
        "war~1.5",
        "[war TO",
        "wordCount:many",
        "(war bank)@99999999999",
        "/[z-a]/",
        "/(/",
        "fn:nothing(war)",
        "fn:ordered()",
        "fn:ordered(war",
        "fn:maxgaps(war)",
        "fn:atLeast(99999999999 war bank)",
        "fn:fuzzyTerm(war 9)"
      })
  void shouldRefuseWhatLuceneRefuses(String query) {
    assertThatThrownBy(() -> new LuceneOracle("en").parse(query)).isInstanceOf(Exception.class);

    EngineUnderTest engine = EngineUnderTest.of("en", List.of(query, "war"));

    assertThat(engine.refusal(0)).isNotBlank();
    assertThat(engine.refusal(1)).isNull();
  }
}
