package dev.slugline.app.kafka;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.ingest.article.Article.Retraction;
import dev.slugline.ingest.stream.Topics;
import dev.slugline.publish.PublishTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds articles by their last revision, withdrawn ones apart, on the topic of articles: of each
 * that is found the id is kept, and of the first few a title. No text is. An article that was
 * tagged again stands longer than that topic keeps it: where it has lost its oldest records, the
 * enriched articles are read before.
 */
public final class StandingArticles {
  private static final int TITLES = 10;

  private final Predicate<ArticlePart> wanted;
  private final Map<String, String> standing = new LinkedHashMap<>();
  private final Map<String, String> withdrawn = new LinkedHashMap<>();
  private int titles;

  private StandingArticles(Predicate<ArticlePart> wanted) {
    this.wanted = wanted;
  }

  /**
   * The articles that have this URL now.
   *
   * @param url as {@code CanonicalUrl} gives it
   * @return titles by id; empty: no title, or one of too many
   */
  public static Map<String, String> withUrl(SluglineConfig config, String url) throws IOException {
    return read(config, ArticlePart.withUrl(url), null).standing();
  }

  /**
   * Those that are wanted.
   *
   * @param since only what came or changed since then; null: all
   */
  static StandingArticles read(
      SluglineConfig config, Predicate<ArticlePart> wanted, @Nullable Instant since)
      throws IOException {
    StandingArticles found = new StandingArticles(wanted);
    String prefix = config.text("prefix");
    try (TopicReader reader =
        new TopicReader(config, List.of(new Topics(prefix).articles().name()))) {
      if (reader.offsets().starts().values().stream().anyMatch(start -> start > 0)) {
        found.readEnriched(config, new PublishTopics(prefix).enriched().name(), since);
      }
      if (since != null) {
        reader.seekTo(since);
      }
      reader.readToEnd(
          record -> {
            if (since == null || record.timestamp() >= since.toEpochMilli()) {
              found.take(ArticlePart.read(record.value()));
            }
            return true;
          });
    }
    return found;
  }

  private void readEnriched(SluglineConfig config, String topic, @Nullable Instant since)
      throws IOException {
    try (TopicReader reader = new TopicReader(config, List.of(topic))) {
      reader.readToEnd(
          record -> {
            ArticlePart article = ArticlePart.read(record.value());
            if (record.value() == null && record.key() != null) {
              standing.remove(new String(record.key(), StandardCharsets.UTF_8));
            } else if (article != null && article.isSince(since)) {
              take(article);
            }
            return true;
          });
    }
  }

  /** Titles by id; empty: no title, or one of too many. */
  Map<String, String> standing() {
    return standing;
  }

  /** Of what is taken back, and was wanted before or is by what its retraction says: how, by id. */
  Map<String, String> withdrawn() {
    return withdrawn;
  }

  private void take(@Nullable ArticlePart revision) {
    if (revision == null) {
      return;
    }
    String id = Objects.requireNonNull(revision.id());
    Retraction retraction = revision.retraction();
    boolean isWanted = wanted.test(revision);
    if (retraction != null) {
      boolean stood = standing.remove(id) != null;
      if (stood || isWanted || withdrawn.containsKey(id)) {
        withdrawn.put(id, retraction.kind());
      }
      return;
    }
    withdrawn.remove(id);
    if (!isWanted) {
      standing.remove(id);
    } else if (!standing.containsKey(id)) {
      boolean told = revision.title() != null && titles < TITLES;
      titles += told ? 1 : 0;
      standing.put(id, told ? revision.title() : "");
    }
  }
}
