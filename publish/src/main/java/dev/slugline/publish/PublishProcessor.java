package dev.slugline.publish;

import static java.util.stream.Collectors.joining;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
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

  /** A topic keeps a record for so much longer than its retention: until its segment is full. */
  private static final Duration SEGMENT = Duration.ofDays(8);

  private final StreamSettings settings;
  private final PublishTopics topics;
  private final Predicate<String> topicExists;
  private final Refusal refusal;

  /** What the record at hand becomes: all of it is made before any of it is sent. */
  private final List<Record<String, Emit<Void>>> out = new ArrayList<>();

  private @Nullable KeyValueStore<String, Published> store;

  PublishProcessor(StreamSettings settings, Predicate<String> topicExists) {
    this.settings = settings;
    this.topics = new PublishTopics(settings.topics().prefix());
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
        settings.history().plus(SEGMENT),
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
    if (before != null
        && before.outdates(article, SluglineHeaders.AGAIN.contains(cause), sequence(record))) {
      return;
    }
    out.clear();
    Published now = article.retracts() ? retract(record, before) : publish(record, before, cause);
    if (now != null && !now.equals(before)) {
      store().put(record.key(), now);
      out.forEach(context()::forward);
    }
  }

  private static long sequence(Record<?, ?> record) {
    String sequence = SluglineHeaders.get(record.headers(), SluglineHeaders.SEQUENCE);
    return sequence == null ? 0 : Long.parseLong(sequence);
  }

  private static Set<String> withoutTopic(Record<?, ?> record) {
    String tags = SluglineHeaders.get(record.headers(), SluglineHeaders.WITHOUT_TOPIC);
    return tags == null ? Set.of() : Set.of(tags.split(",", -1));
  }

  private Published retract(Record<String, EnrichedArticle> record, @Nullable Published before) {
    Article article = record.value().article();
    Set<String> lost = before == null ? Set.of() : before.tags().keySet();
    Headers headers = headers(record, "retraction", List.of(), lost);
    send(record, topics.enriched().name(), null, headers);
    if (before != null) {
      before.topics().forEach(tag -> tombstone(record, tag, headers));
    }
    if (before != null && before.none()) {
      send(record, topics.tag(PublishTopics.NONE).name(), null, headers);
    }
    return new Published(
        article.revision(), true, new TreeMap<>(), null, false, sequence(record), now());
  }

  /**
   * What is to be remembered; null: it could not be published. What stands already is not sent
   * again.
   */
  private @Nullable Published publish(
      Record<String, EnrichedArticle> record, @Nullable Published before, String cause) {
    EnrichedArticle enriched = record.value();
    int revision = enriched.article().revision();
    SortedMap<String, String> had = before == null ? new TreeMap<>() : before.tags();
    boolean sameText =
        before != null && before.revision() == revision && SluglineHeaders.AGAIN.contains(cause);
    SortedMap<String, String> has = new TreeMap<>();
    enriched.tags().forEach(tag -> has.put(tag.id(), tag.rule().version()));
    Routes routes = routes(has.keySet(), withoutTopic(record));
    SortedSet<String> stood = before == null ? new TreeSet<>() : before.topics();
    boolean news = !sameText || !has.equals(had);
    if (before != null && !news && routes.topics().equals(stood) && routes.missing().isEmpty()) {
      return before.at(sequence(record));
    }
    List<String> tags = enriched.tags().stream().map(Tag::id).toList();
    TreeSet<String> lost = new TreeSet<>(had.keySet());
    tags.forEach(lost::remove);
    if (before != null && before.none() && !has.isEmpty()) {
      lost.add(PublishTopics.NONE);
    }

    byte[] json = JsonSerde.bytes(enriched);
    Headers headers = headers(record, cause, tags, lost);
    if (isOverLimit(record, json, headers)) {
      return null;
    }
    if (news) {
      send(record, topics.enriched().name(), json, headers);
    }
    for (String tag : routes.topics()) {
      boolean stands = sameText && stood.contains(tag);
      if (!stands || !Objects.equals(has.get(tag), had.get(tag))) {
        send(record, topics.tag(tag).name(), json, headers);
      }
    }
    Headers gone =
        headers(record, SluglineHeaders.AGAIN.contains(cause) ? cause : "lost-tag", tags, lost);
    stood.stream()
        .filter(tag -> !routes.topics().contains(tag))
        .forEach(tag -> tombstone(record, tag, gone));
    boolean none = none(record, before, json, headers, gone, sameText);
    if (!routes.missing().isEmpty()) {
      String names =
          routes.missing().stream().map(tag -> topics.tag(tag).name()).collect(joining(", "));
      refusal.send(
          context(), record, enriched.article(), "no-topic", "not seen to exist: " + names);
    }
    return new Published(revision, false, has, routes.off(), none, sequence(record), now());
  }

  /** Refuses what is longer than a record may be. */
  private boolean isOverLimit(
      Record<String, EnrichedArticle> record, byte[] json, Headers headers) {
    long size = Outlets.size(record.key().getBytes(StandardCharsets.UTF_8), json, headers);
    if (size <= settings.maxRecordBytes()) {
      return false;
    }
    String reason = "enriched it is " + size + " bytes; the limit is " + settings.maxRecordBytes();
    refusal.send(context(), record, record.value().article(), "over-limit", reason);
    return true;
  }

  /** Which tags of an article lead to topics, which do not, and which should but lack theirs. */
  private record Routes(
      SortedSet<String> topics, SortedSet<String> off, SortedSet<String> missing) {}

  private Routes routes(Iterable<String> tags, Set<String> withoutTopic) {
    Routes routes = new Routes(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    for (String tag : tags) {
      boolean own = !withoutTopic.contains(tag);
      if (own && topicExists.test(topics.tag(tag).name())) {
        routes.topics().add(tag);
        continue;
      }
      routes.off().add(tag);
      if (own) {
        routes.missing().add(tag);
      }
    }
    return routes;
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
        name(record),
        article.retracts() ? "dev.slugline.article.retracted" : "dev.slugline.article.enriched",
        "/slugline/" + topics.enriched().name(),
        enriched.enrichedAt().toString());
    SluglineHeaders.put(headers, SluglineHeaders.TAGS, String.join(",", tags));
    SluglineHeaders.put(headers, SluglineHeaders.UNTAGGED, String.join(",", lost));
    SluglineHeaders.put(headers, SluglineHeaders.REVISION, Integer.toString(article.revision()));
    return SluglineHeaders.put(headers, SluglineHeaders.CAUSE, cause);
  }

  /**
   * Of a catalogue that is taken back and applied again the hash is the same, and what it sends is
   * not: so its sequence too.
   */
  private static String name(Record<String, EnrichedArticle> record) {
    EnrichedArticle enriched = record.value();
    Article article = enriched.article();
    String catalogue = enriched.catalogue().hash() + "/" + sequence(record);
    return article.id() + "/" + article.revision() + "/" + catalogue;
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
