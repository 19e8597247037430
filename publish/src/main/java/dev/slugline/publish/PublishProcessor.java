package dev.slugline.publish;

import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.EnrichedArticle.Tag;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.stream.Emit;
import dev.slugline.ingest.stream.JsonSerde;
import dev.slugline.ingest.stream.Outlets;
import dev.slugline.ingest.stream.Refusal;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.StoreSweep;
import dev.slugline.ingest.stream.StreamSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Routes an enriched article: to {@code news.enriched}, to the topics of its tags where the tag
 * came or the article or the rule's version changed, and a tombstone to the topics of the tags that
 * it lost. What was published is kept by id; an older revision than that, and anything of a
 * retracted article but its return, is dropped.
 */
final class PublishProcessor
    extends ContextualProcessor<String, EnrichedArticle, String, Emit<Void>> {

  private final StreamSettings settings;
  private final PublishTopics topics;
  private final Predicate<String> ownTopic;
  private final Predicate<String> topicExists;
  private final Refusal refusal;

  /** What the record at hand becomes: all of it is made before any of it is sent. */
  private final List<Record<String, Emit<Void>>> out = new ArrayList<>();

  private @Nullable KeyValueStore<String, Published> store;

  PublishProcessor(
      StreamSettings settings, Predicate<String> ownTopic, Predicate<String> topicExists) {
    this.settings = settings;
    this.topics = new PublishTopics(settings.topics().prefix());
    this.ownTopic = ownTopic;
    this.topicExists = topicExists;
    this.refusal = new Refusal("publish", settings);
  }

  @Override
  public void init(ProcessorContext<String, Emit<Void>> context) {
    super.init(context);
    store = context.getStateStore(PublishStage.STORE);
    StoreSweep.schedule(
        context,
        store(),
        settings.history(),
        last -> last.retracted() ? Long.MAX_VALUE : last.touched());
  }

  @Override
  public void process(Record<String, EnrichedArticle> record) {
    EnrichedArticle enriched = record.value();
    Article article = enriched.article();
    Published before = store().get(record.key());
    String cause =
        Objects.requireNonNullElse(
            SluglineHeaders.get(record.headers(), SluglineHeaders.CAUSE), "new");
    if (before != null && outdated(before, article, cause)) {
      return;
    }
    out.clear();
    Published now = article.retracts() ? retract(record, before) : publish(record, before, cause);
    if (now != null) {
      store().put(record.key(), now);
      out.forEach(context()::forward);
    }
  }

  private static boolean outdated(Published before, Article article, String cause) {
    return cause.equals("retag")
        ? article.revision() < before.revision() || before.retracted()
        : article.revision() <= before.revision();
  }

  private Published retract(Record<String, EnrichedArticle> record, @Nullable Published before) {
    Article article = record.value().article();
    TreeSet<String> lost = new TreeSet<>(before == null ? List.of() : before.tags().keySet());
    Headers headers = headers(record, "retraction", List.of(), lost);
    send(record, topics.enriched().name(), null, headers);
    for (String tag : lost) {
      tombstone(record, tag, headers);
    }
    if (before != null && before.none()) {
      send(record, topics.tag(PublishTopics.NONE).name(), null, headers);
    }
    return new Published(article.revision(), true, new TreeMap<>(), false, now());
  }

  /** What is to be remembered; null: nothing was published. */
  private @Nullable Published publish(
      Record<String, EnrichedArticle> record, @Nullable Published before, String cause) {
    EnrichedArticle enriched = record.value();
    int revision = enriched.article().revision();
    SortedMap<String, String> had = before == null ? new TreeMap<>() : before.tags();
    boolean sameText = before != null && before.revision() == revision;
    List<String> tags = enriched.tags().stream().map(Tag::id).toList();
    TreeSet<String> lost = new TreeSet<>(had.keySet());
    tags.forEach(lost::remove);

    byte[] json = JsonSerde.bytes(enriched);
    Headers headers = headers(record, cause, tags, lost);
    long size = Outlets.size(record.key().getBytes(StandardCharsets.UTF_8), json, headers);
    if (size > settings.maxRecordBytes()) {
      String reason =
          "enriched it is " + size + " bytes; the limit is " + settings.maxRecordBytes();
      refusal.send(context(), record, enriched.article(), "over-limit", reason);
      return null;
    }
    SortedMap<String, String> stands = new TreeMap<>();
    List<String> missing = new ArrayList<>();
    send(record, topics.enriched().name(), json, headers);
    for (Tag tag : enriched.tags()) {
      if (!ownTopic.test(tag.id())) {
        continue;
      }
      String version = tag.rule().version();
      if (!topicExists.test(topics.tag(tag.id()).name())) {
        missing.add(topics.tag(tag.id()).name());
        continue;
      }
      stands.put(tag.id(), version);
      if (!sameText || !version.equals(had.get(tag.id()))) {
        send(record, topics.tag(tag.id()).name(), json, headers);
      }
    }
    String gone = cause.equals("retag") ? "retag" : "lost-tag";
    for (String tag : lost) {
      tombstone(record, tag, headers(record, gone, tags, lost));
    }
    boolean none = none(record, before, json, headers, headers(record, gone, tags, lost), sameText);
    if (!missing.isEmpty()) {
      refusal.send(
          context(),
          record,
          enriched.article(),
          "no-topic",
          "not seen to exist: " + String.join(", ", missing));
    }
    return new Published(revision, false, stands, none, now());
  }

  /** Keeps the topic of the articles without a tag; whether the article stands on it now. */
  private boolean none(
      Record<String, EnrichedArticle> record,
      @Nullable Published before,
      byte[] json,
      Headers headers,
      Headers goneHeaders,
      boolean sameText) {
    EnrichedArticle enriched = record.value();
    boolean was = before != null && before.none();
    boolean is = enriched.tags().isEmpty();
    String topic = topics.tag(PublishTopics.NONE).name();
    if (is && !(was && sameText)) {
      Headers why = SluglineHeaders.anew(headers);
      headers.forEach(
          h -> {
            if (!h.key().equals(SluglineHeaders.TRACEPARENT)) {
              why.add(h);
            }
          });
      SluglineHeaders.put(
          why, SluglineHeaders.WHY, Objects.requireNonNullElse(enriched.untagged(), "no-match"));
      send(record, topic, json, why);
    } else if (was && !is) {
      send(record, topic, null, goneHeaders);
    }
    return is;
  }

  private Headers headers(
      Record<String, EnrichedArticle> record,
      String cause,
      Iterable<String> tags,
      Iterable<String> lost) {
    EnrichedArticle enriched = record.value();
    Article article = enriched.article();
    Headers headers = SluglineHeaders.anew(record.headers());
    SluglineHeaders.cloudEvent(
        headers,
        article.id() + "/" + article.revision() + "/" + enriched.catalogue().hash(),
        article.retracts() ? "dev.slugline.article.retracted" : "dev.slugline.article.enriched",
        "/slugline/" + topics.enriched().name(),
        enriched.enrichedAt().toString());
    SluglineHeaders.put(headers, SluglineHeaders.TAGS, String.join(",", tags));
    SluglineHeaders.put(headers, SluglineHeaders.UNTAGGED, String.join(",", lost));
    SluglineHeaders.put(headers, SluglineHeaders.REVISION, Integer.toString(article.revision()));
    return SluglineHeaders.put(headers, SluglineHeaders.CAUSE, cause);
  }

  private void send(
      Record<String, EnrichedArticle> record,
      String topic,
      byte @Nullable [] value,
      Headers headers) {
    byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
    out.add(
        new Record<>(
            record.key(), new Emit.Aside<>(topic, key, value), record.timestamp(), headers));
  }

  /**
   * A tag topic that is gone has nothing to take back, and to send to it would block the stream.
   */
  private void tombstone(Record<String, EnrichedArticle> record, String tag, Headers headers) {
    String topic = topics.tag(tag).name();
    if (topicExists.test(topic)) {
      send(record, topic, null, headers);
    }
  }

  private long now() {
    return context().currentSystemTimeMs();
  }

  private KeyValueStore<String, Published> store() {
    return Objects.requireNonNull(store);
  }
}
