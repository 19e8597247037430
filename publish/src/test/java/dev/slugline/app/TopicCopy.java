package dev.slugline.app;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.app.broker.Broker;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.Topic;
import dev.slugline.ingest.stream.TopicSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;

/**
 * All topics of a stream, read once, to be written under other prefixes with a fault in them: as if
 * a stream had worked them. Names of topics within records are the copy's.
 */
final class TopicCopy {
  private static final String CHANGELOG = "-app-embargo-changelog";
  private final Broker broker;
  private final String prefix;

  /** By topic, without the prefix; how many partitions each has. */
  private final Map<String, List<ConsumerRecord<byte[], byte[]>>> records = new TreeMap<>();

  private final Map<String, Integer> partitions = new HashMap<>();

  /** Reads all that is committed. */
  TopicCopy(Broker broker, String prefix) throws Exception {
    this.broker = broker;
    this.prefix = prefix;
    try (Admin admin = broker.admin()) {
      List<String> topics =
          admin.listTopics().names().get().stream()
              .filter(it -> it.startsWith(prefix + ".") || it.equals(prefix + CHANGELOG))
              .toList();
      admin
          .describeTopics(topics)
          .allTopicNames()
          .get()
          .forEach((name, it) -> partitions.put(part(name), it.partitions().size()));
    }
    for (String topic : partitions.keySet()) {
      TopicSettings settings =
          new TopicSettings(TopicSettings.Partitions.ANY, "delete", TopicSettings.Keep.FOREVER);
      records.put(
          topic,
          broker.committed(
              new Topic<>(prefix + topic, Serdes.ByteArray(), Serdes.ByteArray(), settings)));
    }
  }

  private String part(String topic) {
    return topic.substring(prefix.length());
  }

  /** The records of a topic, named without the prefix: {@code .receipts}. */
  List<ConsumerRecord<byte[], byte[]>> of(String topic) {
    return Objects.requireNonNull(records.get(topic), topic);
  }

  /**
   * Writes it under a prefix, and lets the group of that prefix have worked it.
   *
   * @param change the records of a topic, named without the prefix, as they are to be
   */
  void write(String to, Fault change) throws Exception {
    try (Admin admin = broker.admin();
        KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      List<NewTopic> made = new ArrayList<>();
      for (Map.Entry<String, Integer> topic : partitions.entrySet()) {
        boolean compacts = topic.getKey().matches("\\.(enriched|withdrawn|tag\\..*)");
        made.add(
            new NewTopic(to + topic.getKey(), topic.getValue(), (short) 1)
                .configs(
                    Map.of(
                        "cleanup.policy",
                        compacts ? "compact,delete" : "delete",
                        "min.compaction.lag.ms",
                        "600000000")));
      }
      admin.createTopics(made).all().get();
      Map<TopicPartition, OffsetAndMetadata> worked = new HashMap<>();
      for (Map.Entry<String, List<ConsumerRecord<byte[], byte[]>>> topic : records.entrySet()) {
        for (ConsumerRecord<byte[], byte[]> record : change.of(topic.getKey(), topic.getValue())) {
          var sent = producer.send(copied(to, topic.getKey(), record));
          if (topic.getKey().equals(".raw")) {
            assertThat(sent.get().offset()).isEqualTo(record.offset());
            worked.put(
                new TopicPartition(to + ".raw", record.partition()),
                new OffsetAndMetadata(record.offset() + 1));
          }
        }
      }
      producer.flush();
      admin.alterConsumerGroupOffsets(to + "-app", worked).all().get();
    }
  }

  /**
   * What came to a topic, named without the prefix, since an earlier copy: to be written under
   * another prefix.
   */
  List<ProducerRecord<byte[], byte[]>> news(String topic, TopicCopy earlier, String to) {
    Set<String> known = earlier.of(topic).stream().map(TopicCopy::place).collect(toSet());
    return of(topic).stream()
        .filter(it -> !known.contains(place(it)))
        .map(it -> copied(to, topic, it))
        .toList();
  }

  private static String place(ConsumerRecord<?, ?> record) {
    return record.partition() + "-" + record.offset();
  }

  /** What a topic's records become. */
  interface Fault {
    List<ConsumerRecord<byte[], byte[]>> of(
        String topic, List<ConsumerRecord<byte[], byte[]>> records);
  }

  @SuppressWarnings("NullAway") // keys and values may be null; Kafka's API is not annotated
  private ProducerRecord<byte[], byte[]> copied(
      String to, String topic, ConsumerRecord<byte[], byte[]> record) {
    boolean rename = topic.equals(".receipts") || topic.equals(".articles");
    byte[] value = rename ? renamed(record.value(), "\"topic\":\"%s.raw\"", to) : record.value();
    byte[] key = topic.equals(CHANGELOG) ? renamed(record.key(), "/%s.raw-", to) : record.key();
    ProducerRecord<byte[], byte[]> copy =
        new ProducerRecord<>(to + topic, record.partition(), record.timestamp(), key, value);
    record
        .headers()
        .forEach(
            header ->
                copy.headers()
                    .add(
                        header.key(),
                        header.key().equals(SluglineHeaders.TOPIC)
                            ? renamed(header.value(), "%s.", to)
                            : header.value()));
    return copy;
  }

  private byte[] renamed(byte[] bytes, String pattern, String to) {
    UnaryOperator<String> name = it -> pattern.formatted(it);
    return new String(bytes, StandardCharsets.UTF_8)
        .replace(name.apply(prefix), name.apply(to))
        .getBytes(StandardCharsets.UTF_8);
  }
}
