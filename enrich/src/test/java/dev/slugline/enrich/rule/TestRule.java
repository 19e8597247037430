package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.Rule.Counting;
import java.util.List;
import java.util.Map;

/** Rules for tests. */
final class TestRule {
  private TestRule() {}

  /** An English rule of threshold 10. */
  static Rule english(
      String id, String label, Counting counting, List<String> ignore, List<Clause> clauses) {
    return new Rule(
        id,
        label,
        List.of(),
        "",
        10,
        false,
        true,
        counting,
        Map.of("en", ignore),
        Map.of("en", clauses),
        "");
  }
}
