package dev.slugline.app;

import static dev.slugline.app.ChainScenario.json;
import static dev.slugline.app.ChainScenario.retraction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.ChainScenario.Read;
import dev.slugline.app.broker.Broker;
import dev.slugline.app.broker.Brokers;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.Topic;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The stream as the run command makes it, on a real broker. */
@Timeout(600)
class StreamIT {
  private Path dir;

  Brokers brokers() {
    return Brokers.asked();
  }

  @BeforeEach
  void folder(@TempDir Path folder) {
    dir = folder;
  }

  @Test
  void shouldPlayTheScenarioOfTheChain() throws Exception {
    try (Broker broker = brokers().start(dir.resolve("broker"));
        BrokerStream stream = BrokerStream.prepare(broker, dir, "news")) {
      try (Admin admin = broker.admin()) {
        admin.deleteTopics(List.of(ChainScenario.GONE)).all().get();
      }
      await().until(() -> !stream.runner().sees(ChainScenario.GONE));
      stream.run();

      ChainScenario.play(new OnBroker(stream));

      assertThat(stream.runner().failed()).isFalse();
      shouldCarryOnAfterARestart(stream);
    }
  }

  private static void shouldCarryOnAfterARestart(BrokerStream stream) throws Exception {
    int before = stream.committed(stream.topics().receipts()).size();
    stream.restart(() -> {});
    stream.feed("a2", json("a2", "Ministers agree", ChainScenario.BODY, "2026-01-01T10:00:00Z"));
    stream.feed("a2", retraction("a2"));

    List<Receipt> receipts = stream.receipts(before + 2);
    assertThat(receipts).extracting(Receipt::outcome).contains("article", "retraction");
    List<ConsumerRecord<String, EnrichedArticle>> sanctions =
        stream.committed(stream.out().tag("sanctions"));
    assertThat(sanctions).extracting(r -> r.value() == null).endsWith(false, true);
    ConsumerRecord<String, EnrichedArticle> last = sanctions.get(sanctions.size() - 1);
    assertThat(SluglineHeaders.get(last.headers(), SluglineHeaders.CAUSE)).isEqualTo("retraction");
    assertThat(stream.runner().failed()).isFalse();
  }

  /** Reads each topic once, when all receipts are there: nothing comes after them. */
  private static final class OnBroker implements ChainScenario.Place {
    private final BrokerStream stream;
    private final Map<String, List<? extends Read<?, ?>>> read = new HashMap<>();

    OnBroker(BrokerStream stream) {
      this.stream = stream;
    }

    @Override
    public void feed(String key, String value) throws Exception {
      stream.feed(key, value);
    }

    @Override
    @SuppressWarnings("unchecked") // what is kept under a topic's name is of the topic's types
    public <K, V> List<Read<K, V>> read(Topic<K, V> topic, int receipts) {
      if (read.isEmpty()) {
        stream.receipts(receipts);
      }
      return (List<Read<K, V>>)
          read.computeIfAbsent(
              topic.name(),
              name ->
                  stream.committed(topic).stream()
                      .map(r -> new Read<>(r.key(), r.value(), r.headers()))
                      .toList());
    }
  }
}
