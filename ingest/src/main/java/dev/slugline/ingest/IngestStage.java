package dev.slugline.ingest;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.stream.Outlets;
import dev.slugline.ingest.stream.StreamSettings;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * From {@code news.raw} to numbered articles, by article id. Side outputs: articles, receipts, the
 * register of withdrawals, dead letters. A pure function of the builder and its settings.
 */
public final class IngestStage {
  /** The name of the store that remembers each article's versions. */
  public static final String STORE = "identity";

  /** The name of the store that keeps what an embargo holds. */
  public static final String EMBARGO = "embargo";

  private static final String BY_ID = "articles-by-id";

  private IngestStage() {}

  /** The topic between parsing and numbering, by article id. */
  public static String repartition(String applicationId) {
    return applicationId + "-" + BY_ID + "-repartition";
  }

  /** The changelog of what is remembered of each article. */
  public static String memory(String applicationId) {
    return applicationId + "-" + STORE + "-changelog";
  }

  /** The changelog of what an embargo holds: an {@link EmbargoKey} each, a null once it is out. */
  public static String embargoes(String applicationId) {
    return applicationId + "-" + EMBARGO + "-changelog";
  }

  /** Raw bytes in; out come articles and retractions, each numbered, with its cause as a header. */
  public static KStream<String, Article> build(StreamsBuilder builder, StreamSettings settings) {
    KStream<byte[], byte[]> raw =
        builder.stream(
            settings.topics().raw().name(),
            Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("ingest-raw"));
    KStream<String, byte[]> items =
        Outlets.split(
            raw.process(() -> new ParseProcessor(settings), Named.as("ingest-parse")),
            "ingest-parsed");
    KStream<String, byte[]> byId =
        items.repartition(
            Repartitioned.with(Serdes.String(), Serdes.ByteArray())
                .withName(BY_ID)
                .withNumberOfPartitions(settings.partitions()));
    return Outlets.split(
        byId.process(new IdentifySupplier(settings), Named.as("ingest-identify")),
        "ingest-identified");
  }
}
