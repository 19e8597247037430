package dev.slugline.enrich;

import dev.slugline.enrich.catalogue.CurrentCatalogue;
import dev.slugline.enrich.catalogue.CurrentCatalogue.Live;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.stream.Emit;
import dev.slugline.ingest.stream.Refusal;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.StreamSettings;
import java.time.Instant;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Tags one article; one that breaks the tagger goes to the dead letters, and the stream goes on. A
 * stored article that needs a later catalogue than the one at hand waits for it.
 */
final class EnrichProcessor
    extends ContextualProcessor<String, Article, String, Emit<EnrichedArticle>> {
  private final CurrentCatalogue current;
  private final CatalogueWait later;
  private final Tagger tagger;
  private final Refusal refusal;

  /** What the article at hand is tagged by. */
  private Live live;

  /**
   * A processor.
   *
   * @param later the wait that all processors of the instance share
   */
  EnrichProcessor(
      CurrentCatalogue current, CatalogueWait later, String version, StreamSettings settings) {
    this.current = current;
    this.later = later;
    this.live = current.now();
    this.tagger = new Tagger(() -> live.catalogue(), version);
    this.refusal = new Refusal("enrich", settings);
  }

  @Override
  public void init(ProcessorContext<String, Emit<EnrichedArticle>> context) {
    super.init(context);
    tagger.prepare();
  }

  @Override
  public void process(Record<String, Article> record) {
    long needed = needed(record);
    if (!isThere(needed)) {
      refusal.send(
          context(),
          record,
          record.value(),
          "catalogue",
          "it needs the catalogue of sequence %d; here %d holds"
              .formatted(needed, current.now().sequence()));
      return;
    }
    live = current.now();
    EnrichedArticle enriched;
    try {
      enriched = tagger.tag(record.value(), Instant.ofEpochMilli(context().currentSystemTimeMs()));
    } catch (RuntimeException | StackOverflowError e) {
      refusal.send(context(), record, record.value(), "processor", "the tagger failed: " + e);
      return;
    }
    RecordHeaders headers = new RecordHeaders(record.headers());
    headers.remove(SluglineHeaders.SEQUENCE);
    SluglineHeaders.put(headers, SluglineHeaders.SEQUENCE, Long.toString(live.sequence()));
    SluglineHeaders.put(headers, SluglineHeaders.WITHOUT_TOPIC, withoutTopic(enriched));
    context()
        .forward(
            new Record<>(record.key(), new Emit.Onward<>(enriched), record.timestamp(), headers));
  }

  /** Said here, for by the time that publish asks another catalogue may hold. */
  private String withoutTopic(EnrichedArticle enriched) {
    return enriched.tags().stream()
        .map(EnrichedArticle.Tag::id)
        .filter(tag -> !live.catalogue().hasTopic(tag))
        .collect(Collectors.joining(","));
  }

  /** 0: whichever holds. */
  private static long needed(Record<?, ?> record) {
    String needed = SluglineHeaders.get(record.headers(), SluglineHeaders.SEQUENCE);
    return needed == null ? 0 : Long.parseLong(needed);
  }

  private boolean isThere(long needed) {
    try {
      return later.isThere(needed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
