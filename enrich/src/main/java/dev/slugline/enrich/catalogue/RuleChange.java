package dev.slugline.enrich.catalogue;

import dev.slugline.enrich.catalogue.RuleEdit.Kind;
import dev.slugline.enrich.catalogue.RuleExamples.Failure;
import dev.slugline.enrich.catalogue.RuleHistory.Applied;
import dev.slugline.enrich.catalogue.RuleLogEntry.Written;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue that is to be applied, and what it changes.
 *
 * @param base the hash of the catalogue that holds; null: none does yet
 * @param next the catalogue as a whole
 * @param edits the rules that differ, by id; where none holds yet, from the shipped catalogue if
 *     single rules were given, else from an empty one
 */
public record RuleChange(@Nullable String base, LoadedCatalogue next, List<RuleEdit> edits) {
  public RuleChange {
    edits = List.copyOf(edits);
  }

  /**
   * What given rules make of the catalogue that holds; of the shipped one where none does yet and
   * they are no whole catalogue.
   *
   * @throws InvalidRulesException when the catalogue that holds is needed and cannot be made here
   */
  public static RuleChange of(RuleHistory history, ChangedRules changed)
      throws InvalidRulesException {
    Optional<Applied> current = history.current();
    String base = current.map(it -> it.manifest().hash()).orElse(null);
    if (changed.whole()) { // for which nothing is made again: it mends what cannot be
      LoadedCatalogue next = changed.given();
      return new RuleChange(
          base, next, RuleEdit.between(history.currentRules(), written(next.documents())));
    }
    LoadedCatalogue running = base == null ? CatalogueLoader.shipped() : history.catalogue(base);
    Map<String, RuleDocument> rules = byId(running.documents());
    rules.putAll(byId(changed.given().documents()));
    LoadedCatalogue next = LoadedCatalogue.of(rules.values());
    return new RuleChange(
        base, next, RuleEdit.between(written(running.documents()), written(next.documents())));
  }

  /**
   * The return to a catalogue that was applied before.
   *
   * @throws InvalidRulesException when it cannot be made here
   */
  public static RuleChange back(RuleHistory history, Applied to) throws InvalidRulesException {
    LoadedCatalogue next = history.catalogue(to.manifest().hash());
    String base = history.current().map(it -> it.manifest().hash()).orElse(null);
    return new RuleChange(
        base, next, RuleEdit.between(history.currentRules(), written(next.documents())));
  }

  /** Whether the catalogue is the one that holds, word for word. */
  public boolean isNothing() {
    return base != null && edits.isEmpty();
  }

  /** The examples of new and changed rules that come out otherwise than they should. */
  public List<Failure> failures() {
    Set<String> ids =
        edits.stream()
            .filter(edit -> edit.kind() != Kind.DELETED)
            .map(RuleEdit::rule)
            .collect(Collectors.toSet());
    // what a rule says of a text does not depend on the others
    return RuleExamples.run(
        LoadedCatalogue.of(
            next.documents().stream().filter(it -> ids.contains(it.rule().id())).toList()));
  }

  private static Map<String, RuleDocument> byId(Collection<RuleDocument> documents) {
    Map<String, RuleDocument> byId = new TreeMap<>();
    documents.forEach(document -> byId.put(document.rule().id(), document));
    return byId;
  }

  private static Map<String, Written> written(Collection<RuleDocument> documents) {
    Map<String, Written> byId = new TreeMap<>();
    documents.forEach(document -> byId.put(document.rule().id(), Written.of(document)));
    return byId;
  }
}
