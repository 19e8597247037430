package dev.slugline.app.kafka;

import dev.slugline.app.config.Secrets;
import dev.slugline.app.config.SluglineConfig;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the committed records of topics, in no consumer group. One thread at a time; a broker that
 * does not answer is an {@link IOException} within fifteen seconds.
 */
public final class TopicReader implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(12);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> clients;
  private final String bootstrap;
  private final ClientCalls calls;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final TopicOffsets offsets;

  /** Where all partitions stood after the last poll, added up. */
  private long polled = -1;

  /** How many polls since then brought nothing. */
  private long stillPolls;

  /**
   * A reader that stands at the start of all partitions.
   *
   * @throws IOException when the broker does not answer or a topic is not there
   */
  public TopicReader(SluglineConfig config, Collection<String> topics) throws IOException {
    this(config, topics, "earliest");
  }

  /** The same, but where what it is to read next was deleted, a poll ends with an exception. */
  public static TopicReader ofAll(SluglineConfig config, Collection<String> topics)
      throws IOException {
    return new TopicReader(config, topics, "none");
  }

  private TopicReader(SluglineConfig config, Collection<String> topics, String reset)
      throws IOException {
    clients = config.clients();
    Map<String, Object> settings = new HashMap<>(clients);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, reset);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis());
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
    bootstrap = String.valueOf(settings.get("bootstrap.servers"));
    calls = new ClientCalls("reading from", bootstrap);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try {
      consumer = new KafkaConsumer<>(settings, bytes, bytes);
    } catch (KafkaException e) {
      throw new IOException("no Kafka client for " + bootstrap + ": " + Secrets.said(e), e);
    }
    try {
      for (String topic : topics) {
        List<PartitionInfo> found =
            calls.answer(() -> consumer.partitionsFor(topic, ANSWER_WITHIN));
        if (found == null || found.isEmpty()) {
          throw new NoTopic("there is no topic " + topic + " at " + bootstrap);
        }
        found.forEach(it -> partitions.add(new TopicPartition(topic, it.partition())));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    } catch (IOException e) {
      close();
      throw e;
    }
    offsets = new TopicOffsets(calls, consumer, partitions);
  }

  /**
   * Hands on what is committed now and not read yet, partition by partition in order.
   *
   * @param take false: no more is wanted
   */
  public void readToEnd(Predicate<ConsumerRecord<byte[], byte[]>> take) throws IOException {
    readToEnd(take, () -> true);
  }

  /**
   * The same, for as long as it is wanted.
   *
   * @param wanted asked at least five times a second
   * @return whether it was to the end
   */
  public boolean readToEnd(Predicate<ConsumerRecord<byte[], byte[]>> take, BooleanSupplier wanted)
      throws IOException {
    Map<TopicPartition, Long> ends = offsets.ends();
    while (isBefore(ends)) {
      if (!wanted.getAsBoolean()) {
        return false;
      }
      for (ConsumerRecord<byte[], byte[]> record : poll()) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < TopicOffsets.at(ends, partition) && !take.test(record)) {
          return false;
        }
      }
    }
    ends.forEach(
        (partition, end) -> {
          if (consumer.position(partition) > end) {
            consumer.seek(partition, end); // what came meanwhile is not read yet
          }
        });
    return true;
  }

  /** When the first records of the partitions came, the earliest of them; null: there are none. */
  public @Nullable Instant oldest() throws IOException {
    return offsets.firstSince(Instant.EPOCH).values().stream()
        .map(found -> Instant.ofEpochMilli(found.timestamp()))
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Passes over what came before a time. */
  public void seekTo(Instant since) throws IOException {
    seekToEnd();
    offsets
        .firstSince(since)
        .forEach((partition, found) -> consumer.seek(partition, found.offset()));
  }

  /**
   * One record; null: it is not there, no longer or not yet. Where the reader stands afterwards is
   * not said.
   */
  public @Nullable ConsumerRecord<byte[], byte[]> record(String topic, int number, long offset)
      throws IOException {
    TopicPartition partition = new TopicPartition(topic, number);
    TopicOffsets one = new TopicOffsets(calls, consumer, List.of(partition));
    if (!partitions.contains(partition)
        || offset < TopicOffsets.at(one.starts(), partition)
        || offset >= TopicOffsets.at(one.ends(), partition)) {
      return null;
    }
    consumer.assign(List.of(partition));
    try {
      consumer.seek(partition, offset);
      while (consumer.position(partition) <= offset) {
        for (ConsumerRecord<byte[], byte[]> record : poll()) {
          return record.offset() == offset ? record : null;
        }
      }
      return null;
    } finally {
      consumer.assign(partitions);
    }
  }

  /**
   * Hands on all that is written by now, and waits for what of it is not committed yet: a
   * transaction's markers reach its partitions one after the other.
   *
   * @throws IOException also when that takes longer than {@code within}
   */
  public void readWritten(Consumer<ConsumerRecord<byte[], byte[]>> take, Duration within)
      throws IOException {
    readTo(
        offsets.written(clients),
        record -> {
          take.accept(record);
          return true;
        },
        within);
  }

  /** Goes to these offsets; what retention took there is passed over. */
  public void seek(Map<TopicPartition, Long> offsets) {
    offsets.forEach(consumer::seek);
  }

  /**
   * Hands on what lies before these offsets, and waits for what of it is not committed yet.
   *
   * @param ends of other partitions nothing is handed on
   * @param take false: no more is wanted
   * @throws IOException also when nothing more is committed for {@code within}
   */
  public void readTo(
      Map<TopicPartition, Long> ends,
      Predicate<ConsumerRecord<byte[], byte[]>> take,
      Duration within)
      throws IOException {
    long moved = System.nanoTime();
    while (isBefore(ends)) {
      ConsumerRecords<byte[], byte[]> records = calls.answer(() -> consumer.poll(POLL));
      if (!records.isEmpty()) {
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > within.toNanos()) {
        throw new IOException(
            "what was written was not committed within " + within.toSeconds() + " s");
      }
      for (ConsumerRecord<byte[], byte[]> record : records) {
        Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
        if (end != null && record.offset() < end && !take.test(record)) {
          return;
        }
      }
    }
  }

  /** Passes over all that is committed now. */
  public void seekToEnd() throws IOException {
    offsets.ends().forEach(consumer::seek);
  }

  /**
   * Hands on what comes, for as long as it is wanted.
   *
   * @param take false: no more is wanted
   * @param wanted asked at least five times a second
   */
  public void follow(Predicate<ConsumerRecord<byte[], byte[]>> take, BooleanSupplier wanted)
      throws IOException {
    while (wanted.getAsBoolean()) {
      for (ConsumerRecord<byte[], byte[]> record : calls.answer(() -> consumer.poll(POLL))) {
        if (!take.test(record)) {
          return;
        }
      }
    }
  }

  /** What reads for the others of this package; to be used on the reader's thread. */
  KafkaConsumer<byte[], byte[]> consumer() {
    return consumer;
  }

  List<TopicPartition> partitions() {
    return List.copyOf(partitions);
  }

  TopicOffsets offsets() {
    return offsets;
  }

  private boolean isBefore(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream().anyMatch(it -> consumer.position(it.getKey()) < it.getValue());
  }

  /**
   * What comes within a fifth of a second of what is known to be there.
   *
   * @throws IOException also when nothing more of it comes: a poll says nothing of a broker that
   *     went away
   */
  ConsumerRecords<byte[], byte[]> poll() throws IOException {
    ConsumerRecords<byte[], byte[]> records = calls.answer(() -> consumer.poll(POLL));
    long position = consumer.assignment().stream().mapToLong(consumer::position).sum();
    if (!records.isEmpty() || position != polled) {
      polled = position;
      stillPolls = 0;
    } else if (++stillPolls > ANSWER_WITHIN.dividedBy(POLL)) {
      throw new IOException(Preflight.noAnswer(bootstrap));
    }
    return records;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
