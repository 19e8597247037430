package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.retag.Retag;
import dev.slugline.enrich.EnrichedArticle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** How long live articles wait while thousands of stored ones are tagged again. */
@Timeout(600)
class RetagBesideIT extends LiveRules {
  private static final int STORED = 2_000;
  private static final int LIVE = 60;
  private static final long EVERY_MILLIS = 50;
  private static final long LONGER_AT_MOST = 1_000;

  private static final String TEXT =
      "Ministers agreed on economic sanctions against the exporter on Tuesday evening, said they.";

  /** When each article came to {@code enriched}, by the id that it was fed with. */
  private final Map<String, Long> arrived = new ConcurrentHashMap<>();

  /** Milliseconds from the send to what a reader of committed records sees. */
  private record Wait(long p50, long p99, long max) {
    static Wait of(List<Long> nanos) {
      List<Long> millis = nanos.stream().map(TimeUnit.NANOSECONDS::toMillis).sorted().toList();
      int last = millis.size() - 1;
      return new Wait(millis.get(last / 2), millis.get(last * 99 / 100), millis.get(last));
    }
  }

  @Test
  void shouldLetLiveArticlesWaitNoMoreThanASecondLonger(TestReporter reporter) throws Exception {
    start();
    fed(0, STORED);
    applyWhole(TestRules.rule("sanctions", "\"economic sanctions\""), TRADE);
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Future<?> reading = pool.submit(() -> follow(done));
      live("warm", () -> false);
      Wait alone = Wait.of(live("alone", () -> false));
      CompletableFuture<Retag.Done> retag = CompletableFuture.supplyAsync(this::retag, pool);
      Wait beside = Wait.of(live("beside", () -> !retag.isDone()));
      Retag.Done all = retag.get(4, TimeUnit.MINUTES);
      done.set(true);
      reading.get(1, TimeUnit.MINUTES);

      reporter.publishEntry(Map.of("alone", alone.toString(), "beside", beside.toString()));
      assertThat(all.sent()).isGreaterThanOrEqualTo(STORED);
      assertThat(onTag("trade")).hasSizeGreaterThanOrEqualTo(STORED);
      // of the slowest ones the machine's noise says more than the retag
      assertThat(beside.p50()).isLessThan(alone.p50() + LONGER_AT_MOST);
      assertThat(beside.p99()).isLessThan(alone.max() + 2 * LONGER_AT_MOST);
    } finally {
      done.set(true);
      pool.shutdownNow();
    }
  }

  /** Feeds articles one after the other, and more while it is wanted; how long each took. */
  private List<Long> live(String name, BooleanSupplier more) throws Exception {
    List<Long> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      while (sent.size() < LIVE || more.getAsBoolean()) {
        long at = System.nanoTime();
        var unused = producer.send(raw(name + sent.size(), TEXT, 10));
        sent.add(at);
        TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
      }
    }
    List<Long> took = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      String id = name + i;
      await().atMost(WITHIN).until(() -> arrived.containsKey(id));
      took.add(Objects.requireNonNull(arrived.get(id)) - sent.get(i));
    }
    return took;
  }

  private Retag.Done retag() {
    try (Retag retag = new Retag(stream().config())) {
      long sequence = log().read().current().orElseThrow().sequence();
      return retag.run(Instant.EPOCH, null, sequence, WITHIN, count -> {});
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void follow(AtomicBoolean done) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "auto.offset.reset",
            "earliest",
            "isolation.level",
            "read_committed",
            "fetch.max.wait.ms",
            20);
    try (KafkaConsumer<String, EnrichedArticle> consumer =
        new KafkaConsumer<>(
            settings, new StringDeserializer(), stream().out().enriched().value().deserializer())) {
      String topic = stream().out().enriched().name();
      consumer.assign(List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1)));
      while (!done.get()) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record ->
                    arrived.putIfAbsent(
                        String.valueOf(record.value().article().sourceId()), System.nanoTime()));
      }
    }
  }
}
