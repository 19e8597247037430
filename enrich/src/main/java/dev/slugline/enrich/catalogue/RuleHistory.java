package dev.slugline.enrich.catalogue;

import dev.slugline.enrich.catalogue.RuleLogEntry.Deleted;
import dev.slugline.enrich.catalogue.RuleLogEntry.Manifest;
import dev.slugline.enrich.catalogue.RuleLogEntry.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the rule log says, read from its start: every catalogue that was ever applied can be made of
 * it again. Not thread-safe.
 */
public final class RuleHistory {
  private final Map<String, Written> documents = new HashMap<>();
  private final List<Applied> applied = new ArrayList<>();

  /**
   * A catalogue that was applied.
   *
   * @param sequence the offset of its manifest
   */
  public record Applied(long sequence, Manifest manifest) {}

  /** The log's next record. */
  void add(long offset, RuleLogEntry entry) {
    if (entry instanceof Written written) {
      documents.put(name(written.id(), written.version()), written);
    } else if (entry instanceof Manifest manifest) {
      applied.add(new Applied(offset, manifest));
    } else if (entry instanceof Deleted) {
      // the next manifest leaves it out; its documents stay for the catalogues that had it
      return;
    }
  }

  /** Every catalogue that was applied, the oldest first. */
  public List<Applied> applied() {
    return List.copyOf(applied);
  }

  /**
   * What a catalogue made of the one that was applied before it; its log keeps of a rule whose
   * version stayed only the last text, so that changes of the text alone are not among them.
   */
  public List<RuleEdit> edits(Applied of) {
    int at = applied.indexOf(of);
    Map<String, String> before = at < 1 ? Map.of() : applied.get(at - 1).manifest().rules();
    return RuleEdit.betweenVersions(before, of.manifest().rules());
  }

  /** The catalogue that holds now. */
  public Optional<Applied> current() {
    return applied.isEmpty() ? Optional.empty() : Optional.of(applied.get(applied.size() - 1));
  }

  /**
   * Whether between two catalogues, the first of them left out, one was applied that had another
   * version of a rule than the second has.
   *
   * @param after the sequence of the first
   * @param upTo the sequence of the second
   */
  public boolean hadOther(String rule, long after, long upTo) {
    List<String> versions =
        applied.stream()
            .filter(it -> it.sequence() > after && it.sequence() <= upTo)
            .map(it -> it.manifest().rules().getOrDefault(rule, ""))
            .toList();
    return versions.stream()
        .anyMatch(it -> !it.isEmpty() && !it.equals(versions.get(versions.size() - 1)));
  }

  /** The rules of the catalogue that holds now, by id; the text of one that is lost is empty. */
  Map<String, Written> currentRules() {
    Map<String, Written> rules = new TreeMap<>();
    current()
        .ifPresent(
            it ->
                it.manifest()
                    .rules()
                    .forEach(
                        (id, version) ->
                            rules.put(
                                id,
                                documents.getOrDefault(
                                    name(id, version), new Written(id, version, "")))));
    return rules;
  }

  /**
   * Makes the catalogue of a hash again.
   *
   * @throws InvalidRulesException when the log has no such catalogue, lacks a rule of it, or this
   *     version of Slugline reads its rules otherwise
   */
  public LoadedCatalogue catalogue(String hash) throws InvalidRulesException {
    Manifest manifest =
        applied.stream()
            .map(Applied::manifest)
            .filter(it -> it.hash().equals(hash))
            .reduce((older, newer) -> newer)
            .orElse(null);
    if (manifest == null) {
      throw problem(hash, "no catalogue of this hash was ever applied");
    }
    Map<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, String> rule : manifest.rules().entrySet()) {
      Written document = documents.get(name(rule.getKey(), rule.getValue()));
      if (document == null) {
        throw problem(hash, "rule '" + rule.getKey() + "' " + rule.getValue() + " is not there");
      }
      texts.put(document.id() + ".yaml", document.yaml());
    }
    LoadedCatalogue made = CatalogueLoader.applied(texts);
    if (!made.hash().equals(hash)) {
      throw problem(hash, "its rules make the catalogue " + made.hash() + " here");
    }
    return made;
  }

  /** The document of a rule's version; null: it was never written. */
  @Nullable Written document(String id, String version) {
    return documents.get(name(id, version));
  }

  private static String name(String id, String version) {
    return id + ' ' + version;
  }

  private static InvalidRulesException problem(String hash, String reason) {
    return new InvalidRulesException(
        List.of(RuleProblem.ofFile("catalogue " + hash, "log", reason)));
  }
}
