package dev.slugline.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads whole topics from their start, what is committed of them. Not thread-safe. */
final class CommittedReader implements AutoCloseable {
  private static final Duration KNOWN_WITHIN = Duration.ofSeconds(30);

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();

  CommittedReader(String bootstrap, Collection<String> topics) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "max.poll.records",
                10_000,
                "enable.auto.commit",
                false),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    for (String topic : topics) {
      partitions.addAll(partitions(topic));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** A topic just made may not be known to the whole broker yet. */
  private List<TopicPartition> partitions(String topic) {
    long limit = System.nanoTime() + KNOWN_WITHIN.toNanos();
    while (System.nanoTime() < limit) {
      List<PartitionInfo> found = consumer.partitionsFor(topic);
      if (found != null && !found.isEmpty()) {
        return found.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
      }
    }
    throw new IllegalStateException("no topic " + topic);
  }

  /** What is committed now, after a wait of at most 20 ms. */
  ConsumerRecords<String, byte[]> poll() {
    return consumer.poll(Duration.ofMillis(20));
  }

  /** Reads on to what is committed at the time of the call. */
  void toEnd(Consumer<ConsumerRecord<String, byte[]>> each) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
      poll().forEach(each);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
