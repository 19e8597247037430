package dev.slugline.app.letters;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.TopicReader;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The topic of dead letters, read in no group, one letter in memory at a time. Each walk ends where
 * the topic ended when it began. One thread at a time.
 */
public final class Letters implements AutoCloseable {
  private final SluglineConfig config;
  private final TopicReader reader;
  private final String topic;

  /** Takes a letter. */
  public interface Visitor {
    /**
     * Takes one, in the order of its partition.
     *
     * @param replayed whether it was replayed before
     * @return false: no more is wanted
     */
    boolean visit(Letter letter, boolean replayed) throws IOException;
  }

  /**
   * Opens the topic of dead letters.
   *
   * @throws IOException when the broker does not answer or the topic is not there
   */
  public Letters(SluglineConfig config) throws IOException {
    this.config = config;
    this.topic = new Topics(config.text("prefix")).deadLetter().name();
    this.reader = new TopicReader(config, List.of(topic));
  }

  /** Hands on the chosen letters, of each partition in order. */
  public void each(Selection selection, Visitor visitor) throws IOException {
    Instant since = selection.since() == null ? reader.oldest() : selection.since();
    Replayed replayed = Replayed.since(config, since);
    if (since != null) {
      reader.seekTo(since);
    }
    Walk walk = new Walk(selection, replayed, visitor);
    reader.readToEnd(walk::take);
    if (walk.failure != null) {
      throw walk.failure;
    }
  }

  /** The letter with an id; null: there is none, or no longer. */
  public @Nullable Letter one(Letter.Id id) throws IOException {
    ConsumerRecord<byte[], byte[]> record = reader.record(topic, id.partition(), id.offset());
    return record == null ? null : Letter.of(record);
  }

  /** Hands on the letters with these ids, in this order; those that are not there are left out. */
  public void each(List<Letter.Id> ids, Visitor visitor) throws IOException {
    Instant since = null;
    for (Letter.Id id : ids) {
      Letter letter = one(id);
      if (letter != null && (since == null || letter.arrived().isBefore(since))) {
        since = letter.arrived();
      }
    }
    Replayed replayed = Replayed.since(config, since);
    for (Letter.Id id : ids) {
      Letter letter = one(id);
      if (letter != null && !visitor.visit(letter, replayed.has(letter))) {
        return;
      }
    }
  }

  @Override
  public void close() {
    reader.close();
  }

  private static final class Walk {
    private final Selection selection;
    private final Replayed replayed;
    private final Visitor visitor;
    private @Nullable IOException failure;

    Walk(Selection selection, Replayed replayed, Visitor visitor) {
      this.selection = selection;
      this.replayed = replayed;
      this.visitor = visitor;
    }

    boolean take(ConsumerRecord<byte[], byte[]> record) {
      Letter letter = Letter.of(record);
      try {
        return !selection.matches(letter) || visitor.visit(letter, replayed.has(letter));
      } catch (IOException e) {
        failure = e;
        return false;
      }
    }
  }
}
