package dev.slugline.app;

import dev.slugline.enrich.catalogue.LiveCatalogue;
import dev.slugline.ingest.IngestStage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the topology, exactly once. A stream thread that dies is replaced, {@value #MAX_REPLACED}
 * times at most; then the stream stops and says so. Thread-safe.
 */
public final class StreamRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamRunner.class);
  private static final int MAX_REPLACED = 5;

  /** Streams gives 10 s; the largest records took that long on a machine that was busy. */
  private static final Duration TRANSACTION_WITHIN = Duration.ofSeconds(30);

  /** A commit that is due waits for the end of a poll. */
  private static final Duration POLL = Duration.ofMillis(20);

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

  private final KafkaStreams streams;
  private final String description;
  private final String byId;
  private final Restoring restoring = new Restoring();
  private final @Nullable LiveParts parts;
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger replaced = new AtomicInteger();
  private volatile boolean failed;

  /**
   * Whether it runs, as last told, and else when it last did, in nanoseconds of System.nanoTime.
   */
  private volatile boolean runs;

  private volatile long ranUntil;

  /**
   * A stream that is not started yet.
   *
   * @param config of Streams, see {@link #config}
   */
  public StreamRunner(Topology topology, Properties config) {
    this(topology, config, null);
  }

  /** The same, with what the topology asks, which is closed after it. */
  StreamRunner(Topology topology, Properties config, @Nullable LiveParts parts) {
    this.description = topology.describe().toString();
    this.byId =
        IngestStage.repartition(String.valueOf(config.get(StreamsConfig.APPLICATION_ID_CONFIG)));
    this.streams = new KafkaStreams(topology, config);
    this.parts = parts;
    streams.setGlobalStateRestoreListener(restoring);
    streams.setUncaughtExceptionHandler(this::onDeath);
    streams.setStateListener(this::onState);
  }

  /**
   * The settings that the topology needs to be exactly once and to take the largest records.
   *
   * @param prefix of the topics
   * @param clients what every Kafka client gets: addresses, TLS, SASL
   * @param maxRequestBytes the longest request of a producer
   */
  public static Properties config(
      String applicationId,
      String prefix,
      Map<String, ?> clients,
      String stateDir,
      int threads,
      long commitMillis,
      String compression,
      int maxRequestBytes) {
    Properties config = new Properties();
    config.putAll(clients);
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir);
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitMillis);
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
    config.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), compression);
    config.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), maxRequestBytes);
    // of two requests under way a broker that is busy may refuse the first and then, being out of
    // order, the second; each waits out a pause then
    config.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
    config.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        (int) TRANSACTION_WITHIN.toMillis());
    config.put(StreamsConfig.POLL_MS_CONFIG, POLL.toMillis());
    config.put(StreamsConfig.topicPrefix("max.message.bytes"), Integer.toString(maxRequestBytes));
    config.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    // of failed sends there is no handler: the default ends the thread, and nothing is lost
    config.put(LastNet.PREFIX_CONFIG, prefix);
    config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, LastNet.class);
    config.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecord.class);
    return config;
  }

  public void start() {
    streams.start();
  }

  /**
   * Waits until the stream runs, for as long as its state is made again; false: it does not, or it
   * failed.
   *
   * @param quietAtMost how long nothing may be restored meanwhile
   */
  public boolean awaitRunning(Duration quietAtMost) throws InterruptedException {
    return restoring.await(running, quietAtMost) && !failed;
  }

  /** Waits for the end of the stream, however long that takes. */
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /** Whether the stream gave up. */
  public boolean failed() {
    return failed;
  }

  /** Whether the stream takes a topic to exist. */
  boolean sees(String topic) {
    return parts == null || parts.topics().test(topic);
  }

  /** The catalogue that it tags with. */
  public LiveCatalogue catalogue() {
    return Objects.requireNonNull(parts, "a stream without rules").catalogue();
  }

  public State state() {
    return streams.state();
  }

  /** For how long a stream that ran before does not; empty: it never ran. */
  public Optional<Duration> interruptedFor() {
    if (running.getCount() > 0) {
      return Optional.empty();
    }
    // Streams is in the next state for a moment before it tells
    return Optional.of(runs ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - ranUntil));
  }

  /** The topology as Streams describes it. */
  public String topology() {
    return description;
  }

  /** How many stream threads died and were replaced. */
  public int replaced() {
    return Math.min(replaced.get(), MAX_REPLACED);
  }

  /** How much of the state stores is restored, in percent; empty: nothing is being restored. */
  public OptionalInt restored() {
    return restoring.percent();
  }

  /** When the broker last answered; the question is asked every second. */
  public Instant brokerAnswered() {
    return Objects.requireNonNull(parts, "a stream that asks nothing").topics().answered();
  }

  /** What Streams itself measures and tells; it is started and closed here only. */
  public KafkaStreams streams() {
    return streams;
  }

  /**
   * The partitions, by article id, whose tasks this instance runs now: every record that the stages
   * write by article id in one of these partitions is this instance's to account for.
   */
  public Set<Integer> ownPartitions() {
    if (!streams.state().isRunningOrRebalancing()) {
      return Set.of();
    }
    Set<ThreadMetadata> threads;
    try {
      threads = streams.metadataForLocalThreads();
    } catch (IllegalStateException e) {
      LOG.debug("it stopped meanwhile", e);
      return Set.of();
    }
    return threads.stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .flatMap(task -> task.topicPartitions().stream())
        .filter(partition -> partition.topic().equals(byId))
        .map(TopicPartition::partition)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Stops within twenty seconds, with what was processed committed. */
  @Override
  public void close() {
    // Leaving the group spares the next start, and other instances, the 45 s session time-out.
    if (!streams.close(
        CloseOptions.timeout(CLOSE_WITHIN)
            .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP))) {
      LOG.warn("The stream did not stop within {} s", CLOSE_WITHIN.toSeconds());
    } else {
      LOG.info("the stream stopped; what it had worked is committed");
    }
    if (parts != null) {
      parts.close();
    }
    ended.countDown();
  }

  private StreamThreadExceptionResponse onDeath(Throwable death) {
    int count = replaced.incrementAndGet();
    if (count <= MAX_REPLACED && !(death instanceof VirtualMachineError)) {
      LOG.error("A stream thread died and is replaced ({} of {})", count, MAX_REPLACED, death);
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.error("A stream thread died; the stream stops", death);
    failed = true;
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private void onState(State now, State before) {
    LOG.info("the stream is {}, was {}", now, before);
    if (before == State.RUNNING) {
      ranUntil = System.nanoTime();
    }
    runs = now == State.RUNNING;
    if (runs) {
      running.countDown();
    } else if (now == State.ERROR || now == State.NOT_RUNNING) {
      failed |= now == State.ERROR;
      running.countDown();
      ended.countDown();
    }
  }
}
