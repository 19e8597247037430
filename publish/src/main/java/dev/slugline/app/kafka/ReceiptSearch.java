package dev.slugline.app.kafka;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds the receipts of a raw record of whatever age: they have its time, so the topic is read from
 * that time on, to its end, since what happens to an item later has a receipt too. {@value
 * #AT_ONCE} searches at once, each bounded in time. Thread-safe.
 */
public final class ReceiptSearch {
  private static final int AT_ONCE = 4;
  private static final Duration WITHIN = Duration.ofSeconds(10);

  private final LongSupplier nanos;
  private final SluglineConfig config;
  private final Topics topics;
  private final Semaphore places = new Semaphore(AT_ONCE);

  public ReceiptSearch(SluglineConfig config) {
    this(config, System::nanoTime);
  }

  /** With a clock of its own. */
  ReceiptSearch(SluglineConfig config, LongSupplier nanos) {
    this.nanos = nanos;
    this.config = config;
    this.topics = new Topics(config.text("prefix"));
  }

  /** How a search ended. */
  public enum End {
    /** all that there is was read */
    WHOLE,
    /**
     * the time was over: each item has its receipt of ingest, what happened later may be missing
     */
    CUT_OFF,
    /** there is no such raw record, not yet or no longer */
    NO_RAW_RECORD,
    /** the time was over before each item had its receipt */
    TOO_LONG,
    /** others are searching already */
    BUSY
  }

  /**
   * What was found.
   *
   * @param receipts none unless {@code end} is {@link End#WHOLE} or {@link End#CUT_OFF}
   */
  public record Found(End end, RawReceipts receipts) {}

  /**
   * The receipts of a raw record that there are by now.
   *
   * @throws IOException when the broker does not answer
   */
  public Found find(RawPosition position) throws IOException {
    if (!places.tryAcquire()) {
      return new Found(End.BUSY, new RawReceipts());
    }
    try {
      Instant written = written(position);
      return written == null
          ? new Found(End.NO_RAW_RECORD, new RawReceipts())
          : since(written, position);
    } finally {
      places.release();
    }
  }

  private @Nullable Instant written(RawPosition position) throws IOException {
    String raw = topics.raw().name();
    try (TopicReader reader = new TopicReader(config, List.of(raw))) {
      ConsumerRecord<byte[], byte[]> record =
          reader.record(raw, position.partition(), position.offset());
      return record == null ? null : Instant.ofEpochMilli(record.timestamp());
    }
  }

  private Found since(Instant written, RawPosition position) throws IOException {
    RawReceipts found = new RawReceipts();
    long began = nanos.getAsLong();
    BooleanSupplier inTime = () -> nanos.getAsLong() - began < WITHIN.toNanos();
    boolean whole;
    try (TopicReader reader = new TopicReader(config, List.of(topics.receipts().name()))) {
      reader.seekTo(written);
      whole =
          reader.readToEnd(
              record -> {
                Receipt receipt = RawReceipts.read(record);
                if (receipt != null && RawPosition.of(receipt).equals(position)) {
                  found.add(receipt);
                }
                return inTime.getAsBoolean();
              },
              inTime);
    }
    if (whole) {
      return new Found(End.WHOLE, found);
    }
    return found.isDone()
        ? new Found(End.CUT_OFF, found)
        : new Found(End.TOO_LONG, new RawReceipts());
  }
}
