package dev.slugline.enrich.catalogue;

import java.util.Map;
import java.util.TreeMap;

/** Catalogues for tests. */
final class TestCatalogue {
  private TestCatalogue() {}

  /** The catalogue of rule documents. */
  static LoadedCatalogue of(String... yaml) throws InvalidRulesException {
    Map<String, String> texts = new TreeMap<>();
    for (int i = 0; i < yaml.length; i++) {
      texts.put(i + ".yaml", yaml[i]);
    }
    return CatalogueLoader.fromTexts(texts);
  }
}
