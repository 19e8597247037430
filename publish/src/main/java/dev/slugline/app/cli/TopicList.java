package dev.slugline.app.cli;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.ingest.stream.Topic;
import dev.slugline.ingest.stream.Topics;
import dev.slugline.publish.PublishTopics;
import java.util.ArrayList;
import java.util.List;

/** All topics that the stages write or read, a tag topic for each rule of the shipped catalogue. */
final class TopicList {
  private TopicList() {}

  static List<Topic<?, ?>> of(SluglineConfig config) {
    String prefix = config.text("prefix");
    PublishTopics publish = new PublishTopics(prefix);
    List<Topic<?, ?>> all = new ArrayList<>(new Topics(prefix).all());
    all.add(publish.enriched());
    all.add(publish.tag(PublishTopics.NONE));
    for (Rule rule : CatalogueLoader.shipped().catalogue().rules()) {
      if (rule.ownTopic()) {
        all.add(publish.tag(rule.id()));
      }
    }
    return all;
  }
}
