package dev.slugline.ingest.stream;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Provenance;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What a later stage does with an article that broke there: the article to the dead letters, whole,
 * and a receipt of that stage. Used by enrich and publish, whose dead letters are articles.
 */
public record Refusal(String stage, StreamSettings settings) {

  /** Forwards dead letter and receipt. */
  public <T> void send(
      ProcessorContext<String, Emit<T>> context,
      Record<String, ?> record,
      Article article,
      String code,
      String reason) {
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    Provenance place = article.provenance();
    String topic = place == null ? settings.topics().retag().name() : place.topic();
    int partition = place == null ? -1 : place.partition();
    long offset = place == null ? -1 : place.offset();
    int item = place == null ? 1 : place.item();
    byte[] value = JsonSerde.bytes(article);
    DeadLetter letter =
        new DeadLetter(
            value, code, reason, stage, topic, partition, offset, Integer.toString(item), now);
    byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
    context.forward(
        new Record<>(
            record.key(),
            new Emit.Aside<>(settings.topics().deadLetter().name(), key, value),
            record.timestamp(),
            letter.headers(record.headers())));
    Receipt receipt =
        new Receipt(
            topic,
            partition,
            offset,
            null,
            item,
            item,
            stage,
            "dead-letter",
            article.id(),
            article.revision(),
            code + ": " + reason,
            now);
    context.forward(
        new Record<>(
            record.key(),
            new Emit.Aside<>(settings.topics().receipts().name(), key, JsonSerde.bytes(receipt)),
            record.timestamp(),
            SluglineHeaders.ofReceipt(record.headers(), article.format())));
  }
}
