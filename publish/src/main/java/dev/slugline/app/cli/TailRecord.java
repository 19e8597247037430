package dev.slugline.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.EnrichedArticle.Span;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of an output topic as {@code tail} shows it.
 *
 * @param article null: a tombstone, or it cannot be read
 * @param problem why it cannot be read; null: it can
 * @param found the words of it that a query matched
 */
record TailRecord(
    ConsumerRecord<byte[], byte[]> record,
    Kind kind,
    @Nullable EnrichedArticle article,
    @Nullable String problem,
    List<Span> found) {

  /** What a record says of its article. */
  enum Kind {
    ARTICLE("article"),
    LOST_TAG("lost-tag"),
    RETRACTION("retraction");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** What a record says by itself. */
  static TailRecord of(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      boolean retracts = header(record, SluglineHeaders.CAUSE).equals("retraction");
      Kind kind = retracts ? Kind.RETRACTION : Kind.LOST_TAG;
      return new TailRecord(record, kind, null, null, List.of());
    }
    try {
      EnrichedArticle article =
          ArticleJson.mapper().readValue(record.value(), EnrichedArticle.class);
      return new TailRecord(record, Kind.ARTICLE, article, null, List.of());
    } catch (IOException | IllegalArgumentException e) {
      return new TailRecord(record, Kind.ARTICLE, null, String.valueOf(e.getMessage()), List.of());
    }
  }

  TailRecord as(Kind other) {
    return new TailRecord(record, other, article, problem, found);
  }

  TailRecord with(List<Span> words) {
    return new TailRecord(record, kind, article, problem, words);
  }

  String id() {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  Instant at() {
    return Instant.ofEpochMilli(record.timestamp());
  }

  String cause() {
    return header(record, SluglineHeaders.CAUSE);
  }

  /** The tags that the article just lost. */
  List<String> lost() {
    return words(SluglineHeaders.UNTAGGED);
  }

  /** The same on whatever topic it stands. */
  String identity() {
    return header(record, "ce_id") + " " + kind;
  }

  ObjectNode json() {
    ObjectNode line = ArticleJson.mapper().createObjectNode();
    line.put("type", kind.word)
        .put("topic", record.topic())
        .put("partition", record.partition())
        .put("offset", record.offset())
        .put("at", at().toString())
        .put("id", id())
        .put("revision", number(header(record, SluglineHeaders.REVISION)))
        .put("cause", cause());
    line.set("tags", ArticleJson.mapper().valueToTree(words(SluglineHeaders.TAGS)));
    line.set("untagged", ArticleJson.mapper().valueToTree(lost()));
    if (!found.isEmpty()) {
      line.set("found", ArticleJson.mapper().valueToTree(found));
    }
    line.set("article", value());
    return line;
  }

  private @Nullable JsonNode value() {
    if (problem != null) {
      return ArticleJson.mapper().createObjectNode().put("unreadable", problem);
    }
    try {
      return record.value() == null ? null : ArticleJson.mapper().readTree(record.value());
    } catch (IOException e) {
      throw new IllegalStateException("it was read before", e);
    }
  }

  private static @Nullable Integer number(String text) {
    return text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
  }

  private List<String> words(String header) {
    String words = header(record, header);
    return words.isEmpty() ? List.of() : List.of(words.split(",", -1));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    String value = SluglineHeaders.get(record.headers(), name);
    return value == null ? "" : value;
  }
}
