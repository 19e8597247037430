package dev.slugline.app.retag;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.RecordSender;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Sends articles to {@code news.retag}, as far ahead of the stream as it works in about a second: a
 * bulk would fill the stream's buffers and hold up the live articles. Not thread-safe.
 */
public final class RetagSender implements AutoCloseable {
  private final String topic;
  private final RetagPace pace;
  private final RecordSender<String> sender;
  private @Nullable String refused;

  /**
   * A sender.
   *
   * @param patience how long the stream may take nothing before a send fails
   * @throws IOException when the broker does not answer
   */
  public RetagSender(SluglineConfig config, Duration patience) throws IOException {
    topic = new Topics(config.text("prefix")).retag().name();
    pace = new RetagPace(config, topic, patience);
    try {
      sender =
          new RecordSender<>(
              config,
              0,
              new RecordSender.Told<>() {
                @Override
                public void sent(String id, RecordMetadata at) {
                  pace.sent(at.partition(), at.offset());
                }

                @Override
                public void refused(String id, String reason) {
                  refused = "article " + id + ": " + reason;
                }
              });
    } catch (IOException e) {
      pace.close();
      throw e;
    }
  }

  /**
   * Sends an article, once the stream is near enough.
   *
   * @param article its JSON
   * @param cause {@code retag} or {@code rule-removed}
   * @param sequence of the catalogue that it needs at least
   * @param from the headers whose trace context goes on
   * @throws IOException when the stream takes nothing any more, or Kafka does not
   */
  public void send(String id, byte[] article, String cause, long sequence, Headers from)
      throws IOException {
    if (pace.isFull()) {
      settle();
      pace.await();
    }
    Headers headers = SluglineHeaders.anew(from);
    SluglineHeaders.put(headers, SluglineHeaders.CAUSE, cause);
    SluglineHeaders.put(headers, SluglineHeaders.SEQUENCE, Long.toString(sequence));
    sender.send(
        id,
        new ProducerRecord<>(
            topic, null, null, id.getBytes(StandardCharsets.UTF_8), article, headers));
    pace.sending();
  }

  /** Waits until Kafka has all that was sent. */
  public void settle() throws IOException {
    sender.finish();
    if (refused != null) {
      throw new IOException(topic + " does not take it: " + refused);
    }
  }

  /** Waits until the stream has worked all that was sent. */
  public void finish() throws IOException {
    settle();
    pace.awaitEmpty();
  }

  /** A send that waits for the stream fails, and each that would wait. Thread-safe. */
  public void stop() {
    pace.stop();
  }

  @Override
  public void close() {
    sender.close();
    pace.close();
  }
}
