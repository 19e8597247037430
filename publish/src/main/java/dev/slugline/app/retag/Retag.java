package dev.slugline.app.retag;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.ClientCalls;
import dev.slugline.app.kafka.TopicOffsets;
import dev.slugline.ingest.article.Article.Retraction;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the stored articles of a span of time through enrich again. How far it has come is kept
 * with the broker (the offsets of the consumer group {@code <application.id>-retag}), so that one
 * that was interrupted goes on where it stopped; what was sent but not noted is sent again, which
 * does no harm. Where another one begins meanwhile, the earlier one fails. Not thread-safe.
 */
public final class Retag implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(12);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int NOTED_EVERY = 500;

  /** So little that one poll has articles of several partitions, which several threads work on. */
  private static final int FETCHED_BYTES = 128 * 1024;

  private static final Duration MINGLED_WITHIN = Duration.ofHours(1);

  private final SluglineConfig config;
  private final String topic;
  private final ClientCalls calls;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final TopicOffsets offsets;

  /** Revisions of articles that were sent, and retractions, which are passed over. */
  public record Done(long sent, long withdrawn) {}

  /**
   * What is to be done, or is half done.
   *
   * @param began when it began
   * @param records how many are left at most; some are none of an article
   * @param sequence of the catalogue that they are tagged by
   * @param since only what came then or later
   * @param until only what came before; null: all that was there
   */
  public record Span(
      Instant began, long records, long sequence, Instant since, @Nullable Instant until) {}

  private record Head(@Nullable String id, @Nullable Retraction retraction) {}

  /**
   * Connects.
   *
   * @throws IOException when the broker does not answer, or there is no topic of articles
   */
  public Retag(SluglineConfig config) throws IOException {
    this.config = config;
    this.topic = new Topics(config.text("prefix")).articles().name();
    String bootstrap = String.valueOf(config.clients().get("bootstrap.servers"));
    this.calls = new ClientCalls("retag at", bootstrap);
    Map<String, Object> settings = new HashMap<>(config.clients());
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group(config.text("application.id")));
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, NOTED_EVERY);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCHED_BYTES);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis());
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    consumer = new KafkaConsumer<>(settings, bytes, bytes);
    try {
      List<PartitionInfo> found = calls.answer(() -> consumer.partitionsFor(topic, ANSWER_WITHIN));
      if (found == null || found.isEmpty()) {
        throw new IOException("there is no topic " + topic + " at " + bootstrap);
      }
      found.forEach(it -> partitions.add(new TopicPartition(topic, it.partition())));
    } catch (IOException e) {
      close();
      throw e;
    }
    offsets = new TopicOffsets(calls, consumer, partitions);
  }

  /** The consumer group with whose offsets it is kept how far a retag has come. */
  public static String group(String applicationId) {
    return applicationId + "-retag";
  }

  /** What an earlier retag has left; null: nothing. */
  public @Nullable Span unfinished() throws IOException {
    RetagProgress progress = committed();
    return progress == null || progress.left() == 0 ? null : span(progress);
  }

  /**
   * What came in a span of time.
   *
   * @param until only what came before; null: all that is there now
   * @param sequence of the catalogue to tag by
   */
  public Span plan(Instant since, @Nullable Instant until, long sequence) throws IOException {
    return span(progress(since, until, sequence));
  }

  /**
   * Begins, and works until all is done; see {@link #plan}.
   *
   * @param patience how long the stream may take nothing before it fails
   * @param told is told how many of the records are done, about each {@value #NOTED_EVERY}
   */
  public Done run(
      Instant since, @Nullable Instant until, long sequence, Duration patience, LongConsumer told)
      throws IOException {
    return run(progress(since, until, sequence), patience, told);
  }

  /** Goes on where an earlier one stopped; see {@link #run}. */
  public Done resume(Duration patience, LongConsumer told) throws IOException {
    RetagProgress left = Objects.requireNonNull(committed(), "nothing is unfinished");
    return run(left.by(newRun()), patience, told);
  }

  private static Span span(RetagProgress progress) {
    return new Span(
        progress.began(), progress.left(), progress.sequence(), progress.since(), progress.until());
  }

  private static String newRun() {
    return UUID.randomUUID().toString();
  }

  private @Nullable RetagProgress committed() throws IOException {
    Set<TopicPartition> asked = new HashSet<>(partitions);
    return RetagProgress.of(calls.answer(() -> consumer.committed(asked, ANSWER_WITHIN)));
  }

  /**
   * Records of several raw partitions mingle, so that one that is older may come after the first of
   * {@code until}: some more are looked at than are wanted.
   */
  private RetagProgress progress(Instant since, @Nullable Instant until, long sequence)
      throws IOException {
    Map<TopicPartition, Long> last = offsets.ends();
    Map<Integer, Long> ends = at(until == null ? null : until.plus(MINGLED_WITHIN), last);
    return new RetagProgress(
        newRun(), Instant.now(), sequence, since, until, at(since, last), ends);
  }

  /** The offset of the first record of a time, by partition; the end where none is as late. */
  private Map<Integer, Long> at(@Nullable Instant time, Map<TopicPartition, Long> last)
      throws IOException {
    Map<Integer, Long> found = new HashMap<>();
    last.forEach((partition, end) -> found.put(partition.partition(), end));
    if (time != null) {
      offsets
          .firstSince(time)
          .forEach((partition, first) -> found.put(partition.partition(), first.offset()));
    }
    return found;
  }

  private Done run(RetagProgress progress, Duration patience, LongConsumer told)
      throws IOException {
    long all = progress.left();
    long sent = 0;
    long withdrawn = 0;
    consumer.assign(partitions);
    for (TopicPartition partition : partitions) {
      consumer.seek(partition, progress.next().getOrDefault(partition.partition(), 0L));
    }
    note(progress);
    try (RetagSender sender = new RetagSender(config, patience)) {
      while (progress.left() > 0) {
        pauseWhatIsDone(progress);
        for (ConsumerRecord<byte[], byte[]> record : calls.answer(() -> consumer.poll(POLL))) {
          Head head = isWanted(record, progress) ? head(record) : null;
          if (head == null || head.id() == null) {
            continue;
          }
          if (head.retraction() != null) {
            withdrawn++;
          } else {
            sender.send(head.id(), record.value(), "retag", progress.sequence(), record.headers());
            sent++;
          }
        }
        sender.settle();
        for (TopicPartition partition : partitions) {
          progress
              .next()
              .put(partition.partition(), calls.answer(() -> consumer.position(partition)));
        }
        told.accept(all - progress.left());
        noteIfOurs(progress);
      }
      sender.finish();
    }
    return new Done(sent, withdrawn);
  }

  private static boolean isWanted(ConsumerRecord<?, ?> record, RetagProgress progress) {
    return record.offset() < progress.ends().getOrDefault(record.partition(), 0L)
        && progress.hasTime(record.timestamp());
  }

  private void pauseWhatIsDone(RetagProgress progress) {
    consumer.pause(partitions.stream().filter(it -> progress.left(it.partition()) == 0).toList());
  }

  /** What a record says of its article; null: it is none of ours. */
  private static @Nullable Head head(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return null;
    }
    try {
      return ArticleJson.mapper().readValue(record.value(), Head.class);
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  private void noteIfOurs(RetagProgress progress) throws IOException {
    RetagProgress noted = committed();
    if (noted != null && !noted.run().equals(progress.run())) {
      throw new IOException(
          "another retag began, or goes on where this one was; this one has stopped");
    }
    note(progress);
  }

  private void note(RetagProgress progress) throws IOException {
    Map<TopicPartition, OffsetAndMetadata> noted = new HashMap<>();
    for (TopicPartition partition : partitions) {
      noted.put(partition, progress.offset(partition.partition()));
    }
    calls.answer(
        () -> {
          consumer.commitSync(noted, ANSWER_WITHIN);
          return true;
        });
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
