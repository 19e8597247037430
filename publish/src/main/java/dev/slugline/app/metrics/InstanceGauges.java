package dev.slugline.app.metrics;

import dev.slugline.app.StreamRunner;
import dev.slugline.enrich.catalogue.LiveCatalogue;
import dev.slugline.ingest.IngestStage;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is asked of the stream and its catalogue at the moment of a scrape, without a broker. */
final class InstanceGauges {
  private static final Logger LOG = LoggerFactory.getLogger(InstanceGauges.class);

  private final StreamRunner stream;
  private final MultiGauge hash;
  private volatile String saidHash = "";
  private volatile double held;
  private final Supplier<Map<String, Boolean>> askedReady;
  private final MultiGauge parts;
  private volatile Map<String, Boolean> ready = Map.of();

  /**
   * Registers them.
   *
   * @param ready which parts of the instance there are, and whether each is ready
   */
  InstanceGauges(
      MeterRegistry registry, StreamRunner stream, Supplier<Map<String, Boolean>> ready) {
    this.stream = stream;
    this.askedReady = ready;
    for (KafkaStreams.State state : KafkaStreams.State.values()) {
      Gauge.builder(Metric.STREAM_STATE.id(), stream, it -> it.state() == state ? 1 : 0)
          .description(Metric.STREAM_STATE.help())
          .tags(Metric.STREAM_STATE.labelled(state.name().toLowerCase(Locale.ROOT)))
          .register(registry);
    }
    FunctionCounter.builder(Metric.THREADS_REPLACED.id(), stream, StreamRunner::replaced)
        .description(Metric.THREADS_REPLACED.help())
        .register(registry);
    hash =
        MultiGauge.builder(Metric.CATALOGUE_INFO.id())
            .description(Metric.CATALOGUE_INFO.help())
            .register(registry);
    parts =
        MultiGauge.builder(Metric.READY.id()).description(Metric.READY.help()).register(registry);
    gauge(registry, Metric.BROKER_ANSWER_AGE, it -> seconds(stream.brokerAnswered()));
    LiveCatalogue rules = stream.catalogue();
    gauge(registry, Metric.CATALOGUE_RULES, it -> rules.now().catalogue().documents().size());
    gauge(registry, Metric.CATALOGUE_SEQUENCE, it -> rules.now().sequence());
    gauge(registry, Metric.CATALOGUE_AGE, it -> seconds(rules.since()));
    gauge(registry, Metric.CATALOGUE_PROBLEM, it -> rules.problem().isPresent() ? 1 : 0);
    gauge(registry, Metric.EMBARGO_HELD, InstanceGauges::held);
    beforeScrape();
  }

  private void gauge(
      MeterRegistry registry, Metric metric, ToDoubleFunction<InstanceGauges> value) {
    Gauge.builder(metric.id(), this, value).description(metric.help()).register(registry);
  }

  private static double seconds(Instant since) {
    return Math.max(0, Duration.between(since, Instant.now()).toMillis() / 1000.0);
  }

  /** The hash and the parts are labels, which a gauge cannot change of itself. */
  synchronized void beforeScrape() {
    ready = askedReady.get();
    parts.register(ready.keySet().stream().<MultiGauge.Row<?>>map(this::row).toList());
    String now = stream.catalogue().now().catalogue().hash();
    if (!now.equals(saidHash)) {
      hash.register(
          List.of(MultiGauge.Row.of(Tags.of(Metric.CATALOGUE_INFO.labelled(now)), 1)), true);
      saidHash = now;
    }
  }

  private MultiGauge.Row<?> row(String part) {
    return MultiGauge.Row.of(
        Tags.of(Metric.READY.labelled(part)),
        this,
        it -> Boolean.TRUE.equals(it.ready.get(part)) ? 1 : 0);
  }

  /** What it was while the stores move between instances and cannot be asked. */
  private double held() {
    if (!stream.state().isRunningOrRebalancing()) {
      return held;
    }
    try {
      held =
          stream
              .streams()
              .store(
                  StoreQueryParameters.fromNameAndType(
                      IngestStage.EMBARGO, QueryableStoreTypes.keyValueStore()))
              .approximateNumEntries();
    } catch (InvalidStateStoreException | IllegalStateException e) {
      LOG.debug("the store cannot be asked now", e);
      return held;
    }
    return held;
  }
}
