package dev.slugline.app.retag;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.TopicReader;
import dev.slugline.app.letters.Letter;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The articles that became dead letters while they were retagged. Those that somebody replays at
 * the same time are left out. Not thread-safe.
 */
public final class Refusals implements AutoCloseable {
  /** What an instance that was killed had begun is undone within forty seconds. */
  private static final Duration COMMITTED_WITHIN = Duration.ofSeconds(45);

  private final TopicReader letters;
  private final SortedMap<String, Long> counts = new TreeMap<>();
  private Instant first = Instant.MAX;
  private String reason = "";

  /**
   * Those that come from now on.
   *
   * @param since or that came since then; null: none
   * @throws IOException when the broker does not answer
   */
  public Refusals(SluglineConfig config, @Nullable Instant since) throws IOException {
    letters =
        new TopicReader(config, List.of(new Topics(config.text("prefix")).deadLetter().name()));
    try {
      if (since == null) {
        letters.seekToEnd();
      } else {
        letters.seekTo(since);
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /**
   * Counts what is written by now, once all was sent.
   *
   * @throws IOException when it cannot be read
   */
  public void read() throws IOException {
    try {
      letters.readWritten(this::take, COMMITTED_WITHIN);
    } catch (IOException e) {
      throw new IOException(
          "all was sent, but which of it became dead letters is not known: " + e.getMessage(), e);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    Letter letter = Letter.of(record);
    if (isOfRetag(letter)) {
      counts.merge(letter.error(), 1L, Long::sum);
      if (letter.arrived().isBefore(first)) {
        first = letter.arrived();
        reason = letter.reason();
      }
    }
  }

  /** An instance of an older version, the likeliest to lack a catalogue, names no cause. */
  private static boolean isOfRetag(Letter letter) {
    String cause = SluglineHeaders.get(letter.headers(), SluglineHeaders.CAUSE);
    return letter.attempt() == 1
        && !letter.stage().equals("ingest")
        && (cause == null ? letter.error().equals("catalogue") : cause.equals("retag"));
  }

  /** How many there are. */
  public long count() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many there are of each code. */
  public SortedMap<String, Long> counts() {
    return counts;
  }

  /** When the first of them came to be tagged; not to be asked where there is none. */
  public Instant first() {
    return first;
  }

  /** Why the first of them was refused. */
  public String reason() {
    return reason;
  }

  @Override
  public void close() {
    letters.close();
  }
}
