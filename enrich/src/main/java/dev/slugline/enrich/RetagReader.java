package dev.slugline.enrich;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.DeadLetter;
import dev.slugline.ingest.stream.Emit;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.StreamSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stored article back; what is none goes to the dead letters as it is, without a receipt:
 * it is no item of a raw record, so no receipt could say where it lies.
 */
final class RetagReader extends ContextualProcessor<String, byte[], String, Emit<Article>> {
  private static final String RULE_REMOVED = "rule-removed";

  private final StreamSettings settings;

  RetagReader(StreamSettings settings) {
    this.settings = settings;
  }

  @Override
  public void process(Record<String, byte[]> record) {
    Article article;
    Headers headers = SluglineHeaders.anew(record.headers());
    try {
      article = ArticleJson.mapper().readValue(record.value(), Article.class);
      Objects.requireNonNull(article.id(), "it has no id");
      Objects.requireNonNull(article.receivedAt(), "it has no receivedAt");
      putSequence(headers, SluglineHeaders.get(record.headers(), SluglineHeaders.SEQUENCE));
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      refuse(record, "no article: " + e.getMessage());
      return;
    }
    String cause = SluglineHeaders.get(record.headers(), SluglineHeaders.CAUSE);
    SluglineHeaders.put(
        headers, SluglineHeaders.CAUSE, RULE_REMOVED.equals(cause) ? RULE_REMOVED : "retag");
    String attempt = SluglineHeaders.get(record.headers(), SluglineHeaders.ATTEMPT);
    if (attempt != null) {
      // a replayed dead letter that breaks again must not begin to count anew
      SluglineHeaders.put(headers, SluglineHeaders.ATTEMPT, attempt);
    }
    context()
        .forward(
            new Record<>(article.id(), new Emit.Onward<>(article), record.timestamp(), headers));
  }

  private static void putSequence(Headers headers, @Nullable String sequence) {
    if (sequence != null) {
      SluglineHeaders.put(
          headers, SluglineHeaders.SEQUENCE, Long.toString(Long.parseLong(sequence)));
    }
  }

  private void refuse(Record<String, byte[]> record, String reason) {
    RecordMetadata at = context().recordMetadata().orElseThrow();
    DeadLetter letter =
        new DeadLetter(
            record.value(),
            "malformed",
            reason,
            "enrich",
            at.topic(),
            at.partition(),
            at.offset(),
            "1",
            Instant.ofEpochMilli(context().currentSystemTimeMs()));
    byte[] key = record.key() == null ? null : record.key().getBytes(StandardCharsets.UTF_8);
    context()
        .forward(
            new Record<>(
                record.key(),
                new Emit.Aside<>(settings.topics().deadLetter().name(), key, record.value()),
                record.timestamp(),
                letter.headers(record.headers())));
  }
}
