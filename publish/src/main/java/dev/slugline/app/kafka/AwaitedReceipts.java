package dev.slugline.app.kafka;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Waits for ingest's receipts of raw records that were sent. To be made before the first is sent,
 * so that no receipt can be missed. Holds a place in memory for each record that has none yet, for
 * {@value #MOST} at most; those beyond are not waited for. One thread at a time.
 */
public final class AwaitedReceipts implements AutoCloseable {
  private static final int MOST = 500_000;

  private final String raw;
  private final TopicReader reader;

  /** How many receipts are missing of each; 0: none came yet, so nobody knows. */
  private final Map<Place, Integer> open = new HashMap<>();

  private long last;

  private record Place(int partition, long offset) {}

  public AwaitedReceipts(SluglineConfig config) throws IOException {
    Topics topics = new Topics(config.text("prefix"));
    raw = topics.raw().name();
    reader = new TopicReader(config, List.of(topics.receipts().name()));
    reader.seekToEnd();
  }

  /** A record lies there now; of other topics than that of raw records there are no receipts. */
  public void sent(RecordMetadata at) {
    if (open.size() < MOST && at.topic().equals(raw)) {
      open.put(new Place(at.partition(), at.offset()), 0);
    }
  }

  /**
   * Waits until each has all its receipts, or none comes for a while.
   *
   * @param told each receipt
   * @return how many raw records have not all of theirs
   */
  public int await(Duration atMostBetween, Consumer<Receipt> told) throws IOException {
    last = System.nanoTime();
    reader.follow(
        record -> {
          Receipt receipt = receipt(record);
          if (receipt != null && isAwaited(receipt)) {
            last = System.nanoTime();
            told.accept(receipt);
          }
          return !open.isEmpty();
        },
        () -> !open.isEmpty() && System.nanoTime() - last < atMostBetween.toNanos());
    return open.size();
  }

  private boolean isAwaited(Receipt receipt) {
    Place place = new Place(receipt.partition(), receipt.offset());
    Integer missing = open.get(place);
    if (missing == null || !receipt.topic().equals(raw) || !receipt.stage().equals("ingest")) {
      return false;
    }
    int left = (missing == 0 ? receipt.items() : missing) - 1;
    if (left <= 0) {
      open.remove(place);
    } else {
      open.put(place, left);
    }
    return true;
  }

  private static @Nullable Receipt receipt(ConsumerRecord<byte[], byte[]> record) {
    try {
      return ArticleJson.mapper().readValue(record.value(), Receipt.class);
    } catch (IOException | IllegalArgumentException e) {
      return null; // no receipt of ours
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
