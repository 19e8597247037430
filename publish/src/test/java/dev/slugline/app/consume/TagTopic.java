package dev.slugline.app.consume;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What docs/consuming.md shows of Java. */
final class TagTopic {
  private TagTopic() {}

  // begin
  static KafkaConsumer<String, String> consumer(String bootstrap, String group) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("group.id", group);
    settings.put("isolation.level", "read_committed"); // not the default
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", "false");
    StringDeserializer text = new StringDeserializer();
    return new KafkaConsumer<>(settings, text, text);
  }

  /** As a stream: each article and each change of one, once the group has not seen it. */
  static void stream(
      KafkaConsumer<String, String> consumer,
      String topic,
      BiConsumer<String, ConsumerRecord<String, String>> news,
      BooleanSupplier wanted) {
    consumer.subscribe(List.of(topic));
    while (wanted.getAsBoolean()) {
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
        news.accept(cause(record), record); // a null value: the article is gone from here
      }
      consumer.commitSync(); // after the work: at least once
    }
  }

  /** As a table: what carries the tag now, by article id, as of when it is called. */
  static void table(
      KafkaConsumer<String, String> consumer, String topic, Map<String, String> table) {
    List<TopicPartition> only = List.of(new TopicPartition(topic, 0)); // a tag topic has one
    consumer.assign(only);
    consumer.seekToBeginning(only);
    long end = consumer.endOffsets(only).get(only.get(0));
    while (consumer.position(only.get(0)) < end) {
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
        if (record.value() == null) {
          table.remove(record.key());
        } else {
          table.put(record.key(), record.value());
        }
      }
    }
  }

  static String cause(ConsumerRecord<String, String> record) {
    Header cause = record.headers().lastHeader("slugline-cause");
    return cause == null ? "" : new String(cause.value(), StandardCharsets.UTF_8);
  }
  // end
}
