package dev.slugline.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.stream.SluglineHeaders;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommittedCountsTest {
  private static final long AT = 1_000_000L;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final CommittedCounts counts =
      new CommittedCounts(
          registry, "news", new Feeds(registry), new LetterLog(Duration.ofMinutes(1)));

  @Test
  void shouldTimeNewsAndNotWhatIsOnlyTaggedAgain() {
    take("news.enriched", "{\"source\":{\"name\":\"Bay Wire\"}}", Map.of("slugline-cause", "new"));
    take("news.enriched", "{}", Map.of("slugline-cause", "retag", "slugline-tags", "ports"));

    assertThat(registry.get(Metric.PUBLISH_LATENCY.id()).timers()).hasSize(1);
    assertThat(
            registry
                .get(Metric.PUBLISH_LATENCY.id())
                .tag("cause", "new")
                .timer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(250);
    assertThat(registry.find(Metric.TAGS.id()).counters()).isEmpty();
    assertThat(counted(Metric.FEED_ARTICLES, "source", "Bay Wire")).isEqualTo(1);
  }

  @Test
  void shouldBoundTheTagsThatItTellsApart() {
    for (int i = 0; i < 1_002; i++) {
      take(
          "news.enriched",
          "{\"title\":\"x\"}",
          Map.of("slugline-cause", "new", "slugline-tags", "tag-" + i));
    }

    assertThat(registry.find(Metric.TAGS.id()).counters()).hasSize(1_001);
    assertThat(counted(Metric.TAGS, "tag", "(other)")).isEqualTo(2);
    assertThat(counted(Metric.FEED_ARTICLES, "source", "none")).isEqualTo(1_002);
  }

  @Test
  void shouldNotFailOnWhatSomebodyElseWrote() {
    take("news.receipts", "no JSON", Map.of());
    take("news.receipts", "{}", Map.of());
    take("news.withdrawn", "[]", Map.of());
    take("news.withdrawn", null, Map.of());
    take("news.enriched", "[1,", Map.of("slugline-cause", "new"));
    take("news.dead-letter", "x", Map.of());

    assertThat(counted(Metric.DEAD_LETTERS, "code", "none")).isEqualTo(1);
    assertThat(registry.find(Metric.ARTICLES.id()).counters()).isEmpty();
  }

  @Test
  void shouldCountOnlyWhatIsWithdrawnNow() {
    take("news.withdrawn", "{\"kind\":\"withheld\",\"at\":\"2026-01-01T00:00:00Z\"}", Map.of());
    take(
        "news.withdrawn",
        "{\"kind\":\"withheld\",\"at\":\"2026-01-01T00:00:00Z\",\"returnedAt\":\"2026-01-02T00:00:00Z\"}",
        Map.of());

    assertThat(counted(Metric.WITHDRAWN, "kind", "withheld")).isEqualTo(1);
    assertThat(counted(Metric.WITHDRAWN, "kind", "canceled")).isZero();
  }

  @Test
  void shouldTellReasonsOfSkippedItemsApartByTheirKind() {
    Map.of(
            "empty", "empty",
            "embargoed until 2999-01-01T00:00:00Z", "embargo",
            "a ninjs event, no article", "planning",
            "a ninjs item of type picture, no article", "media",
            "HTTP status 404", "response",
            "a web page without an article", "page",
            "a JSON schema, no article", "no-article",
            "feed-list", "feed-list",
            "something never heard of", "other")
        .forEach((reason, kind) -> assertThat(SkipReason.kind(reason)).as(reason).isEqualTo(kind));
  }

  private double counted(Metric metric, String label, String value) {
    return registry.get(metric.id()).tag(label, value).counter().count();
  }

  @SuppressWarnings("NullAway") // a tombstone has no value; Kafka's API is not annotated
  private void take(String topic, @Nullable String value, Map<String, String> headers) {
    RecordHeaders made = new RecordHeaders();
    headers.forEach((name, text) -> SluglineHeaders.put(made, name, text));
    counts.take(
        new ConsumerRecord<>(
            topic,
            0,
            0,
            AT,
            TimestampType.CREATE_TIME,
            0,
            0,
            new byte[0],
            value == null ? null : value.getBytes(StandardCharsets.UTF_8),
            made,
            Optional.empty()),
        AT + 250);
  }
}
