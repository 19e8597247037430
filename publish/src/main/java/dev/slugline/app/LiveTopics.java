package dev.slugline.app;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
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

  private final Thread asking;
  private volatile Set<String> names;

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
    return names.contains(topic);
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
        } catch (ExecutionException | TimeoutException e) {
          LOG.warn("the broker does not say which topics exist; the last answer holds", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
