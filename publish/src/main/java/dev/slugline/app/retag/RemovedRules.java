package dev.slugline.app.retag;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.catalogue.CurrentCatalogue;
import dev.slugline.enrich.catalogue.CurrentCatalogue.Live;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.JsonSerde;
import dev.slugline.publish.PublishTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes articles off the topics whose rule is gone or has no topic any more: what still comes out
 * of such a topic is sent through enrich again. Of all instances, one does it for a topic at a time
 * (a consumer group of their own); where that one ends, another goes on. Sending an article twice
 * does no harm. Works on a thread of its own.
 */
public final class RemovedRules implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RemovedRules.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  /** A batch is sent within the time that a member of a group may be silent. */
  private static final int BATCH = 200;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final SluglineConfig config;
  private final String tagTopic;
  private final CurrentCatalogue rules;
  private final Supplier<Set<String>> topics;
  private final Thread working;
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * Begins to watch.
   *
   * @param topics the names of the topics that exist
   */
  public RemovedRules(SluglineConfig config, CurrentCatalogue rules, Supplier<Set<String>> topics) {
    this.config = config;
    this.tagTopic = new PublishTopics(config.text("prefix")).tag("").name();
    this.rules = rules;
    this.topics = topics;
    this.working = new Thread(this::work, "removed-rules");
    working.setDaemon(true);
    working.start();
  }

  /** The consumer group that all instances share. */
  public static String group(String applicationId) {
    return applicationId + "-removed-rules";
  }

  /** The topics of tags that no rule of the catalogue publishes to. */
  private Set<String> removed() {
    Set<String> removed = new TreeSet<>();
    for (String topic : topics.get()) {
      if (topic.startsWith(tagTopic) && !isPublishedTo(topic.substring(tagTopic.length()))) {
        removed.add(topic);
      }
    }
    return removed;
  }

  private boolean isPublishedTo(String tag) {
    Rule rule = rules.now().catalogue().catalogue().rule(tag);
    return tag.equals(PublishTopics.NONE) || (rule != null && rule.ownTopic());
  }

  private void work() {
    try {
      while (!isClosed()) {
        Set<String> removed = removed();
        if (removed.isEmpty()) {
          pause(POLL);
          continue;
        }
        try (KafkaConsumer<byte[], byte[]> consumer = consumer();
            RetagSender sender = new RetagSender(config, PATIENCE)) {
          consumer.subscribe(removed);
          while (!isClosed() && removed.equals(removed())) {
            send(consumer.poll(POLL), sender);
            consumer.commitSync();
          }
        } catch (IOException | KafkaException e) {
          if (!isClosed()) {
            LOG.warn("articles of removed rules stand where they are for now: {}", e.getMessage());
            pause(AGAIN_AFTER);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(ConsumerRecords<byte[], byte[]> records, RetagSender sender)
      throws IOException {
    Live live = rules.now();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      byte[] article = article(record);
      if (article != null && record.key() != null) {
        sender.send(
            new String(record.key(), StandardCharsets.UTF_8),
            article,
            "rule-removed",
            live.sequence(),
            record.headers());
      }
    }
    sender.settle();
  }

  /** The article as enrich takes it; null: a tombstone, or none of ours. */
  private static byte @Nullable [] article(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return null;
    }
    try {
      return JsonSerde.bytes(
          ArticleJson.mapper().readValue(record.value(), EnrichedArticle.class).article());
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn(
          "{} at offset {} is passed over, it is no article: {}",
          record.topic(),
          record.offset(),
          e.getMessage());
      return null;
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(config.clients());
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group(config.text("application.id")));
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(settings, bytes, bytes);
  }

  private boolean isClosed() {
    return closing.getCount() == 0;
  }

  private void pause(Duration time) throws InterruptedException {
    closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Stops; what was sent stays sent, and another instance goes on. */
  @Override
  public void close() {
    closing.countDown();
    try {
      working.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
