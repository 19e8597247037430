package dev.slugline.app.retag;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.Preflight;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the stream is behind what was sent to {@code news.retag}, and how far it may be: so many
 * records as it lately worked in {@value #AHEAD_MILLIS} ms. Not thread-safe.
 */
final class RetagPace implements AutoCloseable {
  private static final long AHEAD_MILLIS = 700;
  private static final int LEAST = 50;
  private static final int MOST = 5_000;
  private static final long ASK_EVERY_MILLIS = 25;
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

  private final Admin admin;
  private final String bootstrap;
  private final String application;
  private final String topic;
  private final Duration patience;

  /** By partition, the offset after the last record that was sent. */
  private final Map<Integer, Long> ends = new HashMap<>();

  private volatile boolean stopped;
  private int allowed = LEAST;
  private int sinceAsked;

  RetagPace(SluglineConfig config, String topic, Duration patience) {
    this.admin = Admin.create(config.clients());
    this.bootstrap = String.valueOf(config.clients().get("bootstrap.servers"));
    this.application = config.text("application.id");
    this.topic = topic;
    this.patience = patience;
  }

  void sending() {
    sinceAsked++;
  }

  void sent(int partition, long offset) {
    ends.merge(partition, offset + 1, Math::max);
  }

  /** Whether as many were sent as the stream may have before it. */
  boolean isFull() {
    return sinceAsked >= allowed;
  }

  /** Waits until the stream has taken half of what it may have, and learns how fast it is. */
  void await() throws IOException {
    long began = System.nanoTime();
    long before = waiting();
    long now = awaitAtMost(allowed / 2, before);
    double seconds = Math.max(1e-3, (System.nanoTime() - began) / 1e9);
    if (before > now) {
      double rate = (before - now) / seconds;
      int wanted = (int) Math.min(MOST, rate * AHEAD_MILLIS / 1_000);
      allowed = Math.max(LEAST, Math.min(wanted, 2 * allowed));
    } else if (before == 0) {
      allowed = Math.min(MOST, 2 * allowed); // it waits for us
    }
    sinceAsked = (int) now;
  }

  /** Whoever waits is interrupted, now and later. Thread-safe. */
  void stop() {
    stopped = true;
  }

  /** Waits until the stream has taken everything. */
  void awaitEmpty() throws IOException {
    awaitAtMost(0, waiting());
    sinceAsked = 0;
  }

  private long awaitAtMost(long most, long first) throws IOException {
    long waiting = first;
    long moved = System.nanoTime();
    while (waiting > most) {
      if (stopped) {
        throw new InterruptedIOException("stopped");
      }
      pause();
      long now = waiting();
      if (now < waiting) {
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > patience.toNanos()) {
        throw new IOException(
            "no instance of '%s' has taken anything from %s for %d s; %d articles wait there"
                .formatted(application, topic, patience.toSeconds(), now));
      }
      waiting = now;
    }
    return waiting;
  }

  /** How many of the records that were sent the stream has not committed yet. */
  private long waiting() throws IOException {
    Map<TopicPartition, OffsetAndMetadata> committed;
    try {
      committed =
          admin
              .listConsumerGroupOffsets(application)
              .partitionsToOffsetAndMetadata()
              .get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(Preflight.noAnswer(bootstrap, e), e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
    long waiting = 0;
    for (Map.Entry<Integer, Long> end : ends.entrySet()) {
      OffsetAndMetadata at = committed.get(new TopicPartition(topic, end.getKey()));
      waiting += Math.max(0, end.getValue() - (at == null ? 0 : at.offset()));
    }
    return waiting;
  }

  private static void pause() throws InterruptedIOException {
    try {
      TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MILLIS);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted");
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
