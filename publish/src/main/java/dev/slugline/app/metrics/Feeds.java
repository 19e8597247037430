package dev.slugline.app.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How much comes from which source, and when the last came. Fed by one thread, read by others. */
final class Feeds {
  private static final int MOST = 100;

  private final MeterRegistry registry;
  private final Bounded sources = new Bounded(MOST);

  /** When the last article of each source could be read, epoch milliseconds. */
  private final Map<String, AtomicLong> last = new ConcurrentHashMap<>();

  Feeds(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * An article was published.
   *
   * @param source null: it says none
   * @param now epoch milliseconds
   */
  void article(@Nullable String source, long now) {
    String label = source == null || source.isBlank() ? "none" : sources.of(source);
    Counter.builder(Metric.FEED_ARTICLES.id())
        .description(Metric.FEED_ARTICLES.help())
        .tags(Metric.FEED_ARTICLES.labelled(label))
        .register(registry)
        .increment();
    last.computeIfAbsent(label, this::aged).set(now);
  }

  private AtomicLong aged(String label) {
    AtomicLong at = new AtomicLong();
    Gauge.builder(Metric.FEED_AGE.id(), at, it -> (System.currentTimeMillis() - it.get()) / 1000.0)
        .description(Metric.FEED_AGE.help())
        .tags(Metric.FEED_AGE.labelled(label))
        .strongReference(true)
        .register(registry);
    return at;
  }
}
