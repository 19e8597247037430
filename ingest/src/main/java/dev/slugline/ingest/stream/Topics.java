package dev.slugline.ingest.stream;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.stream.TopicSettings.Keep;
import dev.slugline.ingest.stream.TopicSettings.Partitions;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;

/** The topics that ingest writes or reads, under one prefix. */
public record Topics(String prefix) {

  /** Bytes in any accepted format. */
  public Topic<byte[], byte[]> raw() {
    return new Topic<>(
        prefix + ".raw",
        Serdes.ByteArray(),
        Serdes.ByteArray(),
        new TopicSettings(Partitions.ANY, "delete", Keep.RAW));
  }

  /** Every article and retraction, by article id. */
  public Topic<String, Article> articles() {
    return new Topic<>(
        prefix + ".articles",
        Serdes.String(),
        JsonSerde.of(Article.class),
        new TopicSettings(Partitions.FIXED, "delete", Keep.HISTORY));
  }

  /** Stored articles on their way through enrich again. */
  public Topic<String, Article> retag() {
    return new Topic<>(
        prefix + ".retag",
        Serdes.String(),
        JsonSerde.of(Article.class),
        new TopicSettings(Partitions.FIXED, "delete", Keep.RAW));
  }

  /** What became of each item. */
  public Topic<String, Receipt> receipts() {
    return new Topic<>(
        prefix + ".receipts",
        Serdes.String(),
        JsonSerde.of(Receipt.class),
        new TopicSettings(Partitions.FIXED, "delete", Keep.HISTORY));
  }

  /** The register of retractions, kept for ever. */
  public Topic<String, Withdrawal> withdrawn() {
    return new Topic<>(
        prefix + ".withdrawn",
        Serdes.String(),
        JsonSerde.of(Withdrawal.class),
        new TopicSettings(Partitions.FIXED, "compact", Keep.FOREVER));
  }

  /** What broke, whole, with its reason in the headers. */
  public Topic<byte[], byte[]> deadLetter() {
    return new Topic<>(
        prefix + ".dead-letter",
        Serdes.ByteArray(),
        Serdes.ByteArray(),
        new TopicSettings(Partitions.FIXED, "delete", Keep.HISTORY));
  }

  /** All of the above. */
  public List<Topic<?, ?>> all() {
    return List.of(raw(), articles(), retag(), receipts(), withdrawn(), deadLetter());
  }
}
