package dev.slugline.app.kafka;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.ingest.article.Article.Retraction;
import dev.slugline.ingest.article.Article.Source;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds articles by their last revision, withdrawn ones apart, on the topic of articles: of each
 * that is found the id is kept, and of the first few a title. No text is.
 */
public final class StandingArticles {
  private static final int TITLES = 10;

  private final Predicate<Revision> wanted;
  private final Map<String, String> found = new LinkedHashMap<>();
  private int titles;

  private StandingArticles(Predicate<Revision> wanted) {
    this.wanted = wanted;
  }

  /** What is read of an article: a part of its record. */
  private record Revision(
      @Nullable String id,
      @Nullable String url,
      @Nullable Source source,
      @Nullable String title,
      @Nullable Retraction retraction) {}

  /**
   * The articles that have this URL now.
   *
   * @param url as {@code CanonicalUrl} gives it
   * @return titles by id; empty: no title, or one of too many
   */
  public static Map<String, String> withUrl(SluglineConfig config, String url) throws IOException {
    return new StandingArticles(revision -> url.equals(revision.url())).read(config, null);
  }

  /**
   * The articles of a source.
   *
   * @param source its name or its domain, in whatever case
   * @param since only what came or changed since then; null: all
   * @return titles by id; empty: no title, or one of too many
   */
  public static Map<String, String> ofSource(
      SluglineConfig config, String source, @Nullable Instant since) throws IOException {
    return new StandingArticles(revision -> isOf(revision.source(), source)).read(config, since);
  }

  private static boolean isOf(@Nullable Source source, String name) {
    return source != null
        && (name.equalsIgnoreCase(source.name()) || name.equalsIgnoreCase(source.domain()));
  }

  private Map<String, String> read(SluglineConfig config, @Nullable Instant since)
      throws IOException {
    String topic = new Topics(config.text("prefix")).articles().name();
    try (TopicReader reader = new TopicReader(config, List.of(topic))) {
      if (since != null) {
        reader.seekTo(since);
      }
      reader.readToEnd(record -> (since != null && isBefore(record, since)) || take(record));
    }
    return found;
  }

  private static boolean isBefore(ConsumerRecord<?, ?> record, Instant since) {
    return record.timestamp() < since.toEpochMilli();
  }

  private boolean take(ConsumerRecord<byte[], byte[]> record) {
    Revision revision = revision(record);
    if (revision == null || revision.id() == null) {
      return true;
    }
    if (revision.retraction() != null || !wanted.test(revision)) {
      found.remove(revision.id());
    } else if (!found.containsKey(revision.id())) {
      boolean told = revision.title() != null && titles < TITLES;
      titles += told ? 1 : 0;
      found.put(revision.id(), told ? revision.title() : "");
    }
    return true;
  }

  private static @Nullable Revision revision(ConsumerRecord<byte[], byte[]> record) {
    try {
      return ArticleJson.mapper().readValue(record.value(), Revision.class);
    } catch (IOException | IllegalArgumentException e) {
      return null; // no article of ours
    }
  }
}
