package dev.slugline.enrich.catalogue;

import dev.slugline.enrich.rule.Catalogue;
import dev.slugline.enrich.rule.CatalogueException;
import dev.slugline.enrich.rule.Rule;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A compiled catalogue with the documents it was made from, by rule id. The hash names the content:
 * the same rules give the same hash, in whatever files and order they stood.
 */
public record LoadedCatalogue(Catalogue catalogue, List<RuleDocument> documents, String hash) {
  public LoadedCatalogue {
    documents = List.copyOf(documents);
  }

  /** Whether the articles of a tag go to a topic of their own. */
  public boolean hasTopic(String tag) {
    Rule rule = catalogue.rule(tag);
    return rule != null && rule.ownTopic();
  }

  /** The catalogue of documents that were part of sound catalogues, no two of one rule. */
  static LoadedCatalogue of(Collection<RuleDocument> documents) {
    List<RuleDocument> sorted =
        documents.stream().sorted(Comparator.comparing(it -> it.rule().id())).toList();
    List<Rule> rules = sorted.stream().map(RuleDocument::rule).toList();
    try {
      return new LoadedCatalogue(Catalogue.compile(rules), sorted, RuleVersion.ofCatalogue(rules));
    } catch (CatalogueException e) {
      throw new IllegalArgumentException("the rules were not sound: " + e.getMessage(), e);
    }
  }
}
