package dev.slugline.app.letters;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.TopicReader;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which letters were replayed and taken again by the stream, whatever became of them. What it holds
 * grows with the replays alone, eight bytes each and what a set needs.
 */
public final class Replayed {
  private final Set<Long> spans = new HashSet<>();

  private Replayed() {}

  /**
   * Reads it from the receipts, and for what goes to be tagged again from that topic itself, since
   * an article that fares well there has no further receipt.
   *
   * @param since no letter that came earlier is asked for; null: there is no letter
   */
  public static Replayed since(SluglineConfig config, @Nullable Instant since) throws IOException {
    return since(config, since, () -> true);
  }

  /**
   * The same, for no longer than it is wanted: what was not read until then counts as not replayed.
   */
  public static Replayed since(
      SluglineConfig config, @Nullable Instant since, BooleanSupplier wanted) throws IOException {
    Replayed replayed = new Replayed();
    if (since != null) {
      Topics topics = new Topics(config.text("prefix"));
      List<String> names = List.of(topics.receipts().name(), topics.retag().name());
      try (TopicReader reader = new TopicReader(config, names)) {
        reader.seekTo(since);
        reader.readToEnd(record -> replayed.take(record) && wanted.getAsBoolean());
      }
    }
    return replayed;
  }

  private boolean take(ConsumerRecord<byte[], byte[]> record) {
    String header = SluglineHeaders.get(record.headers(), SluglineHeaders.TRACEPARENT);
    Long span = ReplayTrace.replay(TraceParent.of(header));
    if (span != null) {
      spans.add(span);
    }
    return true;
  }

  /** Whether the letter was. */
  public boolean has(Letter letter) {
    return !spans.isEmpty() && spans.contains(ReplayTrace.span(letter));
  }
}
