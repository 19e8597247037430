package dev.slugline.app;

import dev.slugline.app.kafka.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which topics exist, asked every second on a thread of its own. The answer is at hand at once and
 * may be a second old, or older while the broker does not answer. Thread-safe.
 */
final class LiveTopics implements Predicate<String>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveTopics.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  private final Thread asking;
  private final Outage outage =
      new Outage(
          LOG,
          "the broker does not say which topics exist; the last answer holds",
          "the broker answers again");

  /** Topics that were made here, until when they count though no answer names them yet. */
  private final Map<String, Long> made = new ConcurrentHashMap<>();

  private volatile Set<String> names;
  private volatile Instant answered = Instant.now();

  /**
   * Begins to ask.
   *
   * @param clients what every Kafka client gets
   * @param known the topics that exist now
   */
  LiveTopics(Map<String, Object> clients, Set<String> known) {
    this.names = Set.copyOf(known);
    this.asking = new Thread(() -> ask(clients), "live-topics");
    asking.setDaemon(true);
    asking.start();
  }

  @Override
  public boolean test(String topic) {
    if (names.contains(topic)) {
      return true;
    }
    Long until = made.get(topic);
    return until != null && System.nanoTime() - until < 0;
  }

  /** The topics that exist, as of the last answer. */
  Set<String> names() {
    return names;
  }

  /** When the broker last said which topics exist. */
  Instant answered() {
    return answered;
  }

  /** Topics exist from now on: another broker may not have heard of them yet. */
  void add(Collection<String> topics) {
    long until = System.nanoTime() + REMEMBERED.toNanos();
    made.values().removeIf(end -> System.nanoTime() - end >= 0);
    topics.forEach(topic -> made.put(topic, until));
  }

  /** Stops asking; the last answer stays. */
  @Override
  public void close() {
    asking.interrupt();
  }

  private void ask(Map<String, Object> clients) {
    try (Admin admin = Admin.create(clients)) {
      while (!Thread.currentThread().isInterrupted()) {
        TimeUnit.MILLISECONDS.sleep(EVERY.toMillis());
        try {
          names =
              Set.copyOf(
                  admin.listTopics().names().get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS));
          answered = Instant.now();
          outage.over();
        } catch (ExecutionException | TimeoutException e) {
          outage.failed(e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
