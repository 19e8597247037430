package dev.slugline.app.metrics;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.Lag;
import dev.slugline.app.kafka.Outage;
import dev.slugline.ingest.IngestStage;
import dev.slugline.ingest.stream.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the stream is behind, asked every five seconds on a thread of its own. All instances say
 * the same of the whole, so that what waits is seen also where nobody works it. While the broker
 * does not answer, nothing is said of the records, and the age of the oldest grows; where none
 * waited, it is not known (NaN).
 */
final class LagWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LagWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final Map<String, Object> clients;
  private final String application;
  private final List<String> topics;
  private final String retag;
  private final MultiGauge records;
  private final Thread asking;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Outage outage =
      new Outage(
          LOG,
          "how far the stream is behind is not known for now",
          "how far the stream is behind is known again");
  private volatile Age age = new Age(null, Double.NaN);

  /**
   * How long the oldest has waited.
   *
   * @param oldest when it came; null: none waits
   * @param seconds as of the last answer; NaN: the broker did not answer since
   */
  private record Age(@Nullable Instant oldest, double seconds) {
    static Age of(@Nullable Instant oldest) {
      return new Age(oldest, oldest == null ? 0 : since(oldest));
    }

    Age unanswered() {
      return new Age(oldest, Double.NaN);
    }

    double now() {
      return Double.isNaN(seconds) && oldest != null ? since(oldest) : seconds;
    }

    private static double since(Instant at) {
      return Math.max(0, Duration.between(at, Instant.now()).toMillis() / 1000.0);
    }
  }

  LagWatch(SluglineConfig config, MeterRegistry registry) {
    this.clients = config.clients();
    this.application = config.text("application.id");
    Topics ours = new Topics(config.text("prefix"));
    this.retag = ours.retag().name();
    this.topics =
        List.of(ours.raw().name(), IngestStage.repartition(application), ours.retag().name());
    this.records =
        MultiGauge.builder(Metric.LAG_RECORDS.id())
            .description(Metric.LAG_RECORDS.help())
            .register(registry);
    Gauge.builder(Metric.LAG_AGE.id(), this, it -> it.age.now())
        .description(Metric.LAG_AGE.help())
        .register(registry);
    this.asking = new Thread(this::ask, "metrics-lag");
    asking.setDaemon(true);
    asking.start();
  }

  private void ask() {
    try (Admin admin = Admin.create(clients);
        Lag lag = new Lag(admin, clients)) {
      do {
        try {
          look(lag);
          outage.over();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
          outage.failed(e);
          records.register(List.of(), true);
          age = age.unanswered();
        }
      } while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(Lag lag) throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, Lag.Behind> behind = lag.of(application, topics);
    records.register(
        behind.entrySet().stream().map(it -> row(it.getKey(), it.getValue())).toList(), true);
    Map<TopicPartition, Lag.Behind> live = new HashMap<>(behind);
    live.keySet().removeIf(partition -> partition.topic().equals(retag));
    age = Age.of(lag.oldest(live));
  }

  private static MultiGauge.Row<?> row(TopicPartition partition, Lag.Behind behind) {
    String[] labels =
        Metric.LAG_RECORDS.labelled(partition.topic(), Integer.toString(partition.partition()));
    return MultiGauge.Row.of(Tags.of(labels), behind.records());
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      asking.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
