package dev.slugline.app.metrics;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.Topics;
import dev.slugline.ingest.stream.Withdrawal;
import dev.slugline.publish.PublishTopics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts records that were committed. What cannot be read, as of a record that somebody else wrote,
 * is not counted and never fails. One thread at a time.
 */
final class CommittedCounts {
  private static final Logger LOG = LoggerFactory.getLogger(CommittedCounts.class);

  private static final Set<String> NEWS = Set.of("new", "revision", "correction", "release");

  /** Withdrawals and old news are timed, but are no articles of a feed that lives. */
  private static final Set<String> TIMED =
      Set.of("new", "revision", "correction", "release", "retraction", "backfill");

  private static final Duration[] BUCKETS =
      DoubleStream.of(0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60)
          .mapToObj(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
          .toArray(Duration[]::new);

  /** The codes of dead letters that each stage has of its own. */
  private static final Map<String, List<String>> CODES =
      Map.of(
          "ingest", List.of("malformed", "over-limit", "time-budget", "processor"),
          "enrich", List.of("malformed", "catalogue", "processor"),
          "publish", List.of("no-topic", "over-limit", "processor"));

  private static final int MOST_TAGS = 1_000;
  private static final Set<String> KINDS = Set.of("canceled", "withheld");

  private final MeterRegistry registry;
  private final Topics topics;
  private final String enriched;
  private final Feeds feeds;
  private final LetterLog letterLog;
  private final Bounded tags = new Bounded(MOST_TAGS);

  CommittedCounts(MeterRegistry registry, String prefix, Feeds feeds, LetterLog letterLog) {
    this.registry = registry;
    this.topics = new Topics(prefix);
    this.enriched = new PublishTopics(prefix).enriched().name();
    this.feeds = feeds;
    this.letterLog = letterLog;
    // there from the start: what goes from nothing to one is no increase to Prometheus
    CODES.forEach(
        (stage, codes) -> codes.forEach(code -> counter(Metric.DEAD_LETTERS, stage, code)));
    KINDS.forEach(kind -> counter(Metric.WITHDRAWN, kind));
  }

  /** The topics whose records are counted, all with the same partitions. */
  List<String> topics() {
    return List.of(
        topics.receipts().name(), topics.deadLetter().name(), topics.withdrawn().name(), enriched);
  }

  /**
   * Counts one.
   *
   * @param now when it could be read, epoch milliseconds
   */
  void take(ConsumerRecord<byte[], byte[]> record, long now) {
    try {
      if (record.topic().equals(enriched)) {
        published(record, now);
      } else if (record.topic().equals(topics.deadLetter().name())) {
        letter(header(record, SluglineHeaders.STAGE), header(record, SluglineHeaders.ERROR));
      } else if (record.value() == null) {
        LOG.debug("{}-{}: a tombstone", record.topic(), record.partition());
      } else if (record.topic().equals(topics.receipts().name())) {
        receipt(ArticleJson.mapper().readValue(record.value(), Receipt.class), record);
      } else {
        withdrawn(ArticleJson.mapper().readValue(record.value(), Withdrawal.class));
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("not counted: {}-{}@{}", record.topic(), record.partition(), record.offset(), e);
    }
  }

  private void receipt(Receipt receipt, ConsumerRecord<?, ?> record) {
    count(
        Metric.ARTICLES,
        receipt.stage(),
        header(record, SluglineHeaders.FORMAT),
        receipt.outcome());
    if (receipt.outcome().equals("skipped")) {
      count(Metric.SKIPPED, SkipReason.kind(Objects.requireNonNullElse(receipt.reason(), "")));
    }
  }

  private void letter(String stage, String code) {
    count(Metric.DEAD_LETTERS, stage, code);
    letterLog.letter(stage + " " + code);
  }

  private void withdrawn(Withdrawal entry) {
    if (entry.returnedAt() == null) {
      count(Metric.WITHDRAWN, KINDS.contains(entry.kind()) ? entry.kind() : "other");
    }
  }

  private void published(ConsumerRecord<byte[], byte[]> record, long now) throws IOException {
    String cause = header(record, SluglineHeaders.CAUSE);
    if (TIMED.contains(cause)) {
      // the clocks of broker and instance may differ
      latency(cause).record(Math.max(0, now - record.timestamp()), TimeUnit.MILLISECONDS);
    }
    if (NEWS.contains(cause) && record.value() != null) {
      for (String tag : header(record, SluglineHeaders.TAGS).split(",", -1)) {
        if (!tag.equals("none") && !tag.isEmpty()) {
          count(Metric.TAGS, tags.of(tag));
        }
      }
      feeds.article(source(record.value()), now);
    }
  }

  private Timer latency(String cause) {
    return Timer.builder(Metric.PUBLISH_LATENCY.id())
        .description(Metric.PUBLISH_LATENCY.help())
        .tags(Metric.PUBLISH_LATENCY.labelled(cause))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  /** The article's source; null: it has none. It stands before the text, which is not read. */
  private static @Nullable String source(byte[] json) throws IOException {
    try (JsonParser parser = ArticleJson.mapper().getFactory().createParser(json)) {
      parser.nextToken();
      if (!stands(parser, "source") || parser.currentToken() != JsonToken.START_OBJECT) {
        return null;
      }
      return stands(parser, "name") ? parser.getText() : null;
    }
  }

  /** Goes to the value of a name in the object at hand; false: there is none. */
  private static boolean stands(JsonParser parser, String name) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = parser.currentName().equals(name);
      parser.nextToken();
      if (found) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }

  private void count(Metric metric, String... labels) {
    counter(metric, labels).increment();
  }

  private Counter counter(Metric metric, String... labels) {
    return Counter.builder(metric.id())
        .description(metric.help())
        .tags(metric.labelled(labels))
        .register(registry);
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return Objects.requireNonNullElse(SluglineHeaders.get(record.headers(), name), "none");
  }
}
