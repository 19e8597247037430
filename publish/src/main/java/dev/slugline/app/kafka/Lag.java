package dev.slugline.app.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * How far a consumer group is behind the committed end of what it reads, and how old the first
 * record is that it has not worked. Counted are offsets: where records are written in transactions
 * the marks of those count too. One thread at a time; each question waits five seconds at most.
 */
public final class Lag implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int POLLS = 5;
  private static final int FETCH_BYTES = 16 * 1024;

  private final Admin admin;
  private final Map<String, Object> clients;
  private final Map<TopicPartition, Seen> seen = new HashMap<>();
  private @Nullable KafkaConsumer<byte[], byte[]> consumer;

  private record Seen(long offset, @Nullable Instant at) {}

  /**
   * Of one partition.
   *
   * @param from the first offset that is not worked
   * @param end where what is committed ends
   */
  public record Behind(long from, long end) {
    public long records() {
      return Math.max(0, end - from);
    }
  }

  /**
   * One that asks anew each time.
   *
   * @param admin which is not closed with it
   * @param clients what every Kafka client gets
   */
  public Lag(Admin admin, Map<String, Object> clients) {
    this.admin = admin;
    this.clients = clients;
  }

  /**
   * How far a group is behind, by partition. Where it has committed nothing it is behind from the
   * first record on; topics that do not exist are left out.
   */
  public SortedMap<TopicPartition, Behind> of(String group, Collection<String> topics)
      throws ExecutionException, TimeoutException, InterruptedException {
    List<TopicPartition> partitions = partitions(topics);
    Map<TopicPartition, OffsetAndMetadata> committed =
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    Map<TopicPartition, ListOffsetsResultInfo> starts = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
    SortedMap<TopicPartition, Behind> behind =
        new TreeMap<>(
            Comparator.comparing(TopicPartition::topic)
                .thenComparingInt(TopicPartition::partition));
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata at = committed.get(partition);
      long start = Objects.requireNonNull(starts.get(partition)).offset();
      long end = Objects.requireNonNull(ends.get(partition)).offset();
      behind.put(partition, new Behind(Math.max(start, at == null ? 0 : at.offset()), end));
    }
    return behind;
  }

  private List<TopicPartition> partitions(Collection<String> topics)
      throws ExecutionException, TimeoutException, InterruptedException {
    List<TopicPartition> partitions = new ArrayList<>();
    for (KafkaFuture<TopicDescription> asked :
        admin.describeTopics(topics).topicNameValues().values()) {
      try {
        TopicDescription topic = get(asked);
        topic
            .partitions()
            .forEach(it -> partitions.add(new TopicPartition(topic.name(), it.partition())));
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    return partitions;
  }

  private Map<TopicPartition, ListOffsetsResultInfo> offsets(
      List<TopicPartition> partitions, OffsetSpec spec)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, spec));
    ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    return get(admin.listOffsets(asked, committed).all());
  }

  private static <T> T get(KafkaFuture<T> answer)
      throws ExecutionException, TimeoutException, InterruptedException {
    return answer.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * When the first record came that is not worked, by its Kafka timestamp; null: none waits, or it
   * cannot be read in time.
   *
   * @throws KafkaException when the broker does not answer
   */
  public @Nullable Instant oldest(Map<TopicPartition, Behind> behind) {
    Instant oldest = null;
    seen.keySet().retainAll(behind.keySet());
    for (Map.Entry<TopicPartition, Behind> it : behind.entrySet()) {
      if (it.getValue().records() > 0) {
        Instant at = arrived(it.getKey(), it.getValue().from());
        oldest = at != null && (oldest == null || at.isBefore(oldest)) ? at : oldest;
      }
    }
    return oldest;
  }

  private @Nullable Instant arrived(TopicPartition partition, long offset) {
    Seen known = seen.get(partition);
    if (known != null && known.offset() == offset && known.at() != null) {
      return known.at();
    }
    KafkaConsumer<byte[], byte[]> reader = reader();
    reader.assign(List.of(partition));
    reader.seek(partition, offset);
    Instant at = null;
    for (int i = 0; i < POLLS && at == null; i++) {
      for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
        at = Instant.ofEpochMilli(record.timestamp());
      }
    }
    reader.unsubscribe();
    seen.put(partition, new Seen(offset, at));
    return at;
  }

  private KafkaConsumer<byte[], byte[]> reader() {
    if (consumer == null) {
      Map<String, Object> settings = new HashMap<>(clients);
      settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
      settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
      settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
      settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
      // a batch comes whole however long it is; no more than one is wanted
      settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
      settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis());
      ByteArrayDeserializer bytes = new ByteArrayDeserializer();
      consumer = new KafkaConsumer<>(settings, bytes, bytes);
    }
    return consumer;
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
  }
}
