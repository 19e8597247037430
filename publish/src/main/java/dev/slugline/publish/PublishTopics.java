package dev.slugline.publish;

import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.ingest.stream.JsonSerde;
import dev.slugline.ingest.stream.Topic;
import dev.slugline.ingest.stream.TopicSettings;
import dev.slugline.ingest.stream.TopicSettings.Keep;
import dev.slugline.ingest.stream.TopicSettings.Partitions;
import org.apache.kafka.common.serialization.Serdes;

/** The topics that publish writes, under one prefix. */
public record PublishTopics(String prefix) {
  /** The tag topic of the articles without a tag. */
  public static final String NONE = "none";

  /** Every enriched article, whatever its tags. */
  public Topic<String, EnrichedArticle> enriched() {
    return topic(prefix + ".enriched", Partitions.FIXED);
  }

  /** The changelog of one tag. */
  public Topic<String, EnrichedArticle> tag(String tag) {
    return topic(prefix + ".tag." + tag, Partitions.ONE);
  }

  private static Topic<String, EnrichedArticle> topic(String name, Partitions partitions) {
    return new Topic<>(
        name,
        Serdes.String(),
        JsonSerde.of(EnrichedArticle.class),
        new TopicSettings(partitions, "compact,delete", Keep.HISTORY));
  }
}
