package dev.slugline.ingest.feed;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The raw topic as it stands at the broker. */
final class RawTopic {
  private static final int ANSWER_MILLIS = 10_000;
  private static final Duration SILENT_AT_MOST = Duration.ofSeconds(30);

  private final Map<String, ?> clients;
  private final String name;
  private final String id;

  private RawTopic(Map<String, ?> clients, TopicDescription found) {
    this.clients = clients;
    this.name = found.name();
    this.id = found.topicId().toString();
  }

  /**
   * Asks for it before anything is sent: a producer waits for it a minute in silence. The
   * exception's message is for a person.
   */
  static RawTopic find(Map<String, ?> clients, String topic)
      throws IOException, InterruptedException {
    Map<String, Object> config = new HashMap<>(clients);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS / 2);
    Object servers = clients.get("bootstrap.servers");
    try (Admin admin = Admin.create(config)) {
      Map<String, TopicDescription> found =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get(ANSWER_MILLIS + 1_000, TimeUnit.MILLISECONDS);
      return new RawTopic(clients, found.values().iterator().next());
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e.getCause();
      if (cause instanceof UnknownTopicOrPartitionException) {
        throw new IOException(
            "there is no topic "
                + topic
                + " at "
                + servers
                + ": start the stream ('slugline run'), or make its topics ('slugline topics"
                + " create')",
            e);
      }
      if (cause instanceof AuthorizationException) {
        throw new IOException("the broker refuses us: " + cause.getMessage(), e);
      }
      throw new IOException(
          "no Kafka broker answers at "
              + servers
              + ": is one running there? (give another with -b HOST:PORT)",
          e);
    } catch (KafkaException e) {
      throw new IOException("cannot connect to " + servers + ": " + root(e), e);
    }
  }

  /** Tells it from all other topics of all brokers, also from one of the same name before it. */
  String id() {
    return id;
  }

  /** Of each partition the offset that the next record will have. */
  Map<Integer, Long> ends() throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      Map<Integer, Long> ends = new HashMap<>();
      consumer.endOffsets(partitions(consumer)).forEach((p, end) -> ends.put(p.partition(), end));
      return ends;
    } catch (KafkaException e) {
      throw new IOException("the ends of " + name + " cannot be read: " + root(e), e);
    }
  }

  /**
   * Reads all that lies between some offsets and the end.
   *
   * @param from of each partition; a partition that is not there is read from its start
   * @return whether all of it is still there; false: the retention has taken some
   */
  boolean read(Map<Integer, Long> from, Consumer<ConsumerRecord<byte[], byte[]>> sink)
      throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      boolean whole = true;
      for (TopicPartition partition : partitions) {
        long start = starts.getOrDefault(partition, 0L);
        long wanted = from.getOrDefault(partition.partition(), start);
        whole &= wanted >= start;
        consumer.seek(partition, Math.max(wanted, start));
      }
      long last = System.nanoTime();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          sink.accept(record);
          last = System.nanoTime();
        }
        if (System.nanoTime() - last > SILENT_AT_MOST.toNanos()) {
          throw new IOException(name + " cannot be read to its end: the broker gives no more");
        }
      }
      return whole;
    } catch (KafkaException e) {
      throw new IOException(name + " cannot be read: " + root(e), e);
    }
  }

  private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = new ArrayList<>();
    consumer
        .partitionsFor(name)
        .forEach(it -> partitions.add(new TopicPartition(it.topic(), it.partition())));
    return partitions;
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> config = new HashMap<>(clients);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // ours are in no transaction, and must be seen also behind one of others that is open
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS / 2);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(config, bytes, bytes);
  }

  /** The innermost message. */
  static String root(Throwable failure) {
    Throwable at = failure;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return at.getMessage() == null ? "no reason given" : at.getMessage();
  }
}
