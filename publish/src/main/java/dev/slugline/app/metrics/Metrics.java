package dev.slugline.app.metrics;

import dev.slugline.app.StreamRunner;
import dev.slugline.app.config.SluglineConfig;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** All that an instance measures: its own metrics, those of Streams, and the JVM's. Thread-safe. */
public final class Metrics implements AutoCloseable {
  /** Of Kafka's own: the stream's threads, tasks and stores, its group, its reads and writes. */
  private static final List<String> OF_KAFKA =
      List.of(
          "kafka.stream.",
          "kafka.consumer.coordinator.",
          "kafka.consumer.fetch.manager.",
          "kafka.producer.record.");

  private static final Duration LETTERS_EVERY = Duration.ofMinutes(1);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final InstanceGauges gauges;
  private final KafkaStreamsMetrics streams;
  private final JvmGcMetrics collector = new JvmGcMetrics();
  private final OwnRecords records;
  private final LagWatch lag;

  /**
   * Begins to measure.
   *
   * @param ready which parts of the instance there are, and whether each is ready; asked at each
   *     scrape, so that it answers at once
   * @throws IOException when the broker does not answer
   */
  public Metrics(SluglineConfig config, StreamRunner stream, Supplier<Map<String, Boolean>> ready)
      throws IOException {
    registry
        .config()
        .meterFilter(
            MeterFilter.deny(
                id ->
                    id.getName().startsWith("kafka.")
                        && OF_KAFKA.stream().noneMatch(id.getName()::startsWith)));
    LetterLog letters = new LetterLog(LETTERS_EVERY);
    CommittedCounts counts =
        new CommittedCounts(registry, config.text("prefix"), new Feeds(registry), letters);
    records =
        new OwnRecords(
            config.clients(),
            counts.topics(),
            config.number("partitions"),
            stream::ownPartitions,
            new OwnRecords.Taker() {
              @Override
              public void take(ConsumerRecord<byte[], byte[]> record, long now) {
                counts.take(record, now);
              }

              @Override
              public void tick() {
                letters.tick();
              }
            });
    gauges = new InstanceGauges(registry, stream, ready);
    lag = new LagWatch(config, registry);
    streams = new KafkaStreamsMetrics(stream.streams());
    streams.bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    collector.bindTo(registry);
  }

  /** All of it, in the text format of Prometheus; asks no broker. */
  public String scrape() {
    gauges.beforeScrape();
    return registry.scrape();
  }

  @Override
  public void close() {
    lag.close();
    records.close();
    streams.close();
    collector.close();
    registry.close();
  }
}
