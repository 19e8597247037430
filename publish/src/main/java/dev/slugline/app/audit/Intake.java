package dev.slugline.app.audit;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** Reads the topics of a snapshot, each once, and makes rows of what it reads. Not thread-safe. */
final class Intake {
  private static final int TELL_EVERY = 1_000;

  private final SluglineConfig config;
  private final BrokerOffsets offsets;
  private final Snapshot snapshot;
  private final RowMaker rows;
  private final WaitingRows waiting;
  private final LongConsumer progress;
  private long read;

  /** What is made of a record; late: see {@link TopicSpan}. */
  private interface Take {
    void of(ConsumerRecord<byte[], byte[]> record, boolean late) throws IOException;
  }

  /**
   * @param progress is told how many records were read
   */
  Intake(
      SluglineConfig config,
      BrokerOffsets offsets,
      Snapshot snapshot,
      RowMaker rows,
      WaitingRows waiting,
      LongConsumer progress) {
    this.config = config;
    this.offsets = offsets;
    this.snapshot = snapshot;
    this.rows = rows;
    this.waiting = waiting;
    this.progress = progress;
  }

  void readAll() throws IOException {
    readHop();
    TopicSpan embargoes = snapshot.embargoes();
    if (embargoes != null) {
      read(embargoes, waiting::embargo);
      waiting.embargoesRead();
    }
    read(snapshot.raw(), (record, late) -> rows.raw(record));
    read(snapshot.receipts(), rows::receipt);
    read(snapshot.articles(), rows::article);
    read(snapshot.withdrawn(), rows::withdrawal);
    read(snapshot.letters(), rows::letter);
    read(snapshot.enriched(), rows::enriched);
    read(
        snapshot.tags(),
        (record, late) -> rows.tagged(record, snapshot.tagOf(record.topic()), late));
    progress.accept(read);
  }

  /** What the stream has not taken from between the hops, and so not deleted there. */
  private void readHop() throws IOException {
    if (snapshot.hopWorked().equals(snapshot.hopEnds())) {
      return;
    }
    try (TopicReader reader = TopicReader.ofAll(config, List.of(snapshot.hop()))) {
      read(reader, snapshot.hopWorked(), snapshot.hopEnds(), waiting::onItsWay);
    } catch (IOException e) {
      throw again(e, "the stream");
    }
  }

  private void read(TopicSpan span, Take take) throws IOException {
    read(List.of(span), take);
  }

  /** Retention goes on while others are read, so where these begin is asked anew. */
  private void read(Collection<TopicSpan> spans, Take take) throws IOException {
    if (spans.stream().allMatch(span -> span.offsets() == 0)) {
      return;
    }
    Map<String, TopicSpan> byTopic = new HashMap<>();
    Map<TopicPartition, Long> starts = new HashMap<>();
    Map<TopicPartition, Long> ends = new HashMap<>();
    spans.forEach(span -> byTopic.put(span.topic(), span));
    try (TopicReader reader = TopicReader.ofAll(config, byTopic.keySet())) {
      for (TopicSpan span : spans) {
        span.beginAt(offsets.starts(span.starts().keySet()), System.currentTimeMillis());
        starts.putAll(span.starts());
        ends.putAll(span.ends());
      }
      read(
          reader,
          starts,
          ends,
          record -> {
            TopicSpan span = byTopic.get(record.topic());
            if (span != null) {
              take.of(record, span.sawLate(record));
            }
          });
    } catch (IOException e) {
      throw again(e, "retention or by a person");
    }
  }

  /** What is told of a deletion. */
  private static IOException again(IOException e, String by) {
    return e.getCause() instanceof OffsetOutOfRangeException it
        ? new IOException(
            "what was to be read next was deleted meanwhile, by %s, on %s: audit again"
                .formatted(by, it.partitions()),
            e)
        : e;
  }

  private interface Row {
    void of(ConsumerRecord<byte[], byte[]> record) throws IOException;
  }

  private void read(
      TopicReader reader, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends, Row row)
      throws IOException {
    reader.seek(starts);
    try {
      reader.readTo(
          ends,
          record -> {
            try {
              row.of(record);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            if (++read % TELL_EVERY == 0) {
              progress.accept(read);
            }
            return true;
          },
          Backlog.COMMITTED_WITHIN);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
