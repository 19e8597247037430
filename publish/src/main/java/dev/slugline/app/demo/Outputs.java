package dev.slugline.app.demo;

import dev.slugline.app.demo.Report.RemovedLine;
import dev.slugline.app.demo.Report.Tagged;
import dev.slugline.app.demo.Report.TakenBack;
import dev.slugline.app.demo.Report.Untagged;
import dev.slugline.app.prose.Sentence;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.EnrichedArticle.Tag;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.Topic;
import dev.slugline.ingest.stream.Topics;
import dev.slugline.publish.PublishTopics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The output topics as tables: what stands on each now, and what was taken back. Takes each topic's
 * records in their order. Not thread-safe.
 */
final class Outputs {
  private static final String NONE = PublishTopics.NONE;

  private final Topic<String, Article> articles;
  private final Topic<String, EnrichedArticle> enriched;
  private final String tagPrefix;

  /** By article id; a retraction keeps the title. */
  private final Map<String, String> titles = new HashMap<>();

  private final Map<String, List<RemovedLine>> removed = new LinkedHashMap<>();

  /** The tags of each article on the enriched topic. */
  private final Map<String, Set<String>> stands = new HashMap<>();

  private final Map<String, Map<String, Tagged>> tagged = new TreeMap<>();
  private final Map<String, Untagged> untagged = new LinkedHashMap<>();
  private final List<TakenBack> takenBack = new ArrayList<>();

  Outputs(String prefix) {
    PublishTopics publish = new PublishTopics(prefix);
    this.articles = new Topics(prefix).articles();
    this.enriched = publish.enriched();
    this.tagPrefix = publish.tag("").name();
  }

  void take(ConsumerRecord<byte[], byte[]> record) {
    String id = new String(record.key(), StandardCharsets.UTF_8);
    if (record.topic().equals(articles.name())) {
      article(id, articles.value().deserializer().deserialize(record.topic(), record.value()));
      return;
    }
    EnrichedArticle value =
        record.value() == null
            ? null
            : enriched.value().deserializer().deserialize(record.topic(), record.value());
    if (record.topic().startsWith(tagPrefix)) {
      String tag = record.topic().substring(tagPrefix.length());
      onTagTopic(tag, id, value, record);
    } else if (value == null) {
      stands.remove(id);
    } else {
      stands.put(id, new TreeSet<>(value.tags().stream().map(Tag::id).toList()));
    }
  }

  private void article(String id, Article article) {
    if (article.title() != null) {
      titles.put(id, article.title());
    }
    if (!article.retracts()) {
      removed.put(
          id,
          article.removed().stream()
              .map(line -> new RemovedLine(line.text(), line.why(), article.title()))
              .toList());
    }
  }

  private void onTagTopic(
      String tag,
      String id,
      @Nullable EnrichedArticle value,
      ConsumerRecord<byte[], byte[]> record) {
    Map<String, Tagged> here = tagged.computeIfAbsent(tag, t -> new LinkedHashMap<>());
    if (value == null) {
      here.remove(id);
      untagged.keySet().removeIf(key -> tag.equals(NONE) && key.equals(id));
      String cause = SluglineHeaders.get(record.headers(), SluglineHeaders.CAUSE);
      takenBack.add(
          new TakenBack(record.topic(), Objects.requireNonNullElse(cause, "unknown"), id, null));
      return;
    }
    String title = value.article().title();
    if (tag.equals(NONE)) {
      String why = SluglineHeaders.get(record.headers(), SluglineHeaders.WHY);
      Article.Language language = value.article().language();
      untagged.put(
          id,
          new Untagged(
              id,
              title == null ? value.article().body() : title,
              Objects.requireNonNullElse(why, "unknown"),
              language == null ? null : language.code()));
      return;
    }
    for (Tag given : value.tags()) {
      if (given.id().equals(tag)) {
        here.put(id, new Tagged(tag, id, title, given.relevance(), Sentence.of(value, given)));
      }
    }
  }

  @Nullable String title(@Nullable String articleId) {
    return articleId == null ? null : titles.get(articleId);
  }

  Set<String> standing() {
    return stands.keySet();
  }

  List<Tagged> tagged() {
    Comparator<Tagged> best =
        Comparator.comparingInt((Tagged it) -> -it.relevance())
            .thenComparing(it -> Objects.requireNonNullElse(it.title(), ""));
    return tagged.values().stream().flatMap(here -> here.values().stream().sorted(best)).toList();
  }

  List<Untagged> untagged() {
    return untagged.values().stream()
        .sorted(
            Comparator.comparing(Untagged::why)
                .thenComparing(it -> Objects.requireNonNullElse(it.title(), "")))
        .toList();
  }

  List<TakenBack> takenBack() {
    return takenBack.stream()
        .map(it -> new TakenBack(it.topic(), it.cause(), it.articleId(), title(it.articleId())))
        .sorted(Comparator.comparing(TakenBack::topic))
        .toList();
  }

  List<RemovedLine> removed() {
    return removed.values().stream().flatMap(List::stream).toList();
  }

  /** Articles that are not on exactly the topics of the tags that they have. */
  List<String> problems() {
    Map<String, Set<String>> found = new HashMap<>();
    tagged.forEach(
        (tag, here) ->
            here.keySet().forEach(id -> found.computeIfAbsent(id, i -> new TreeSet<>()).add(tag)));
    untagged.keySet().forEach(id -> found.computeIfAbsent(id, i -> new TreeSet<>()).add(NONE));
    Set<String> ids = new TreeSet<>(found.keySet());
    ids.addAll(stands.keySet());
    List<String> problems = new ArrayList<>();
    for (String id : ids) {
      Set<String> tags = stands.getOrDefault(id, Set.of());
      Set<String> wanted = stands.containsKey(id) && tags.isEmpty() ? Set.of(NONE) : tags;
      Set<String> on = found.getOrDefault(id, Set.of());
      if (!on.equals(wanted)) {
        problems.add("article " + id + " stands on " + on + ", its tags are " + wanted);
      }
    }
    return problems;
  }
}
