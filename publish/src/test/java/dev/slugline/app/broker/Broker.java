package dev.slugline.app.broker;

import static org.awaitility.Awaitility.await;

import dev.slugline.ingest.stream.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A Kafka broker for tests, with what tests ask of one. */
public interface Broker extends AutoCloseable {
  /** What a test holds before its broker is started. */
  Broker NONE =
      new Broker() {
        @Override
        public String bootstrapServers() {
          throw new IllegalStateException("not started");
        }

        @Override
        public void close() {}
      };

  String bootstrapServers();

  @Override
  void close();

  /** To ask and change the broker; to be closed. */
  default Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
  }

  /** Deletes a topic; the broker shows it for a moment after it has said that it is gone. */
  default void delete(String topic) throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(topic)).all().get();
      await().until(() -> !admin.listTopics().names().get().contains(topic));
    }
  }

  /** A producer that takes the largest raw records; to be closed. */
  default KafkaProducer<byte[], byte[]> producer() {
    ByteArraySerializer bytes = new ByteArraySerializer();
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", bootstrapServers());
    config.put("max.request.size", 9 * 1024 * 1024);
    config.put("acks", "all");
    // one at a time: in order, whatever has to be sent again
    config.put("max.in.flight.requests.per.connection", 1);
    return new KafkaProducer<>(config, bytes, bytes);
  }

  /** All records that are committed now, of each partition in order; none if there is no topic. */
  default <K, V> List<ConsumerRecord<K, V>> committed(Topic<K, V> topic) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", bootstrapServers());
    config.put("isolation.level", "read_committed");
    config.put("auto.offset.reset", "earliest");
    config.put("max.poll.records", 5_000);
    List<ConsumerRecord<K, V>> records = new ArrayList<>();
    try (KafkaConsumer<K, V> consumer =
        new KafkaConsumer<>(config, topic.key().deserializer(), topic.value().deserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  /** A broker in this process. */
  static Broker inProcess(Path dir) throws IOException {
    return inProcess(dir, Map.of());
  }

  /** A broker in this process, with settings that win over the usual ones. */
  static Broker inProcess(Path dir, Map<String, String> overrides) throws IOException {
    return of(EmbeddedBroker.start(dir, 0, overrides));
  }

  /** One that was closed, in its folder, again: at the same address. */
  static Broker inProcess(Path dir, Broker closed) throws IOException {
    String address = closed.bootstrapServers();
    int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    return of(EmbeddedBroker.start(dir, port));
  }

  private static Broker of(EmbeddedBroker broker) {
    return new Broker() {
      @Override
      public String bootstrapServers() {
        return broker.bootstrapServers();
      }

      @Override
      public void close() {
        broker.close();
      }
    };
  }
}
