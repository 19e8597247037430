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
import org.apache.kafka.common.TopicPartition;

/** Reads the topics of a snapshot, each once, and makes rows of what it reads. Not thread-safe. */
final class Intake {
  private static final int TELL_EVERY = 1_000;

  private final SluglineConfig config;
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
      Snapshot snapshot,
      RowMaker rows,
      WaitingRows waiting,
      LongConsumer progress) {
    this.config = config;
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

  /** What the stream has not taken from between the hops. */
  private void readHop() throws IOException {
    if (snapshot.hopWorked().equals(snapshot.hopEnds())) {
      return;
    }
    read(List.of(snapshot.hop()), snapshot.hopWorked(), snapshot.hopEnds(), waiting::onItsWay);
  }

  private void read(TopicSpan span, Take take) throws IOException {
    read(List.of(span), take);
  }

  private void read(Collection<TopicSpan> spans, Take take) throws IOException {
    Map<String, TopicSpan> byTopic = new HashMap<>();
    Map<TopicPartition, Long> starts = new HashMap<>();
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (TopicSpan span : spans) {
      byTopic.put(span.topic(), span);
      starts.putAll(span.starts());
      ends.putAll(span.ends());
    }
    read(
        byTopic.keySet(),
        starts,
        ends,
        record -> {
          TopicSpan span = byTopic.get(record.topic());
          if (span != null) {
            take.of(record, span.sawLate(record));
          }
        });
  }

  private interface Row {
    void of(ConsumerRecord<byte[], byte[]> record) throws IOException;
  }

  private void read(
      Collection<String> topics,
      Map<TopicPartition, Long> starts,
      Map<TopicPartition, Long> ends,
      Row row)
      throws IOException {
    if (starts.equals(ends)) {
      return;
    }
    try (TopicReader reader = new TopicReader(config, topics)) {
      reader.seek(starts);
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
