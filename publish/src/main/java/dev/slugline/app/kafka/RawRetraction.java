package dev.slugline.app.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Takes an article back in a person's name, as a raw record.
 *
 * @param kind {@code canceled}, for ever, or {@code withheld}: a newer version may return
 * @param reason why, for the register
 * @param by who
 */
public record RawRetraction(String kind, String reason, String by) {
  private static final Pattern ID = Pattern.compile("[a-z2-7]{16}");

  /** Whether it has the shape of an article id; whether there is such an article is not asked. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /**
   * The record.
   *
   * @param topic of raw records
   * @param id of the article, which may yet be to come
   */
  @SuppressWarnings("NullAway") // no partition is chosen: Kafka's null
  public ProducerRecord<byte[], byte[]> of(String topic, String id) {
    Headers headers = new RecordHeaders();
    SluglineHeaders.put(headers, SluglineHeaders.ACTION, "retract");
    SluglineHeaders.put(headers, SluglineHeaders.RETRACTION, kind);
    SluglineHeaders.put(headers, SluglineHeaders.ARTICLE_ID, id);
    SluglineHeaders.put(headers, SluglineHeaders.CONTENT_TYPE, "application/json");
    byte[] key = id.getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, null, key, value(), headers);
  }

  private byte[] value() {
    ObjectNode value = ArticleJson.mapper().createObjectNode();
    value.put("reason", reason).put("by", by);
    try {
      return ArticleJson.mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
