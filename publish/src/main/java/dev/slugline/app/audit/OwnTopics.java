package dev.slugline.app.audit;

import dev.slugline.enrich.catalogue.InvalidRulesException;
import dev.slugline.enrich.catalogue.RuleHistory;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.publish.PublishTopics;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which tags had a topic of their own by which catalogue that was ever applied. A topic that is not
 * there any more is missed only where the catalogue that holds now needs it: with a rule, its topic
 * may go. Not thread-safe.
 */
final class OwnTopics {
  private final RuleHistory history;
  private final Names catalogues;

  /** The tags whose topics exist. */
  private final Set<String> existing;

  /** The tags whose topics the catalogue that holds now needs. */
  private final Set<String> needed;

  private final Map<Integer, Set<String>> byCatalogue = new HashMap<>();

  /**
   * @param catalogues named as records name them: the hash, and behind a slash the sequence
   */
  OwnTopics(RuleHistory history, Names catalogues, Set<String> existing) {
    this.history = history;
    this.catalogues = catalogues;
    this.existing = existing;
    this.needed = history.current().map(it -> published(it.manifest().hash())).orElse(existing);
  }

  /** Whether what has this tag by this catalogue belongs on a topic of the tag's own. */
  boolean has(int catalogue, String tag) {
    return tag.equals(PublishTopics.NONE)
        || ((existing.contains(tag) || needed.contains(tag))
            && byCatalogue
                .computeIfAbsent(catalogue, it -> published(hash(catalogues.name(it))))
                .contains(tag));
  }

  /** The hash of a catalogue, of what records call it. */
  static String hash(String name) {
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }

  /** What cannot be made again is taken to have had the topics that there are. */
  private Set<String> published(String hash) {
    try {
      return history.catalogue(hash).catalogue().rules().stream()
          .filter(Rule::ownTopic)
          .map(Rule::id)
          .collect(Collectors.toUnmodifiableSet());
    } catch (InvalidRulesException e) {
      return existing;
    }
  }
}
