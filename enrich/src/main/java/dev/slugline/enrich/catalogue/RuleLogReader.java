package dev.slugline.enrich.catalogue;

import dev.slugline.ingest.stream.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the committed records of the rule log from its start. A record that cannot be read is
 * passed over with a warning. Not thread-safe.
 */
final class RuleLogReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RuleLogReader.class);
  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Topic<String, RuleLogEntry> topic;
  private final TopicPartition only;
  private final KafkaConsumer<String, byte[]> consumer;
  private final RuleHistory history = new RuleHistory();

  /**
   * A reader that has read nothing yet.
   *
   * @param clients what every Kafka client gets
   */
  RuleLogReader(Map<String, Object> clients, Topic<String, RuleLogEntry> topic) throws IOException {
    this.topic = topic;
    this.only = new TopicPartition(topic.name(), 0);
    Map<String, Object> config = new HashMap<>(clients);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"); // a log that begins anew is told
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) WITHIN.toMillis());
    try {
      consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw cannotBeRead(e);
    }
    consumer.assign(List.of(only));
    consumer.seekToBeginning(List.of(only));
  }

  /** What has been read; it grows with each read. */
  RuleHistory history() {
    return history;
  }

  /**
   * Reads all that is committed now.
   *
   * @throws IOException when the broker does not give it within half a minute
   */
  void readToEnd() throws IOException {
    try {
      long end = Objects.requireNonNull(consumer.endOffsets(List.of(only), WITHIN).get(only));
      long deadline = System.nanoTime() + WITHIN.toNanos();
      while (consumer.position(only) < end) {
        if (System.nanoTime() > deadline) {
          throw new IOException(topic.name() + " was not read within " + WITHIN.toSeconds() + " s");
        }
        poll();
      }
    } catch (KafkaException e) {
      throw cannotBeRead(e);
    }
  }

  /** Takes what comes within a fifth of a second. */
  void readNext() throws IOException {
    try {
      poll();
    } catch (KafkaException e) {
      throw cannotBeRead(e);
    }
  }

  private void poll() {
    consumer.poll(POLL).forEach(this::add);
  }

  private void add(ConsumerRecord<String, byte[]> record) {
    try {
      RuleLogEntry entry = topic.value().deserializer().deserialize(topic.name(), record.value());
      if (entry != null) {
        history.add(record.offset(), entry);
      }
    } catch (SerializationException e) {
      LOG.warn("{} at offset {} is passed over: {}", topic.name(), record.offset(), e.getMessage());
    }
  }

  private IOException cannotBeRead(KafkaException e) {
    return new IOException(topic.name() + " cannot be read: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
