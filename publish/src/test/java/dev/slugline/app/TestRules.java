package dev.slugline.app;

import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.InvalidRulesException;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import java.util.HashMap;
import java.util.Map;

/** A catalogue of two rules, so that each tag of a test's article is known from its words. */
public final class TestRules {
  private TestRules() {}

  public static LoadedCatalogue two() throws InvalidRulesException {
    return CatalogueLoader.fromTexts(
        Map.of(
            "sanctions.yaml", rule("sanctions", "\"economic sanctions\""),
            "elections.yaml", rule("elections", "ballot")));
  }

  /** Forty rules for one phrase, without topics of their own: their evidence outgrows its text. */
  public static LoadedCatalogue forty() throws InvalidRulesException {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < 40; i++) {
      String id = "sanctions-" + i;
      files.put(id + ".yaml", rule(id, "\"economic sanctions\"") + "publish: stream\n");
    }
    return CatalogueLoader.fromTexts(files);
  }

  /** A rule for a phrase. */
  static String rule(String id, String query) {
    return """
        id: %s
        label: %s
        threshold: 10
        clauses:
          - {name: words, weight: 10, query: '%s'}
        """
        .formatted(id, id, query);
  }
}
