package dev.slugline.app.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads whole topics from their beginning, committed records only. A read that brings nothing for
 * {@value #PATIENCE_SECONDS} seconds is given up. Not thread-safe.
 */
final class CommittedReader implements AutoCloseable {
  static final int PATIENCE_SECONDS = 45;

  private static final Duration POLL = Duration.ofMillis(100);

  private final Map<String, Object> clients;
  private final KafkaConsumer<byte[], byte[]> consumer;

  CommittedReader(Map<String, Object> clients, Collection<String> topics) {
    this.clients = clients;
    Map<String, Object> config = new HashMap<>(clients);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    this.consumer = new KafkaConsumer<>(config, bytes, bytes);
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(it -> new TopicPartition(it.topic(), it.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Says when to stop, and what else can go wrong meanwhile. */
  interface Until {
    boolean isReached() throws IOException;
  }

  /** Reads on until told to stop; false: nothing came for too long. */
  boolean read(Until until, Consumer<ConsumerRecord<byte[], byte[]>> sink) throws IOException {
    long last = System.nanoTime();
    while (!until.isReached()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      records.forEach(sink);
      if (!records.isEmpty()) {
        last = System.nanoTime();
      } else if (System.nanoTime() - last > Duration.ofSeconds(PATIENCE_SECONDS).toNanos()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads all that is written by now, whether it is committed yet or not: a transaction's markers
   * reach its partitions one after the other.
   */
  boolean readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> sink)
      throws IOException, InterruptedException {
    Map<TopicPartition, Long> ends = ends();
    return read(
        () -> ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue()),
        sink);
  }

  private Map<TopicPartition, Long> ends() throws IOException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest =
        consumer.assignment().stream()
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    try (Admin admin = Admin.create(clients)) {
      Map<TopicPartition, ListOffsetsResultInfo> found = admin.listOffsets(latest).all().get();
      Map<TopicPartition, Long> ends = new HashMap<>();
      found.forEach((partition, info) -> ends.put(partition, info.offset()));
      return ends;
    } catch (ExecutionException e) {
      throw new IOException("the broker does not say where its topics end", e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
