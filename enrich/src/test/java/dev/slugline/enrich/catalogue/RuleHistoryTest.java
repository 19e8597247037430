package dev.slugline.enrich.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slugline.enrich.catalogue.RuleLogEntry.Manifest;
import dev.slugline.enrich.catalogue.RuleLogEntry.Written;
import dev.slugline.enrich.rule.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RuleHistoryTest {
  private final RuleHistory history = new RuleHistory();

  @Test
  void shouldTellWhetherARuleWasBackBetweenTwoCatalogues() {
    applied(10, Map.of("a", "1", "b", "1"));
    applied(20, Map.of("b", "1"));
    applied(30, Map.of("a", "1", "b", "1"));
    applied(40, Map.of("b", "1"));
    applied(50, Map.of("b", "1"));

    assertThat(history.hadOther("a", 20, 40)).isTrue();
    assertThat(history.hadOther("a", 20, 50)).isTrue();
    assertThat(history.hadOther("a", -1, 20)).isTrue();
    assertThat(history.hadOther("a", 10, 20)).isFalse();
    assertThat(history.hadOther("a", 40, 50)).isFalse();
    assertThat(history.hadOther("a", 50, 50)).isFalse();
    // of the same version all the time, such as one that has no topic
    assertThat(history.hadOther("b", -1, 50)).isFalse();
  }

  @Test
  void shouldTellThatARuleHadAnotherVersion() {
    applied(10, Map.of("a", "1"));
    applied(20, Map.of("a", "2"));

    assertThat(history.hadOther("a", -1, 20)).isTrue();
    assertThat(history.hadOther("a", 10, 20)).isFalse();
  }

  /** What runs must start after an upgrade, whatever bounds there are by then. */
  @Test
  void shouldMakeACatalogueOfRulesThatWereAppliedBeforeTheirTextsWereBounded() throws Exception {
    String yaml =
        "id: ferries\nlabel: Ferries\ndescription: %s\nclauses:\n  - {name: %s, weight: 10, query: ferry}\n"
            .formatted("long ".repeat(1_000), "word".repeat(100));
    RuleYaml.Reading old = RuleYaml.tryRead("ferries.yaml", yaml, false);
    Rule rule = Objects.requireNonNull(old.document()).rule();
    String hash = RuleVersion.ofCatalogue(List.of(rule));
    history.add(1, Written.of(old.document()));
    history.add(
        2,
        new Manifest(
            hash, new TreeMap<>(Map.of(rule.id(), rule.version())), "test", Instant.EPOCH));

    assertThat(history.catalogue(hash).catalogue().rules()).containsExactly(rule);
    assertThatThrownBy(() -> CatalogueLoader.fromTexts(Map.of("ferries.yaml", yaml)))
        .isInstanceOf(InvalidRulesException.class)
        .hasMessageContaining("at most 2000 are allowed");
  }

  private void applied(long sequence, Map<String, String> rules) {
    history.add(sequence, new Manifest("hash", new TreeMap<>(rules), "test", Instant.EPOCH));
  }
}
