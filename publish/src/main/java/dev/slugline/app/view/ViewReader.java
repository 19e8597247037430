package dev.slugline.app.view;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.ingest.stream.Topics;
import dev.slugline.publish.PublishTopics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.rocksdb.RocksDBException;

/**
 * Reads the topics of the view from where its store stands, in no consumer group, and knows when
 * the store cannot go on from there. One thread.
 */
final class ViewReader implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  /**
   * A tombstone stays for seven days; a store that was longer without may have missed one, and
   * would show an article for ever that is gone.
   */
  private static final Duration OLDEST = Duration.ofDays(6);

  private final String enriched;
  private final String withdrawn;
  private final Map<String, Object> clients;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final Map<TopicPartition, Long> begun = new HashMap<>();

  /** The store cannot go on: what it would go on with is not there any more. */
  static final class Gone extends Exception {
    private static final long serialVersionUID = 1L;

    Gone(String message) {
      super(message);
    }
  }

  ViewReader(SluglineConfig config) {
    String prefix = config.text("prefix");
    enriched = new PublishTopics(prefix).enriched().name();
    withdrawn = new Topics(prefix).withdrawn().name();
    clients = config.clients();
    Map<String, Object> settings = new HashMap<>(clients);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis());
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    consumer = new KafkaConsumer<>(settings, bytes, bytes);
  }

  /** Whether a topic is the register of retractions; the other one is that of the articles. */
  boolean isRegister(String topic) {
    return topic.equals(withdrawn);
  }

  /**
   * Goes to where the store stands.
   *
   * @throws Gone where it cannot go on from there
   * @throws IOException where the broker does not say
   */
  void resume(ViewStore store, Instant now)
      throws Gone, IOException, RocksDBException, InterruptedException {
    checkAge(store, now);
    for (TopicDescription topic : describe()) {
      String id = topic.topicId().toString();
      String known = store.topicId(topic.name());
      if (known.isEmpty()) {
        store.topicId(topic.name(), id);
      } else if (!known.equals(id)) {
        throw new Gone("the topic " + topic.name() + " was made anew");
      }
      topic
          .partitions()
          .forEach(it -> partitions.add(new TopicPartition(topic.name(), it.partition())));
    }
    consumer.assign(partitions);
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = ends();
    for (TopicPartition partition : partitions) {
      long start = Objects.requireNonNull(starts.get(partition));
      long end = Objects.requireNonNull(ends.get(partition));
      long from = store.offset(partition.topic(), partition.partition());
      if (from >= 0 && (from < start || from > end)) {
        throw new Gone(
            "it goes on at offset %d of %s, which has %d to %d"
                .formatted(from, partition, start, end));
      }
      begun.put(partition, from < 0 ? start : from);
      consumer.seek(partition, from < 0 ? start : from);
    }
  }

  /**
   * Sees whether the store was current of late.
   *
   * @throws Gone where it was not
   */
  static void checkAge(ViewStore store, Instant now) throws Gone, RocksDBException {
    long current = store.current();
    if (current < 0) {
      store.current(now.toEpochMilli());
    } else if (now.toEpochMilli() - current > OLDEST.toMillis()) {
      throw new Gone(
          "it was last current at " + Instant.ofEpochMilli(current) + ", which is too long ago");
    }
  }

  private Iterable<TopicDescription> describe() throws IOException, InterruptedException {
    try (Admin admin = Admin.create(clients)) {
      return admin
          .describeTopics(List.of(enriched, withdrawn))
          .allTopicNames()
          .get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
          .values();
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException("the broker does not describe the topics: " + cause.getMessage(), e);
    }
  }

  ConsumerRecords<byte[], byte[]> poll(Duration atMost) {
    return consumer.poll(atMost);
  }

  long position(TopicPartition partition) {
    return consumer.position(partition);
  }

  /**
   * Where the partitions end now.
   *
   * @throws org.apache.kafka.common.errors.TimeoutException where the broker does not answer
   */
  Map<TopicPartition, Long> ends() {
    return consumer.endOffsets(partitions);
  }

  boolean isAt(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream().allMatch(it -> position(it.getKey()) >= it.getValue());
  }

  /** How much is read of what there is to read up to there, 0 to 99. */
  int percent(Map<TopicPartition, Long> ends) {
    long all = 0;
    long done = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      long from = Objects.requireNonNull(begun.get(end.getKey()));
      all += Math.max(0, end.getValue() - from);
      done += Math.max(0, Math.min(position(end.getKey()), end.getValue()) - from);
    }
    return all == 0 ? 99 : (int) Math.min(99, done * 100 / all);
  }

  /** The reason in Kafka's own words. */
  static String reason(KafkaException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
