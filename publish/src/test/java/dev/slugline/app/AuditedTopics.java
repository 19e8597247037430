package dev.slugline.app;

import dev.slugline.app.broker.Broker;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The topics of an audited stream, to be copied with faults in them. */
final class AuditedTopics {
  private final TopicCopy copy;

  /** The ids of the articles, by the key that each was fed under. */
  private final Map<String, String> ids = new HashMap<>();

  AuditedTopics(Broker broker, BrokerStream stream) throws Exception {
    copy = new TopicCopy(broker, AuditedStream.PREFIX);
    for (var record : stream.committed(stream.topics().receipts())) {
      Receipt receipt = record.value();
      if (receipt.key() != null && receipt.articleId() != null) {
        ids.put(receipt.key(), receipt.articleId());
      }
    }
  }

  /** The records of a topic, named without the prefix: {@code .receipts}. */
  List<ConsumerRecord<byte[], byte[]>> of(String topic) {
    return copy.of(topic);
  }

  /** Writes all topics under another prefix, with a fault in them. */
  void write(String prefix, TopicCopy.Fault fault) throws Exception {
    copy.write(prefix, fault);
  }

  ConsumerRecord<byte[], byte[]> record(
      String topic, Predicate<ConsumerRecord<byte[], byte[]>> which) {
    return copy.of(topic).stream().filter(which).findFirst().orElseThrow();
  }

  ConsumerRecord<byte[], byte[]> first(String topic, String fed) {
    return record(topic, it -> id(fed).equals(key(it)));
  }

  ConsumerRecord<byte[], byte[]> last(String topic, String fed) {
    return copy.of(topic).stream()
        .filter(it -> id(fed).equals(key(it)))
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  /** The id of the article that was fed under a key. */
  String id(String fed) {
    return Objects.requireNonNull(ids.get(fed), fed);
  }

  static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  static boolean says(ConsumerRecord<byte[], byte[]> receipt, String fed, String outcome) {
    String json = new String(receipt.value(), StandardCharsets.UTF_8);
    return json.contains("\"key\":\"" + fed + "\"") && json.contains("\"outcome\":\"" + outcome);
  }

  static boolean isBy(ConsumerRecord<byte[], byte[]> letter, String stage) {
    return stage.equals(SluglineHeaders.get(letter.headers(), SluglineHeaders.STAGE));
  }

  /** Those of a topic that get lost, or come twice. */
  Set<ConsumerRecord<byte[], byte[]>> faulty(String topic) {
    return switch (topic) {
      case ".receipts" ->
          Set.of(
              record(topic, it -> says(it, "n1", "article")),
              record(topic, it -> says(it, "h1", "released")));
      case ".articles" -> Set.of(first(topic, "n2"));
      case ".withdrawn" -> Set.of(first(topic, "r1"));
      case ".dead-letter" ->
          Set.of(
              record(topic, it -> "m1".equals(key(it))),
              record(topic, it -> isBy(it, "enrich")),
              record(topic, it -> isBy(it, "publish")));
      case ".enriched" -> Set.of(first(topic, "n3"), last(topic, "r2"));
      case ".tag.sanctions" -> Set.of(first(topic, "s1"), last(topic, "r3"));
      case ".tag.elections" -> Set.of(first(topic, "e1"), last(topic, "e2"));
      case ".tag.none" -> Set.of(first(topic, "n4"));
      default -> Set.of();
    };
  }

  static List<ConsumerRecord<byte[], byte[]>> without(
      List<ConsumerRecord<byte[], byte[]>> records, Set<ConsumerRecord<byte[], byte[]>> some) {
    return records.stream().filter(it -> !some.contains(it)).toList();
  }

  static List<ConsumerRecord<byte[], byte[]>> without(
      List<ConsumerRecord<byte[], byte[]>> records, ConsumerRecord<byte[], byte[]> one) {
    return without(records, Set.of(one));
  }

  static List<ConsumerRecord<byte[], byte[]>> with(
      List<ConsumerRecord<byte[], byte[]>> records, ConsumerRecord<byte[], byte[]> one) {
    List<ConsumerRecord<byte[], byte[]>> more = new ArrayList<>(records);
    more.add(one);
    return more;
  }

  static List<ConsumerRecord<byte[], byte[]>> twice(
      List<ConsumerRecord<byte[], byte[]>> records, Set<ConsumerRecord<byte[], byte[]>> some) {
    List<ConsumerRecord<byte[], byte[]>> more = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      more.add(record);
      if (some.contains(record)) {
        more.add(record);
      }
    }
    return more;
  }
}
