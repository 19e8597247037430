package dev.slugline.app.kafka;

import dev.slugline.app.config.SluglineConfig;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends many records, each once, in order and acknowledged by all replicas that must have it. Not
 * thread-safe.
 *
 * @param <T> what the caller calls a record; up to {@value #MOST_PENDING} are held
 */
public final class RecordSender<T> implements AutoCloseable {
  private static final Duration BLOCK_WITHIN = Duration.ofSeconds(15);
  private static final Duration DELIVER_WITHIN = Duration.ofSeconds(60);
  private static final int MOST_PENDING = 1_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final Told<T> told;
  private final long nanosEach;
  private final Deque<Pending<T>> pending = new ArrayDeque<>();
  private long next = System.nanoTime();

  /** Is told of each record, in their order, on the sender's own thread. */
  public interface Told<T> {
    /** Kafka has it. */
    void sent(T what, RecordMetadata at);

    /**
     * It is not in Kafka.
     *
     * @param reason for a person
     */
    void refused(T what, String reason);
  }

  private record Pending<T>(T what, Future<RecordMetadata> sent) {}

  /**
   * @param perSecond at most so many records; 0: as fast as it goes
   */
  public RecordSender(SluglineConfig config, int perSecond, Told<T> told) throws IOException {
    Map<String, Object> settings = new HashMap<>(config.clients());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, config.text("compression.type"));
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, config.maxMessageBytes());
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_WITHIN.toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVER_WITHIN.toMillis());
    ByteArraySerializer bytes = new ByteArraySerializer();
    try {
      producer = new KafkaProducer<>(settings, bytes, bytes);
    } catch (KafkaException e) {
      throw new IOException("no producer can be made: " + message(e), e);
    }
    this.told = told;
    this.nanosEach = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
  }

  /**
   * Sends a record, once its turn has come.
   *
   * @throws IOException when Kafka does not answer any more; then nothing else is to be sent
   */
  public void send(T what, ProducerRecord<byte[], byte[]> record) throws IOException {
    pace();
    pending.add(new Pending<>(what, producer.send(record)));
    while (pending.size() > MOST_PENDING
        || (!pending.isEmpty() && pending.element().sent().isDone())) {
      settle();
    }
  }

  /** Waits until all is told. */
  public void finish() throws IOException {
    producer.flush();
    while (!pending.isEmpty()) {
      settle();
    }
  }

  private void pace() throws IOException {
    long wait = next - System.nanoTime();
    if (wait > 0) {
      try {
        TimeUnit.NANOSECONDS.sleep(wait);
      } catch (InterruptedException e) {
        throw interrupted();
      }
    }
    next = Math.max(next, System.nanoTime() - TimeUnit.SECONDS.toNanos(1)) + nanosEach;
  }

  private void settle() throws IOException {
    Pending<T> head = pending.remove();
    try {
      told.sent(head.what(), head.sent().get());
    } catch (ExecutionException e) {
      told.refused(head.what(), message(e));
      if (e.getCause() instanceof RetriableException) {
        // what was tried again for so long without success will fare no better with the next one
        throw new IOException("Kafka does not answer any more: " + message(e), e);
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted");
  }

  private static String message(Throwable failure) {
    Throwable at = failure;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return at.getMessage() == null ? "no reason given" : at.getMessage();
  }

  /** Waits for what is still under way, fifteen seconds at most. */
  @Override
  public void close() {
    producer.close(BLOCK_WITHIN);
  }
}
