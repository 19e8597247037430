package dev.slugline.enrich.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.enrich.catalogue.RuleLogEntry.Manifest;
import java.time.Instant;
import java.util.Map;
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

  private void applied(long sequence, Map<String, String> rules) {
    history.add(sequence, new Manifest("hash", new TreeMap<>(rules), "test", Instant.EPOCH));
  }
}
