package dev.slugline.enrich;

import dev.slugline.enrich.catalogue.CurrentCatalogue;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.stream.Outlets;
import dev.slugline.ingest.stream.StreamSettings;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;

/**
 * Language and tags: what ingest numbered, and what comes back through {@code news.retag}. Side
 * outputs: dead letters with their receipts. A pure function of the builder and its settings.
 */
public final class EnrichStage {
  private EnrichStage() {}

  /**
   * Articles in, enriched ones out, with the cause, the catalogue's sequence and the tags without a
   * topic as headers.
   *
   * @param current the catalogue, asked for anew for each article
   * @param version of Slugline, which each enriched record carries
   */
  public static KStream<String, EnrichedArticle> build(
      StreamsBuilder builder,
      KStream<String, Article> articles,
      CurrentCatalogue current,
      String version,
      StreamSettings settings) {
    // A task takes the record of the lowest timestamp first. Dated by when its turn comes, a stored
    // article lets every live one go before it, however many were sent ahead and by whose clock.
    KStream<String, Article> again =
        Outlets.split(
            builder.stream(
                    settings.topics().retag().name(),
                    Consumed.with(Serdes.String(), Serdes.ByteArray())
                        .withName("enrich-retag")
                        .withTimestampExtractor(new WallclockTimestampExtractor()))
                .process(() -> new RetagReader(settings), Named.as("enrich-read-retag")),
            "enrich-retagged");
    CatalogueWait later = new CatalogueWait(current);
    return Outlets.split(
        articles
            .merge(again, Named.as("enrich-merge"))
            .process(
                () -> new EnrichProcessor(current, later, version, settings),
                Named.as("enrich-tag")),
        "enrich-tagged");
  }
}
