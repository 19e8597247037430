package dev.slugline.ingest;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.identity.Known;
import dev.slugline.ingest.identity.KnownBytes;
import dev.slugline.ingest.stream.Emit;
import dev.slugline.ingest.stream.StreamSettings;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** The processor that identifies, with its stores. */
record IdentifySupplier(StreamSettings settings)
    implements ProcessorSupplier<String, byte[], String, Emit<Article>> {
  @Override
  public Processor<String, byte[], String, Emit<Article>> get() {
    return new IdentifyProcessor(settings);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(IngestStage.STORE), Serdes.String(), known()),
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(IngestStage.EMBARGO),
            Serdes.String(),
            Serdes.ByteArray()));
  }

  @SuppressWarnings("NullAway") // Kafka's API is not annotated: a tombstone is a null
  private static Serde<Known> known() {
    return Serdes.serdeFrom(
        (String topic, @Nullable Known known) -> known == null ? null : KnownBytes.write(known),
        (topic, bytes) -> bytes == null ? null : KnownBytes.read(bytes));
  }
}
