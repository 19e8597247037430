package dev.slugline.enrich;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.stream.Emit;
import dev.slugline.ingest.stream.Refusal;
import dev.slugline.ingest.stream.StreamSettings;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Tags one article; one that breaks the tagger goes to the dead letters, and the stream goes on.
 */
final class EnrichProcessor
    extends ContextualProcessor<String, Article, String, Emit<EnrichedArticle>> {
  private final Tagger tagger;
  private final Refusal refusal;

  EnrichProcessor(Tagger tagger, StreamSettings settings) {
    this.tagger = tagger;
    this.refusal = new Refusal("enrich", settings);
  }

  @Override
  public void init(ProcessorContext<String, Emit<EnrichedArticle>> context) {
    super.init(context);
    tagger.prepare();
  }

  @Override
  public void process(Record<String, Article> record) {
    EnrichedArticle enriched;
    try {
      enriched = tagger.tag(record.value(), Instant.ofEpochMilli(context().currentSystemTimeMs()));
    } catch (RuntimeException | StackOverflowError e) {
      refusal.send(context(), record, record.value(), "processor", "the tagger failed: " + e);
      return;
    }
    context()
        .forward(
            new Record<>(
                record.key(), new Emit.Onward<>(enriched), record.timestamp(), record.headers()));
  }
}
