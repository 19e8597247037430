package dev.slugline.app.kafka;

import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.catalogue.RuleLog;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.ingest.stream.Topic;
import dev.slugline.ingest.stream.Topics;
import dev.slugline.publish.PublishTopics;
import java.util.ArrayList;
import java.util.List;

/** All topics that the stages write or read, a tag topic for each rule that has one. */
public final class AllTopics {
  private AllTopics() {}

  public static List<Topic<?, ?>> of(String prefix, LoadedCatalogue rules) {
    PublishTopics publish = new PublishTopics(prefix);
    List<Topic<?, ?>> all = new ArrayList<>(new Topics(prefix).all());
    all.add(RuleLog.topic(prefix));
    all.add(publish.enriched());
    all.addAll(ofTags(prefix, rules));
    return all;
  }

  /** The topic of each rule that has one, and that of the articles without a tag. */
  public static List<Topic<?, ?>> ofTags(String prefix, LoadedCatalogue rules) {
    PublishTopics publish = new PublishTopics(prefix);
    List<Topic<?, ?>> tags = new ArrayList<>();
    tags.add(publish.tag(PublishTopics.NONE));
    for (Rule rule : rules.catalogue().rules()) {
      if (rule.ownTopic()) {
        tags.add(publish.tag(rule.id()));
      }
    }
    return tags;
  }
}
