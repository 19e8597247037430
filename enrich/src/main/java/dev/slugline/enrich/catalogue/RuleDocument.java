package dev.slugline.enrich.catalogue;

import dev.slugline.enrich.rule.Rule;
import java.util.Map;

/**
 * A rule with what its file says beside it.
 *
 * @param examples by language
 * @param source the places of its parts
 */
public record RuleDocument(Rule rule, Map<String, Examples> examples, RuleSource source) {
  public RuleDocument {
    examples = Map.copyOf(examples);
  }

  /** How many examples it has in all languages. */
  public int exampleCount() {
    return examples.values().stream().mapToInt(it -> it.match().size() + it.reject().size()).sum();
  }
}
