package dev.slugline.app.live;

import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A record of {@code news.enriched} as live streams see it. One thread at a time. */
final class NewsRecord {
  private static final Logger LOG = LoggerFactory.getLogger(NewsRecord.class);

  private final ConsumerRecord<byte[], byte[]> record;
  private final String cause;
  private final List<String> tags;
  private final List<String> untagged;
  private @Nullable EnrichedArticle article;
  private boolean unreadable;
  private @Nullable Predicate<Query> matching;

  NewsRecord(ConsumerRecord<byte[], byte[]> record) {
    this.record = record;
    this.cause = header(SluglineHeaders.CAUSE);
    this.tags = list(header(SluglineHeaders.TAGS));
    this.untagged = list(header(SluglineHeaders.UNTAGGED));
  }

  int partition() {
    return record.partition();
  }

  long offset() {
    return record.offset();
  }

  /** When it arrived, in milliseconds. */
  long timestamp() {
    return record.timestamp();
  }

  /** About how much memory it takes. */
  int size() {
    return 500
        + Math.max(0, record.serializedKeySize())
        + Math.max(0, record.serializedValueSize());
  }

  String id() {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  String cause() {
    return cause;
  }

  /** The tags that it has now. */
  List<String> tags() {
    return tags;
  }

  /** The tags that it has lost with this record; a retraction loses all. */
  List<String> untagged() {
    return untagged;
  }

  /** The revision; 0: not said. */
  int revision() {
    String revision = header(SluglineHeaders.REVISION);
    return revision.matches("\\d{1,9}") ? Integer.parseInt(revision) : 0;
  }

  boolean isRetraction() {
    return record.value() == null;
  }

  /** The enriched article as it was written; empty: a retraction. */
  byte[] json() {
    return record.value() == null ? new byte[0] : record.value();
  }

  /** The enriched article; null: a retraction, or a record that is none of ours. */
  @Nullable EnrichedArticle article() {
    if (article == null && !unreadable && !isRetraction()) {
      try {
        article = ArticleJson.mapper().readValue(record.value(), EnrichedArticle.class);
      } catch (IOException | IllegalArgumentException e) {
        unreadable = true;
        LOG.warn(
            "{}-{} holds at {} what is no enriched article; live streams pass over it",
            record.topic(),
            partition(),
            offset());
      }
    }
    return article;
  }

  /** Which queries match it: asked at the first question, and kept. */
  Predicate<Query> matching(Queries queries) {
    if (matching == null) {
      matching = queries.matching(this);
    }
    return matching;
  }

  private String header(String name) {
    String value = SluglineHeaders.get(record.headers(), name);
    return value == null ? "" : value;
  }

  private static List<String> list(String commaSeparated) {
    return commaSeparated.isEmpty() ? List.of() : List.of(commaSeparated.split(",", -1));
  }
}
