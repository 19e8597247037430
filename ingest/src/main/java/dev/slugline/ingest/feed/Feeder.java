package dev.slugline.ingest.feed;

import dev.slugline.ingest.format.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Feeds files, folders and standard input to the raw topic, each piece once and acknowledged. A raw
 * record is keyed by what all versions of an article have in common, so that they stay in order:
 * the id or URL of a JSON object, else the file's name, with the line. Not thread-safe.
 */
public final class Feeder implements AutoCloseable {
  private static final String LOST = "not fed: Kafka does not answer any more";
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
  private static final Duration DELIVER_WITHIN = Duration.ofSeconds(60);
  private static final int ENVELOPE_BYTES = 64 * 1024;
  private static final int BATCH_BYTES = 256 * 1024;
  private static final long BUFFER_BYTES = 32L * 1024 * 1024;

  /** What a process that was killed had handed to the network arrives within this, or never. */
  private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(2);

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final Limits limits;
  private final FeedOptions options;
  private final @Nullable RawTopic raw;
  private final AlreadyThere there = new AlreadyThere();
  private FeedJournal journal = FeedJournal.ofMemory();
  private Consumer<String> notes = note -> {};
  private volatile boolean stopped;
  private volatile @Nullable Sends sends;
  private volatile @Nullable FileFeed files;

  /**
   * @param producer closed with this feeder
   * @param limits a larger piece is refused
   */
  public Feeder(
      Producer<byte[], byte[]> producer, String topic, Limits limits, FeedOptions options) {
    this(producer, topic, limits, options, null);
  }

