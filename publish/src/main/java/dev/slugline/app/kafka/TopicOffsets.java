package dev.slugline.app.kafka;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Where partitions begin, end, and have what came at a time. To be used on the thread of the
 * consumer that is asked; a broker that does not answer is an {@link IOException}.
 */
public final class TopicOffsets {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(12);

  private final ClientCalls calls;
  private final Consumer<?, ?> consumer;
  private final List<TopicPartition> partitions;

  public TopicOffsets(
      ClientCalls calls, Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    this.calls = calls;
    this.consumer = consumer;
    this.partitions = List.copyOf(partitions);
  }

  /** Where the partitions begin. */
  public Map<TopicPartition, Long> starts() throws IOException {
    return calls.answer(() -> consumer.beginningOffsets(partitions, ANSWER_WITHIN));
  }

  /** Where what the consumer is given ends now. */
  public Map<TopicPartition, Long> ends() throws IOException {
    return calls.answer(() -> consumer.endOffsets(partitions, ANSWER_WITHIN));
  }

  /** Where to begin in the partitions that have something as late. */
  public Map<TopicPartition, OffsetAndTimestamp> firstSince(Instant since) throws IOException {
    Map<TopicPartition, Long> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, since.toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
    calls
        .answer(() -> consumer.offsetsForTimes(asked, ANSWER_WITHIN))
        .forEach(
            (partition, first) -> {
              if (first != null) {
                found.put(partition, first);
              }
            });
    return found;
  }

  /**
   * Where the partitions end, what is not committed included; a consumer is not told.
   *
   * @param clients the settings of clients
   */
  Map<TopicPartition, Long> written(Map<String, Object> clients) throws IOException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    try (Admin admin = Admin.create(clients)) {
      admin
          .listOffsets(latest)
          .all()
          .get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
          .forEach((partition, end) -> ends.put(partition, end.offset()));
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(
          Preflight.noAnswer(String.valueOf(clients.get("bootstrap.servers")), e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    return ends;
  }

  /** That of a partition of which there is one. */
  static long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    return Objects.requireNonNull(offsets.get(partition));
  }
}
