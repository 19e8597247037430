package dev.slugline.app;

import dev.slugline.enrich.EnrichStage;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.catalogue.CurrentCatalogue;
import dev.slugline.ingest.IngestStage;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.stream.StreamSettings;
import dev.slugline.publish.PublishStage;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.KStream;

/** The composition root: the three stages as one topology. Starting it is elsewhere. */
public final class SluglineTopology {
  private SluglineTopology() {}

  /**
   * The whole topology, the same for every instance and for tests.
   *
   * @param current the catalogue to tag with
   * @param version of Slugline, which each enriched record carries
   * @param topicExists whether a topic was seen to exist
   */
  public static Topology build(
      StreamSettings settings,
      CurrentCatalogue current,
      String version,
      Predicate<String> topicExists) {
    Properties strict = new Properties();
    strict.put(StreamsConfig.APPLICATION_ID_CONFIG, "slugline");
    strict.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
    strict.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
    StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(strict)));

    KStream<String, Article> articles = IngestStage.build(builder, settings);
    KStream<String, EnrichedArticle> enriched =
        EnrichStage.build(builder, articles, current, version, settings);
    PublishStage.build(enriched, topicExists, settings);
    return builder.build();
  }
}
