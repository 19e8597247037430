package dev.slugline.enrich.catalogue;

import dev.slugline.enrich.rule.Catalogue;
import java.util.List;

/**
 * A compiled catalogue with the documents it was made from, by rule id. The hash names the content:
 * the same rules give the same hash, in whatever files and order they stood.
 */
public record LoadedCatalogue(Catalogue catalogue, List<RuleDocument> documents, String hash) {
  public LoadedCatalogue {
    documents = List.copyOf(documents);
  }
}
