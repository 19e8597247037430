package dev.slugline.ingest.feed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The records that the topic holds beyond what the journal knows. Among them are those that Kafka
 * took when nobody could write it down any more. A record is known by key, value and headers, each
 * one once: of two that are alike, the first in order is the one that is there.
 */
final class AlreadyThere {
  private final Map<Long, Deque<RecordMetadata>> places = new HashMap<>();

  void add(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    places
        .computeIfAbsent(
            Hash.of(record.key(), record.value(), record.headers()), hash -> new ArrayDeque<>(1))
        .add(new RecordMetadata(partition, record.offset(), 0, record.timestamp(), 0, 0));
  }

  /** Where a record lies, which is not asked for again; null: it is not there. */
  @Nullable RecordMetadata take(ProducerRecord<byte[], byte[]> record) {
    if (places.isEmpty()) {
      return null;
    }
    Deque<RecordMetadata> found =
        places.get(Hash.of(record.key(), record.value(), record.headers()));
    return found == null ? null : found.poll();
  }
}
