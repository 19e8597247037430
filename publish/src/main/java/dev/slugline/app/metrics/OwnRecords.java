package dev.slugline.app.metrics;

import dev.slugline.app.kafka.Outage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads, on a thread of its own, what is committed to the partitions that are this instance's, from
 * the moment that they became so. Which they are is asked every second: what is committed within
 * the second of a rebalance may be read by two instances. In no consumer group.
 */
final class OwnRecords implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OwnRecords.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(12);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  /** What takes the records, on the thread that reads. */
  interface Taker {
    /**
     * Takes one.
     *
     * @param now when it was read, epoch milliseconds
     */
    void take(ConsumerRecord<byte[], byte[]> record, long now);

    /** Called several times a second. */
    void tick();
  }

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> all = new ArrayList<>();
  private final Supplier<Set<Integer>> own;
  private final Taker taker;
  private final Thread reading;
  private final CountDownLatch closing = new CountDownLatch(1);

  /** Where to begin in what is not this instance's yet. */
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  private final Outage outage =
      new Outage(LOG, "what is committed is not counted for now", "it is counted again");

  private long lookedAt;

  /**
   * Begins to read.
   *
   * @param partitions that each of the topics has
   * @param own the partitions that are this instance's; asked every second
   * @throws IOException when the broker does not answer
   */
  OwnRecords(
      Map<String, Object> clients,
      List<String> topics,
      int partitions,
      Supplier<Set<Integer>> own,
      Taker taker)
      throws IOException {
    this.own = own;
    this.taker = taker;
    for (String topic : topics) {
      for (int i = 0; i < partitions; i++) {
        all.add(new TopicPartition(topic, i));
      }
    }
    Map<String, Object> settings = new HashMap<>(clients);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis());
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    consumer = new KafkaConsumer<>(settings, bytes, bytes);
    try {
      ends.putAll(consumer.endOffsets(all));
      look();
    } catch (KafkaException e) {
      consumer.close();
      throw new IOException("what is counted cannot be read: " + e.getMessage(), e);
    }
    this.reading = new Thread(this::read, "metrics-records");
    reading.setDaemon(true);
    reading.start();
  }

  private void read() {
    try (consumer) {
      while (closing.getCount() > 0) {
        try {
          step();
          outage.over();
        } catch (KafkaException e) {
          outage.failed(e);
          if (closing.await(AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
            break;
          }
        }
      }
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void step() throws InterruptedException {
    if (System.nanoTime() - lookedAt > LOOK.toNanos()) {
      look();
    }
    if (consumer.assignment().isEmpty()) {
      closing.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
    } else {
      Iterable<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL);
      long now = System.currentTimeMillis();
      records.forEach(record -> taker.take(record, now));
    }
    taker.tick();
  }

  /** What was gained is read from where it ended a look ago. */
  private void look() {
    Set<Integer> mine = own.get();
    Set<TopicPartition> before = consumer.assignment();
    Set<TopicPartition> now = new HashSet<>(all);
    now.removeIf(partition -> !mine.contains(partition.partition()));
    if (!now.equals(before)) {
      consumer.assign(now);
      now.stream()
          .filter(partition -> !before.contains(partition))
          .forEach(partition -> consumer.seek(partition, ends.getOrDefault(partition, 0L)));
    }
    if (now.size() < all.size()) {
      List<TopicPartition> others = new ArrayList<>(all);
      others.removeAll(now);
      ends.putAll(consumer.endOffsets(others));
    }
    lookedAt = System.nanoTime();
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      reading.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
