package dev.slugline.app;

import static dev.slugline.app.BrokerStream.header;
import static dev.slugline.app.ChainScenario.BODY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.broker.Brokers;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Embargoes by the real clock, over a restart and a change of instances. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbargoIT {
  private static final int MANY = 8;

  private Broker broker = Broker.NONE;
  private Path dir = Path.of(".");

  Brokers brokers() {
    return Brokers.asked();
  }

  @BeforeAll
  void startBroker(@TempDir Path folder) throws Exception {
    broker = brokers().start(folder.resolve("broker"));
  }

  @AfterAll
  void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void folder(@TempDir Path folder) {
    dir = folder;
  }

  @Test
  void shouldReleaseInTimeAndWhatWasDueWhileItWasDown() throws Exception {
    try (BrokerStream stream = BrokerStream.start(broker, dir, "held")) {
      Instant soon = in(10);
      stream.feed("a", item("a", soon));
      stream.receipts(1);
      assertNothingBefore(soon, stream);

      List<Receipt> receipts = stream.receipts(2);

      assertThat(receipts).extracting(Receipt::outcome).containsExactly("held", "released");
      assertThat(receipts.get(1).at()).isBetween(soon, soon.plusSeconds(3));
      Instant down = in(10);
      stream.feed("b", item("b", down));
      stream.receipts(3);
      stream.restart(() -> await().until(() -> Instant.now().isAfter(down)));

      assertThat(stream.outcomes(4)).last().isEqualTo("ingest released");
      List<ConsumerRecord<String, EnrichedArticle>> tagged =
          stream.records(stream.out().tag("sanctions"), 2);
      assertThat(tagged)
          .allSatisfy(r -> assertThat(header(r, SluglineHeaders.CAUSE)).isEqualTo("release"));
      assertThat(stream.runner().failed()).isFalse();
    }
  }

  @Test
  void shouldReleaseOnceWhereTheInstanceThatHeldItIsGone() throws Exception {
    try (BrokerStream first = BrokerStream.start(broker, dir, "moved");
        BrokerStream second = BrokerStream.prepare(broker, dir.resolve("second"), "moved")) {
      second.run();
      Instant until = in(15);
      for (int i = 0; i < MANY; i++) {
        first.feed("k" + i, item("a" + i, until));
      }
      assertThat(first.outcomes(MANY)).containsOnly("ingest held");
      first.runner().close();
      assertNothingBefore(until, second);

      assertThat(second.outcomes(2 * MANY)).filteredOn(o -> o.endsWith("released")).hasSize(MANY);
      assertThat(second.records(second.out().tag("sanctions"), MANY))
          .extracting(ConsumerRecord::key)
          .doesNotHaveDuplicates();
      assertThat(second.runner().failed()).isFalse();
    }
  }

  /** A look that took longer than until then says nothing. */
  private static void assertNothingBefore(Instant until, BrokerStream stream) {
    List<?> articles = stream.committed(stream.topics().articles());
    if (Instant.now().isBefore(until)) {
      assertThat(articles).isEmpty();
    }
  }

  /** Long enough for what is fed to be held before it is due, on a busy machine too. */
  private static Instant in(int seconds) {
    return Instant.now().plus(Duration.ofSeconds(seconds)).truncatedTo(ChronoUnit.MILLIS);
  }

  private static String item(String id, Instant until) {
    return "{\"id\":\"%s\",\"source\":\"wire\",\"language\":\"en\",\"embargoed\":\"%s\",\"title\":\"Kept in\",\"body\":\"%s\"}"
        .formatted(id, until, BODY);
  }
}
