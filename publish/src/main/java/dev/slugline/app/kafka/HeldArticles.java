package dev.slugline.app.kafka;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.ingest.EmbargoKey;
import dev.slugline.ingest.IngestStage;
import dev.slugline.ingest.LetterKey;
import dev.slugline.ingest.article.ArticleJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds articles that an embargo holds, on the changelog of the store in which they wait: it has
 * all that waits, however long it does, and nothing that was released, replaced or taken back. Of
 * each that is found the id and the end of its embargo are kept; no title and no text is, for they
 * are not to be shown yet.
 */
final class HeldArticles {
  private final Predicate<ArticlePart> wanted;

  /** By the key in the store, whose order is that of the ends. */
  private final Map<String, EmbargoKey> held = new TreeMap<>();

  private final Set<String> unreadable = new HashSet<>();

  private HeldArticles(Predicate<ArticlePart> wanted) {
    this.wanted = wanted;
  }

  /** What is read of what waits. The names are those of what ingest keeps. */
  private record Waiting(@Nullable Item item) {
    private record Item(@Nullable ArticlePart article) {}
  }

  /**
   * Those that are wanted.
   *
   * @throws NoTopic when no stream ran under this application id
   */
  static HeldArticles read(SluglineConfig config, Predicate<ArticlePart> wanted)
      throws IOException {
    HeldArticles found = new HeldArticles(wanted);
    try (TopicReader reader = new TopicReader(config, List.of(topic(config)))) {
      reader.readToEnd(
          record -> {
            found.take(record);
            return true;
          });
    }
    return found;
  }

  static String topic(SluglineConfig config) {
    return IngestStage.embargoes(config.text("application.id"));
  }

  /** When the embargo of each ends, by id; the next to end first. */
  Map<String, Instant> until() {
    Map<String, Instant> until = new LinkedHashMap<>();
    held.values().forEach(it -> until.put(it.what(), Instant.ofEpochMilli(it.untilMillis())));
    return until;
  }

  /** How many wait of which it cannot be told whether they are wanted. */
  int unreadable() {
    return unreadable.size();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String text = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    held.remove(text);
    unreadable.remove(text);
    if (record.value() == null) {
      return; // it waits no longer
    }
    EmbargoKey key = key(text);
    if (key != null && LetterKey.parse(key.what()) != null) {
      return; // a dead letter
    }
    ArticlePart article = article(record.value());
    if (key == null || article == null) {
      unreadable.add(text);
    } else if (wanted.test(article)) {
      held.put(text, key);
    }
  }

  private static @Nullable EmbargoKey key(String text) {
    try {
      return EmbargoKey.parse(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable ArticlePart article(byte[] json) {
    try {
      Waiting waiting = ArticleJson.mapper().readValue(json, Waiting.class);
      return waiting == null || waiting.item() == null ? null : waiting.item().article();
    } catch (IOException e) {
      return null;
    }
  }
}
