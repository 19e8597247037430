package dev.slugline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.app.StreamRunner;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * How long an article takes at a steady {@value #PER_SECOND} articles a second: from the call that
 * sends it to {@code raw} until a {@code read_committed} consumer has it on {@code enriched} and on
 * all of its tag topics. The first seconds do not count.
 */
final class Latency {
  static final int PER_SECOND = 100;
  private static final int WARM_UP = 3 * PER_SECOND;
  private static final int MEASURED = 10 * PER_SECOND;
  private static final Duration START_WITHIN = Duration.ofSeconds(90);
  private static final Duration LAST_WITHIN = Duration.ofSeconds(30);

  private final Lab lab;
  private final BenchArticles articles;

  Latency(Lab lab, BenchArticles articles) {
    this.lab = lab;
    this.articles = articles;
  }

  /** Milliseconds within which half of the articles were there, and 99 of 100. */
  record Millis(double p50, double p99) {}

  private static final class Arrival {
    private int copies;
    private long lastNanos;
    private byte @Nullable [] enriched;
  }

  /** Runs our stream on topics of its own. */
  Millis ours(String prefix) throws Exception {
    try (StreamRunner stream = lab.ours(prefix);
        CommittedReader reader = new CommittedReader(lab.bootstrap(), out(prefix))) {
      stream.start();
      if (!stream.awaitRunning(START_WITHIN)) {
        throw new IOException("the stream did not start; it is " + stream.state());
      }
      long[] sent = new long[WARM_UP + MEASURED];
      FutureTask<Void> sending = new FutureTask<>(() -> send(prefix, sent));
      Thread sender = new Thread(sending, "bench-sender");
      sender.setDaemon(true);
      sender.start();
      Map<String, Arrival> arrivals = arrivals(reader, sent.length);
      sending.get(LAST_WITHIN.toSeconds(), TimeUnit.SECONDS);
      return millis(sent, arrivals);
    }
  }

  private List<String> out(String prefix) {
    return lab.written(prefix).stream()
        .filter(topic -> topic.equals(prefix + ".enriched") || topic.startsWith(prefix + ".tag."))
        .toList();
  }

  private @Nullable Void send(String prefix, long[] sent) throws Exception {
    List<Future<RecordMetadata>> answers = new ArrayList<>();
    try (KafkaProducer<String, byte[]> producer = lab.producer(0)) {
      long start = System.nanoTime();
      for (int i = 0; i < sent.length; i++) {
        var raw = Lab.raw(prefix, articles, i);
        long due = start + TimeUnit.SECONDS.toNanos(i) / PER_SECOND;
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
          LockSupport.parkNanos(wait);
        }
        sent[i] = System.nanoTime();
        answers.add(producer.send(raw));
      }
      for (Future<RecordMetadata> answer : answers) {
        answer.get(LAST_WITHIN.toSeconds(), TimeUnit.SECONDS);
      }
    }
    return null;
  }

  private Map<String, Arrival> arrivals(CommittedReader reader, int count) throws IOException {
    Map<String, Arrival> arrivals = new HashMap<>();
    long limit =
        System.nanoTime() + TimeUnit.SECONDS.toNanos(count / PER_SECOND) + LAST_WITHIN.toNanos();
    for (int whole = 0; whole < count; ) {
      for (ConsumerRecord<String, byte[]> record : reader.poll()) {
        Arrival arrival = arrivals.computeIfAbsent(record.key(), key -> new Arrival());
        arrival.lastNanos = System.nanoTime();
        if (record.topic().endsWith(".enriched")) {
          arrival.enriched = record.value();
        }
        if (++arrival.copies == copies(record)) {
          whole++;
        }
      }
      if (System.nanoTime() > limit) {
        throw new IOException(whole + " of " + count + " articles came out in time");
      }
    }
    return arrivals;
  }

  /** One on enriched, and one a tag, or one on the topic of those without. */
  private static int copies(ConsumerRecord<String, byte[]> record) {
    String tags = SluglineHeaders.get(record.headers(), SluglineHeaders.TAGS);
    return 1 + (tags == null ? 1 : tags.split(",", -1).length);
  }

  private static Millis millis(long[] sent, Map<String, Arrival> arrivals) throws IOException {
    double[] millis = new double[MEASURED];
    for (Arrival arrival : arrivals.values()) {
      JsonNode enriched = ArticleJson.mapper().readTree(arrival.enriched);
      int number = BenchArticles.number(enriched.path("sourceId").asText());
      if (number >= WARM_UP) {
        millis[number - WARM_UP] = (arrival.lastNanos - sent[number]) / 1e6;
      }
    }
    Arrays.sort(millis);
    return new Millis(millis[MEASURED / 2], millis[MEASURED * 99 / 100]);
  }
}
