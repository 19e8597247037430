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
 * Which tags had a topic of their own by which catalogue that was ever applied. Not thread-safe.
 */
final class OwnTopics {
  private final RuleHistory history;
  private final Names catalogues;

  /** The tags whose topics exist. */
  private final Set<String> existing;

  private final Map<Integer, Set<String>> byCatalogue = new HashMap<>();

  OwnTopics(RuleHistory history, Names catalogues, Set<String> existing) {
    this.history = history;
    this.catalogues = catalogues;
    this.existing = existing;
  }

  /** Whether what has this tag by this catalogue belongs on a topic of the tag's own. */
  boolean has(int catalogue, String tag) {
    return tag.equals(PublishTopics.NONE)
        || byCatalogue.computeIfAbsent(catalogue, this::published).contains(tag);
  }

  /** What cannot be made again is taken to have had the topics that there are. */
  private Set<String> published(int catalogue) {
    try {
      return history.catalogue(catalogues.name(catalogue)).catalogue().rules().stream()
          .filter(Rule::ownTopic)
          .map(Rule::id)
          .collect(Collectors.toUnmodifiableSet());
    } catch (InvalidRulesException e) {
      return existing;
    }
  }
}
