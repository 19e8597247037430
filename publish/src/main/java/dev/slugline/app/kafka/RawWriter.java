package dev.slugline.app.kafka;

import dev.slugline.app.config.SluglineConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes single records for whoever asks, each acknowledged by all replicas that must have it, and
 * written once however often it has to be sent. Thread-safe.
 */
public final class RawWriter implements AutoCloseable {
  private static final Duration BLOCK_WITHIN = Duration.ofSeconds(5);
  private static final Duration REQUEST_WITHIN = Duration.ofSeconds(7);

  /** A broker that dies is missed after nine seconds, and then another one leads. */
  private static final Duration DELIVER_WITHIN = Duration.ofSeconds(25);

  /** A burst of single records makes a few requests, not as many as records. */
  private static final int LINGER_MILLIS = 2;

  /** More than whoever asks is let have under way: nobody waits for a place in it. */
  private static final long BUFFER_BYTES = 128L * 1024 * 1024;

  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * @throws IOException when the settings make no producer
   */
  public RawWriter(SluglineConfig config) throws IOException {
    Map<String, Object> settings = new HashMap<>(config.clients());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, config.text("compression.type"));
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, config.maxMessageBytes());
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_WITHIN.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_WITHIN.toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVER_WITHIN.toMillis());
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    ByteArraySerializer bytes = new ByteArraySerializer();
    try {
      producer = new KafkaProducer<>(settings, bytes, bytes);
    } catch (KafkaException e) {
      throw new IOException("no producer can be made: " + e.getMessage(), e);
    }
  }

  /**
   * Writes a record. Within thirty seconds the answer is there: where it lies, or Kafka's
   * exception.
   */
  public CompletableFuture<RecordMetadata> write(ProducerRecord<byte[], byte[]> record) {
    CompletableFuture<RecordMetadata> written = new CompletableFuture<>();
    try {
      var unused =
          producer.send(
              record,
              (at, failure) -> {
                if (failure == null) {
                  written.complete(at);
                } else {
                  written.completeExceptionally(failure);
                }
              });
    } catch (KafkaException | IllegalStateException e) {
      written.completeExceptionally(e);
    }
    return written;
  }

  /** Waits for what is still under way, five seconds at most. */
  @Override
  public void close() {
    producer.close(BLOCK_WITHIN);
  }
}
