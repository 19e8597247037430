package dev.slugline.publish;

import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.ingest.stream.Emit;
import dev.slugline.ingest.stream.JsonSerde;
import dev.slugline.ingest.stream.Outlets;
import dev.slugline.ingest.stream.StreamSettings;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * To {@code news.enriched} and the tag topics: each tag topic a changelog, nothing twice. A pure
 * function of its input and settings.
 */
public final class PublishStage {
  /** The name of the store that remembers what was published of each article. */
  public static final String STORE = "published";

  private PublishStage() {}

  /**
   * Routes each enriched article.
   *
   * @param topicExists whether a topic was seen to exist; called on the stream threads, so it must
   *     answer at once and be thread-safe
   */
  public static void build(
      KStream<String, EnrichedArticle> enriched,
      Predicate<String> topicExists,
      StreamSettings settings) {
    Outlets.split(
        enriched.process(new Supplier(settings, topicExists), Named.as("publish-route")),
        "publish");
  }

  private record Supplier(StreamSettings settings, Predicate<String> topicExists)
      implements ProcessorSupplier<String, EnrichedArticle, String, Emit<Void>> {
    @Override
    public Processor<String, EnrichedArticle, String, Emit<Void>> get() {
      return new PublishProcessor(settings, topicExists);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(
          Stores.keyValueStoreBuilder(
              Stores.persistentKeyValueStore(STORE),
              Serdes.String(),
              JsonSerde.of(Published.class)));
    }
  }
}
