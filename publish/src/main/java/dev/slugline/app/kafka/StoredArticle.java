package dev.slugline.app.kafka;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.publish.PublishTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An article as it was last published, found by its id.
 *
 * @param article null: it was taken back
 */
public record StoredArticle(@Nullable EnrichedArticle article) {

  /**
   * Looks for it on the topic of all enriched articles, from its end backwards and on its partition
   * only.
   *
   * @return null: no article of this id was ever published, or it is there no longer
   * @throws IOException also when its record cannot be read
   */
  public static @Nullable StoredArticle withId(SluglineConfig config, String id)
      throws IOException {
    String topic = new PublishTopics(config.text("prefix")).enriched().name();
    try (TopicReader reader = new TopicReader(config, List.of(topic))) {
      byte[] key = id.getBytes(StandardCharsets.UTF_8);
      Arrivals<ConsumerRecord<byte[], byte[]>> arrivals =
          new Arrivals<>(reader, null, null, it -> id.equals(text(it.key())) ? it : null);
      ConsumerRecord<byte[], byte[]> last = arrivals.lastOfKey(key);
      return last == null ? null : new StoredArticle(read(last));
    }
  }

  private static @Nullable EnrichedArticle read(ConsumerRecord<byte[], byte[]> record)
      throws IOException {
    return record.value() == null
        ? null
        : ArticleJson.mapper().readValue(record.value(), EnrichedArticle.class);
  }

  private static String text(byte @Nullable [] key) {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }
}
