package dev.slugline.app.kafka;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The articles that the stream has, each in its last revision; withdrawn ones are left out. The
 * topic of articles is read twice, to find the last revisions and to hand them on. Of at most a
 * million articles at a time it is known which revision is the last: where there are more, the
 * topic is read twice for each part of them. Not thread-safe.
 */
public final class StoredArticles {
  private static final int MOST_HELD = 1 << 20;

  private final SluglineConfig config;
  private final Instant since;
  private final @Nullable Instant until;
  private final int mostHeld;
  private long read;
  private boolean wanted = true;

  /**
   * The articles whose last revision came in a span of time.
   *
   * @param until only those before; null: all that are there now
   */
  public StoredArticles(SluglineConfig config, Instant since, @Nullable Instant until) {
    this(config, since, until, MOST_HELD);
  }

  /**
   * The same.
   *
   * @param mostHeld of how many articles at a time it is known which revision is the last
   */
  StoredArticles(SluglineConfig config, Instant since, @Nullable Instant until, int mostHeld) {
    this.config = config;
    this.since = since;
    this.until = until;
    this.mostHeld = mostHeld;
  }

  /**
   * Hands them on, with the place of each, such as {@code news.articles/0-17}. What comes meanwhile
   * is left out.
   *
   * @param take false: no more are wanted
   * @param told is told how many records were read, both times
   */
  public void read(BiPredicate<String, Article> take, LongConsumer told) throws IOException {
    String topic = new Topics(config.text("prefix")).articles().name();
    try (TopicReader reader = new TopicReader(config, List.of(topic))) {
      int parts = 1;
      for (int part = 0; part < parts && wanted; part++) {
        LastRevisions last = found(reader, part, parts, told);
        while (last == null) { // smaller parts, and twice as many of them are done
          part *= 2;
          parts *= 2;
          last = found(reader, part, parts, told);
        }
        handOn(reader, last, take, told);
      }
    }
  }

  /** The last revisions of the articles of a part; null: there are too many. */
  private @Nullable LastRevisions found(TopicReader reader, int part, int parts, LongConsumer told)
      throws IOException {
    LastRevisions last = new LastRevisions(mostHeld, part, parts);
    reader.seekTo(since);
    reader.readToEnd(
        record -> {
          told.accept(++read);
          return last.add(record);
        });
    return last.isFull() ? null : last;
  }

  private void handOn(
      TopicReader reader, LastRevisions last, BiPredicate<String, Article> take, LongConsumer told)
      throws IOException {
    reader.seekTo(since);
    reader.readToEnd(
        record -> {
          told.accept(++read);
          Article article = isInTime(record) && last.has(record) ? article(record) : null;
          if (article != null) {
            String place =
                "%s/%d-%d".formatted(record.topic(), record.partition(), record.offset());
            wanted = take.test(place, article);
          }
          return wanted;
        });
  }

  private boolean isInTime(ConsumerRecord<?, ?> record) {
    Instant at = Instant.ofEpochMilli(record.timestamp());
    return !at.isBefore(since) && (until == null || at.isBefore(until));
  }

  /** Null: it is withdrawn, or none of ours. */
  private static @Nullable Article article(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return null;
    }
    try {
      Article article = ArticleJson.mapper().readValue(record.value(), Article.class);
      return article.retracts() ? null : article;
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }
}
