package dev.slugline.app.retag;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.Outage;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.catalogue.CurrentCatalogue;
import dev.slugline.enrich.catalogue.CurrentCatalogue.Live;
import dev.slugline.enrich.catalogue.RuleLog;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.JsonSerde;
import dev.slugline.publish.PublishTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes articles off the topics whose rule is gone or has no topic any more: what still comes out
 * of such a topic is sent through enrich again. Of all instances, one does it for a topic at a time
 * (a consumer group of their own); where that one ends, another goes on. How far it has come is
 * kept with the sequence of the catalogue by which the topic's rule is gone: where the rule was
 * back meanwhile, the topic is read from its start again. Sending an article twice does no harm.
 * Works on a thread of its own.
 */
public final class RemovedRules implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RemovedRules.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  /** An instance that is killed is missed after so long. */
  private static final Duration SILENT_AT_MOST = Duration.ofSeconds(10);

  private static final Pattern NOTE = Pattern.compile("sequence=(\\d+)");

  /** A batch is sent within the time that a member of a group may be silent. */
  private static final int BATCH = 200;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final SluglineConfig config;
  private final String tagTopic;
  private final RuleLog log;
  private final CurrentCatalogue rules;
  private final Supplier<Set<String>> topics;
  private final Thread working;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Outage outage =
      new Outage(
          LOG,
          "articles of removed rules stand where they are for now",
          "articles of removed rules are taken away again");
  private volatile @Nullable RetagSender sending;

  /**
   * Begins to watch.
   *
   * @param topics the names of the topics that exist
   */
  public RemovedRules(SluglineConfig config, CurrentCatalogue rules, Supplier<Set<String>> topics) {
    this.config = config;
    this.tagTopic = new PublishTopics(config.text("prefix")).tag("").name();
    this.log = new RuleLog(config.clients(), config.text("prefix"));
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
  private Set<String> removed(Live live) {
    Set<String> removed = new TreeSet<>();
    for (String topic : topics.get()) {
      if (topic.startsWith(tagTopic)
          && !tag(topic).equals(PublishTopics.NONE)
          && !live.catalogue().hasTopic(tag(topic))) {
        removed.add(topic);
      }
    }
    return removed;
  }

  private String tag(String topic) {
    return topic.substring(tagTopic.length());
  }

  private void work() {
    try {
      while (!isClosed()) {
        Live live = rules.now();
        Set<String> removed = removed(live);
        if (removed.isEmpty()) {
          pause(POLL);
          continue;
        }
        try {
          empty(removed, live);
          outage.over();
        } catch (IOException | KafkaException e) {
          if (!isClosed()) {
            outage.failed(e);
            pause(AGAIN_AFTER);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends what is on the topics, and what still comes to them, until there are other topics. */
  private void empty(Set<String> removed, Live first) throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer();
        RetagSender sender = new RetagSender(config, PATIENCE)) {
      sending = sender;
      consumer.subscribe(removed, new Beginning(consumer));
      Live known = first;
      while (!isClosed()) {
        Live now = rules.now();
        if (!removed.equals(removed(now))) {
          return;
        }
        if (now.sequence() > known.sequence()) {
          for (TopicPartition partition : consumer.assignment()) {
            beginAgainIfItWasBack(consumer, partition, known.sequence(), now.sequence());
          }
          note(consumer, now.sequence());
          known = now;
        }
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
          send(records, now.sequence(), sender);
          note(consumer, now.sequence());
          outage.over();
        }
      }
    } finally {
      sending = null;
    }
  }

  /** Where to begin on a topic that this instance is given. */
  private final class Beginning implements ConsumerRebalanceListener {
    private final KafkaConsumer<byte[], byte[]> consumer;

    Beginning(KafkaConsumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      // all that was sent is noted
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      consumer
          .committed(new HashSet<>(partitions))
          .forEach(
              (partition, noted) -> {
                Matcher note = NOTE.matcher(noted == null ? "" : noted.metadata());
                long after = note.matches() ? Long.parseLong(note.group(1)) : -1;
                try {
                  beginAgainIfItWasBack(consumer, partition, after, rules.now().sequence());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  private void beginAgainIfItWasBack(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long after, long upTo)
      throws IOException {
    if (log.read().hadOther(tag(partition.topic()), after, upTo)) {
      consumer.seekToBeginning(List.of(partition));
    }
  }

  private static void note(KafkaConsumer<byte[], byte[]> consumer, long sequence) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      offsets.put(
          partition, new OffsetAndMetadata(consumer.position(partition), "sequence=" + sequence));
    }
    consumer.commitSync(offsets);
  }

  private static void send(
      ConsumerRecords<byte[], byte[]> records, long sequence, RetagSender sender)
      throws IOException {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      byte[] article = article(record);
      if (article != null && record.key() != null) {
        sender.send(
            new String(record.key(), StandardCharsets.UTF_8),
            article,
            "rule-removed",
            sequence,
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
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SILENT_AT_MOST.toMillis());
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
    RetagSender sender = sending;
    if (sender != null) {
      sender.stop();
    }
    try {
      working.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