  private Feeder(
      Producer<byte[], byte[]> producer,
      String topic,
      Limits limits,
      FeedOptions options,
      @Nullable RawTopic raw) {
    this.producer = producer;
    this.topic = topic;
    this.limits = limits;
    this.options = options;
    this.raw = raw;
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
    RawTopic raw = RawTopic.find(clients, topic);
    Map<String, Object> config = new HashMap<>(clients);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // A second request in flight can be taken where the first one is not yet, on a topic that was
    // just made; then the first fits nowhere any more, and is tried again until its time is out.
    config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
    int largest = limits.rawMaxBytes() + ENVELOPE_BYTES;
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, largest);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(BUFFER_BYTES, 2L * largest));
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER_WITHIN.toMillis());
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVER_WITHIN.toMillis());
    ByteArraySerializer bytes = new ByteArraySerializer();
    try {
      return new Feeder(new KafkaProducer<>(config, bytes, bytes), topic, limits, options, raw);
    } catch (KafkaException e) {
      throw new IOException("no producer can be made: " + RawTopic.root(e), e);
    }
  }

  /**
   * Keeps a journal of how far each file is fed, so that another run over the same inputs, with the
   * same options, can go on.
   *
   * @param folder where journals lie
   * @param goOn whether to leave out what the last run has fed, by its journal and by what the
   *     topic holds beyond it; else the journal begins anew
   * @param told remarks for a person
   * @return the journal's path
   * @throws IOException when it cannot be kept, saying why
   */
  public Path keepJournal(Path folder, List<String> inputs, boolean goOn, Consumer<String> told)
      throws IOException, InterruptedException {
    RawTopic at = Objects.requireNonNull(raw, "a journal needs a broker");
    Path path = folder.resolve("%016x.journal".formatted(identity(at, inputs)));
    FeedJournal opened = FeedJournal.open(path, goOn);
    if (goOn && !opened.existed()) {
      told.accept("nothing is known of an earlier feed of these inputs; feeding from the start");
    }
    if (opened.existed() && !opened.isSettled()) {
      TimeUnit.NANOSECONDS.sleep(ARRIVES_WITHIN.toNanos());
      if (!at.read(opened.next(), there::add)) {
        told.accept(
            topic
                + " does not hold all of the time since any more: what was under way when the last"
                + " run ended may now be sent twice");
      }
      opened.begin(Map.of());
    } else {
      opened.begin(at.ends());
    }
    keep(opened, told);
    return path;
  }

  void keep(FeedJournal opened, Consumer<String> told) {
    journal = opened;
    notes = told;
  }

  private long identity(RawTopic at, List<String> inputs) {
    List<String> parts = new ArrayList<>();
    parts.add(at.id());
    parts.add(String.valueOf(options.source()));
    parts.add(String.valueOf(options.contentType()));
    parts.add(String.valueOf(options.backfill()));
    String here = Path.of("").toAbsolutePath() + "/";
    for (String input : inputs) {
      parts.add(input.startsWith("/") || FeedInput.isUrl(input) ? input : here + input);
    }
    return Hash.of(parts.toArray(String[]::new));
  }

  /**
   * Feeds all inputs in order and waits until each piece is acknowledged or refused.
   *
   * @param inputs paths and patterns of paths, URLs; {@code -} is {@code stdin}
   * @param told each piece in order, one at a time, on any thread
   */
  public void feed(List<String> inputs, InputStream stdin, Consumer<Fed> told)
      throws InterruptedException {
    Sends sending = begin(told);
    FileFeed feed = new FileFeed(sending, journal, limits, stdin, options.fetching(), notes);
    files = feed;
    try (feed;
        Settling settling = new Settling(sending)) {
      settling.start();
      FeedInput walk = new FeedInput(feed);
      for (String input : inputs) {
        if (sending.isLost()) {
          feed.refuse(input, LOST);
        } else if (!sending.isStopped()) {
          walk.visit(input);
        }
      }
      sending.stop();
    } catch (InterruptException e) {
      throw new InterruptedException(e.getMessage());
    }
  }

  /**
   * Feeds the files that are in folders and that appear or change there, until it is stopped or
   * Kafka does not answer any more.
   *
   * @param told as for {@link #feed(List, InputStream, Consumer)}
   */
  public void watch(List<String> folders, Consumer<Fed> told) throws InterruptedException {
    watch(folders, FolderWatch.Timing.USUAL, told);
  }

  void watch(List<String> folders, FolderWatch.Timing timing, Consumer<Fed> told)
      throws InterruptedException {
    Sends sending = begin(told);
    InputStream none = InputStream.nullInputStream();
    FileFeed feed = new FileFeed(sending, journal, limits, none, null, notes);
    files = feed;
    try {
      List<Path> roots = folders.stream().map(Path::of).toList();
      new FolderWatch(roots, timing, new Watched(sending, feed)).run();
      if (sending.isLost()) {
        feed.refuse(String.join(" ", folders), "not watched any more: Kafka does not answer");
      }
      sending.stop();
    } catch (InterruptException e) {
      throw new InterruptedException(e.getMessage());
    }
  }

  private Sends begin(Consumer<Fed> told) throws InterruptedException {
    Sends sending = new Sends(producer, topic, options, journal, there, told, notes);
    sends = sending;
    if (stopped) {
      sending.stop();
    }
    return sending;
  }

  /**
   * Ends a feed or a watch, from any thread: nothing more is sent. Returns when all that was sent
   * is acknowledged or refused, told, and written down.
   */
  public void stop() throws InterruptedException {
    stopped = true;
    Sends sending = sends;
    if (sending != null) {
      sending.stop();
    }
  }

  /** Whether the last feed or watch ended early, because Kafka did not answer any more. */
  public boolean isLost() {
    Sends sending = sends;
    return sending != null && sending.isLost();
  }

  /** What the last feed or watch has come to so far; from any thread. */
  public FeedTotals totals() {
    FileFeed feed = files;
    return feed == null ? FeedTotals.NONE : feed.totals();
  }

  /** Feeds what a watch finds. */
  private record Watched(Sends sends, FileFeed feed) implements FolderWatch.Sink {
    @Override
    public void file(String input, Path file) throws InterruptedException {
      feed.again(input, file);
    }

    @Override
    public void refuse(String input, String reason) {
      feed.refuse(input, reason);
    }

    @Override
    public void pause() throws InterruptedException {
      sends.settle();
    }

    @Override
    public boolean stopped() {
      return sends.isStopped();
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
  public void close() throws IOException {
    producer.close(ANSWER_WITHIN);
    journal.close();
  }
}
