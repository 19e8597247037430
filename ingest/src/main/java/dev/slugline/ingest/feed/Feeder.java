package dev.slugline.ingest.feed;

import dev.slugline.ingest.RawSplitter;
import dev.slugline.ingest.RawSplitter.Piece;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.json.JsonKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Feeds files, folders and standard input to the raw topic, each piece once and acknowledged. A raw
 * record is keyed by what all versions of an article have in common, so that they stay in order:
 * the id or URL of a JSON object, else the file's name, with the line. Not thread-safe.
 */
public final class Feeder implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
  private static final Duration DELIVER_WITHIN = Duration.ofSeconds(60);
  private static final int ENVELOPE_BYTES = 64 * 1024;
  private static final int BATCH_BYTES = 256 * 1024;
  private static final int MOST_PENDING = 5_000;

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final Limits limits;
  private final FeedOptions options;

  /**
   * @param producer closed with this feeder
   * @param limits a larger piece is refused
   */
  public Feeder(
      Producer<byte[], byte[]> producer, String topic, Limits limits, FeedOptions options) {
    this.producer = producer;
    this.topic = topic;
    this.limits = limits;
    this.options = options;
  }

  /**
   * Connects to Kafka.
   *
   * @param clients what every Kafka client gets
   * @throws IOException within fifteen seconds, saying in plain words that no broker answers or the
   *     topic is not there
   */
  public static Feeder open(
      Map<String, ?> clients, String topic, Limits limits, String compression, FeedOptions options)
      throws IOException, InterruptedException {
    RawTopic.check(clients, topic);
    Map<String, Object> config = new HashMap<>(clients);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // A second request in flight can be taken where the first one is not yet, on a topic that was
    // just made; then the first fits nowhere any more, and is tried again until its time is out.
    config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, limits.rawMaxBytes() + ENVELOPE_BYTES);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER_WITHIN.toMillis());
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVER_WITHIN.toMillis());
    ByteArraySerializer bytes = new ByteArraySerializer();
    try {
      return new Feeder(new KafkaProducer<>(config, bytes, bytes), topic, limits, options);
    } catch (KafkaException e) {
      throw new IOException("no producer can be made: " + RawTopic.root(e), e);
    }
  }

  /**
   * Feeds all inputs in order and waits until each piece is acknowledged or refused.
   *
   * @param inputs paths; {@code -} is {@code stdin}
   * @param told each piece in order, on this thread
   */
  public void feed(List<String> inputs, InputStream stdin, Consumer<Fed> told)
      throws InterruptedException {
    Run run = new Run(told);
    FeedInput walk = new FeedInput(limits, stdin, run);
    try {
      for (String input : inputs) {
        if (run.stopped()) {
          run.refuse(input, "not fed: Kafka does not answer any more");
        } else {
          walk.visit(input);
        }
      }
      producer.flush();
      while (!run.pending.isEmpty()) {
        run.settle();
      }
    } catch (InterruptException e) {
      throw new InterruptedException(e.getMessage());
    }
  }

  /**
   * Feeds one raw record and waits until Kafka has it.
   *
   * @param input what to call it
   * @throws IOException when Kafka does not take it, saying why
   */
  public Fed.Sent feed(String input, byte[] key, byte[] value, Headers headers)
      throws IOException, InterruptedException {
    try {
      RecordMetadata at =
          producer.send(new ProducerRecord<>(topic, null, key, value, headers)).get();
      return new Fed.Sent(input, 0, at.topic(), at.partition(), at.offset());
    } catch (ExecutionException e) {
      throw new IOException("Kafka did not take it: " + RawTopic.root(e), e);
    }
  }

  /** Waits for what is still under way, fifteen seconds at most. */
  @Override
  public void close() {
    producer.close(ANSWER_WITHIN);
  }

  /** A piece that was sent or refused, and is not told yet. */
  private record Pending(
      String input, long line, @Nullable Future<RecordMetadata> sent, @Nullable String reason) {
    boolean isSettled() {
      return sent == null || sent.isDone();
    }
  }

  private final class Run implements FeedInput.Visitor {
    private final Consumer<Fed> told;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private boolean lost;

    Run(Consumer<Fed> told) {
      this.told = told;
    }

    @Override
    public void pieces(String input, Stream<Piece> pieces) throws InterruptedException {
      Iterator<Piece> each = pieces.iterator();
      while (!lost && each.hasNext()) {
        Piece piece = each.next();
        if (piece instanceof Piece.Refused refused) {
          pending.add(new Pending(piece.input(), piece.line(), null, refused.reason()));
        } else if (piece instanceof Piece.Chunk chunk) {
          ProducerRecord<byte[], byte[]> record = record(chunk);
          pending.add(new Pending(piece.input(), piece.line(), producer.send(record), null));
        }
        while (pending.size() > MOST_PENDING
            || (!pending.isEmpty() && pending.peek().isSettled())) {
          settle();
        }
      }
      if (lost && each.hasNext()) {
        refuse(input, "the rest is not fed: Kafka does not answer any more");
      }
    }

    @Override
    public void refuse(String input, String reason) {
      pending.add(new Pending(input, 0, null, reason));
    }

    @Override
    public boolean stopped() {
      return lost;
    }

    /** Waits for the oldest piece and tells it. */
    private void settle() throws InterruptedException {
      Pending head = pending.remove();
      Future<RecordMetadata> sent = head.sent();
      if (sent == null) {
        String reason = Objects.requireNonNull(head.reason());
        told.accept(new Fed.Refused(head.input(), head.line(), reason));
        return;
      }
      try {
        RecordMetadata at = sent.get();
        told.accept(
            new Fed.Sent(head.input(), head.line(), at.topic(), at.partition(), at.offset()));
      } catch (ExecutionException e) {
        // what was tried again for so long without success will fare no better with the next piece
        lost |= e.getCause() instanceof RetriableException;
        told.accept(
            new Fed.Refused(
                head.input(), head.line(), "Kafka did not take it: " + RawTopic.root(e)));
      }
    }
  }

  private ProducerRecord<byte[], byte[]> record(Piece.Chunk chunk) {
    String key = chunk.url() == null ? JsonKey.of(chunk.bytes()) : chunk.url();
    if (key == null) {
      boolean piped = chunk.input().equals(RawSplitter.STDIN);
      Path file = piped ? null : Path.of(chunk.input()).getFileName();
      String name = file == null ? "stdin" : file.toString();
      key = chunk.line() == 0 ? name : name + ":" + chunk.line();
    }
    return new ProducerRecord<>(
        topic,
        null,
        key.getBytes(StandardCharsets.UTF_8),
        chunk.bytes(),
        options.headers(chunk.contentType()));
  }
}
