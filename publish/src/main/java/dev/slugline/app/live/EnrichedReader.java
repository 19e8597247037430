package dev.slugline.app.live;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.publish.PublishTopics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the committed records of {@code news.enriched} from any position, in no consumer group. One
 * thread at a time; Kafka's exceptions go through.
 */
final class EnrichedReader implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(12);

  /**
   * A broker that has nothing more of a partition holds back its answer so long, and with it all
   * that is asked of it meanwhile. (Kafka's 500 ms stopped who catches up after every few records.)
   */
  private static final int PAST_WAIT_MILLIS = 10;

  private static final int PAST_RECORDS = 200;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  /** Null: it has read since then. */
  private @Nullable Position at;

  /** A reader that waits for what comes. */
  static EnrichedReader ofTheEnd(SluglineConfig config) {
    return new EnrichedReader(config, Map.of());
  }

  /** A reader of what was, now here, now there. */
  static EnrichedReader ofThePast(SluglineConfig config) {
    return new EnrichedReader(
        config,
        Map.of(
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, PAST_WAIT_MILLIS,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, PAST_RECORDS));
  }

  private EnrichedReader(SluglineConfig config, Map<String, Object> own) {
    String topic = new PublishTopics(config.text("prefix")).enriched().name();
    Map<String, Object> settings = new HashMap<>(config.clients());
    settings.putAll(own);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // where offsets are gone, that is to be told and not passed over
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis());
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    consumer = new KafkaConsumer<>(settings, bytes, bytes);
    partitions =
        IntStream.range(0, config.number("partitions"))
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .toList();
    consumer.assign(partitions);
  }

  /** What it has read ahead is kept where it is there already. */
  void seek(Position position) {
    if (!isAt(position)) {
      partitions.forEach(it -> consumer.seek(it, position.next(it.partition())));
      at = position;
    }
  }

  /** Whether it would go on from there by itself. */
  boolean isAt(Position position) {
    return at != null && at.equals(position);
  }

  ConsumerRecords<byte[], byte[]> poll(Duration atMost) {
    at = null;
    return consumer.poll(atMost);
  }

  /** Where it is: also behind what was no record, such as the marks of transactions. */
  Position position() {
    Position here =
        Position.of(
            partitions.stream().mapToLong(it -> consumer.position(it, ANSWER_WITHIN)).toArray());
    at = here;
    return here;
  }

  /** Whether it has given all that was committed when the broker last answered. */
  boolean isAtEnd() {
    return partitions.stream().allMatch(it -> consumer.currentLag(it).orElse(0) == 0);
  }

  /** Where the first records are. */
  Position begin() {
    return position(consumer.beginningOffsets(partitions, ANSWER_WITHIN));
  }

  /** Behind the last committed records. */
  Position end() {
    return position(consumer.endOffsets(partitions, ANSWER_WITHIN));
  }

  private Position position(Map<TopicPartition, Long> offsets) {
    return Position.of(
        partitions.stream().mapToLong(it -> Objects.requireNonNull(offsets.get(it))).toArray());
  }

  /** Where the first records are that are as late; where there are none, the end. */
  Position since(Instant time) {
    Map<TopicPartition, Long> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, time.toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(asked, ANSWER_WITHIN);
    long[] next = end().offsets();
    found.forEach(
        (partition, first) -> {
          if (first != null) {
            next[partition.partition()] = Math.min(next[partition.partition()], first.offset());
          }
        });
    return Position.of(next);
  }

  @Override
  public void close() {
    boolean interrupted = Thread.interrupted(); // with it the consumer would fail to take its leave
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
