package dev.slugline.app.status;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.TopicReader;
import dev.slugline.app.letters.Letter;
import dev.slugline.app.letters.Replayed;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was worked lately and what of it broke, read for no longer than a few seconds. */
final class Work {
  private static final Logger LOG = LoggerFactory.getLogger(Work.class);
  private static final Duration RECENT = Duration.ofMinutes(10);
  private static final Duration LETTERS = Duration.ofHours(24);
  private static final Duration READ_WITHIN = Duration.ofSeconds(3);
  private static final byte[] NONE = {};

  private final SluglineConfig config;
  private final Topics topics;
  private final Instant now;

  Work(SluglineConfig config, Instant now) {
    this.config = config;
    this.topics = new Topics(config.text("prefix"));
    this.now = now;
  }

  /** What became of what arrived within the last minutes. */
  Status.Recent recent() throws IOException {
    Map<String, Long> outcomes = new TreeMap<>();
    boolean complete =
        read(
            topics.receipts().name(),
            now.minus(RECENT),
            record -> {
              String outcome = outcome(record.value());
              if (outcome != null) {
                outcomes.merge(outcome, 1L, Long::sum);
              }
            });
    return new Status.Recent(RECENT.toMinutes(), outcomes, complete);
  }

  private static @Nullable String outcome(byte @Nullable [] value) {
    try {
      return value == null ? null : ArticleJson.mapper().readValue(value, Receipt.class).outcome();
    } catch (IOException e) {
      LOG.debug("no receipt of ours", e);
      return null;
    }
  }

  /** Those that came within the last day and were not replayed. */
  Status.DeadLetters letters() throws IOException {
    List<Letter> found = new ArrayList<>();
    boolean complete =
        read(
            topics.deadLetter().name(),
            now.minus(LETTERS),
            record -> found.add(withoutBytes(Letter.of(record))));
    long deadline = System.nanoTime() + READ_WITHIN.toNanos();
    Replayed replayed = Replayed.since(config, oldest(found), () -> System.nanoTime() < deadline);
    found.removeIf(replayed::has);
    Map<String, Long> byCode = new TreeMap<>();
    found.forEach(it -> byCode.merge(it.stage() + " " + it.error(), 1L, Long::sum));
    Instant hourAgo = now.minus(Duration.ofHours(1));
    return new Status.DeadLetters(
        LETTERS.toHours(),
        found.size(),
        found.stream().filter(it -> it.arrived().isAfter(hourAgo)).count(),
        found.stream().map(Letter::arrived).max(Instant::compareTo).orElse(null),
        byCode,
        complete && System.nanoTime() < deadline);
  }

  private static Letter withoutBytes(Letter letter) {
    return new Letter(letter.id(), letter.arrived(), letter.key(), NONE, letter.headers());
  }

  private static @Nullable Instant oldest(Collection<Letter> letters) {
    return letters.stream().map(Letter::arrived).min(Instant::compareTo).orElse(null);
  }

  /** False: there was more than could be read in time. */
  private boolean read(String topic, Instant since, Consumer<ConsumerRecord<byte[], byte[]>> take)
      throws IOException {
    long deadline = System.nanoTime() + READ_WITHIN.toNanos();
    boolean[] complete = {true};
    Predicate<ConsumerRecord<byte[], byte[]>> taker =
        record -> {
          take.accept(record);
          complete[0] = System.nanoTime() < deadline;
          return complete[0];
        };
    try (TopicReader reader = new TopicReader(config, List.of(topic))) {
      reader.seekTo(since);
      reader.readToEnd(taker);
    }
    return complete[0];
  }
}
