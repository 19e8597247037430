package dev.slugline.app;

import static dev.slugline.app.BrokerStream.header;
import static dev.slugline.app.ChainScenario.BODY;
import static dev.slugline.app.ChainScenario.json;
import static dev.slugline.app.ChainScenario.retraction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.broker.Brokers;
import dev.slugline.app.cli.Ran;
import dev.slugline.app.kafka.Preflight;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The broker or the installation changes under the stream; one broker, a prefix a test. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangesIT {
  private static final String AT = "2026-01-01T10:00:00Z";

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
  void shouldGoOnWhenATagTopicIsDeletedWhileItRuns() throws Exception {
    try (BrokerStream stream =
        BrokerStream.start(
            broker,
            dir,
            "gone",
            "kafka.max.block.ms=3000",
            "kafka.request.timeout.ms=8000",
            "kafka.delivery.timeout.ms=12000",
            "kafka.session.timeout.ms=6000",
            "kafka.heartbeat.interval.ms=1000")) {
      String tag = stream.out().tag("sanctions").name();
      stream.feed("a1", json("a1", "Ministers agree", BODY, AT));
      stream.receipts(1);
      try (Admin admin = broker.admin()) {
        admin.deleteTopics(List.of(tag)).all().get();
      }
      // at once, so that some are sent to the topic before the stream has seen that it is gone
      stream.feed("a1", json("a2", "Ministers agree", BODY, AT));
      stream.feed("a1", retraction("a1"));
      stream.feed("a1", json("a3", "Ministers agree", BODY, AT));

      assertThat(stream.outcomes(6))
          .containsExactlyInAnyOrder(
              "ingest article",
              "ingest article",
              "ingest article",
              "ingest retraction",
              "publish dead-letter",
              "publish dead-letter");
      assertThat(stream.committed(stream.topics().deadLetter()))
          .allSatisfy(
              letter -> assertThat(header(letter, SluglineHeaders.ERROR)).isEqualTo("no-topic"));
      assertThat(stream.committed(stream.out().enriched())).hasSize(4);
      assertThat(stream.runner().failed()).isFalse();
    }
  }

  @Test
  void shouldGoOnWhenRawGrows() throws Exception {
    try (BrokerStream stream =
        BrokerStream.start(broker, dir, "growing", "kafka.metadata.max.age.ms=500")) {
      for (int i = 0; i < 20; i++) {
        stream.feed("k" + i, json("a" + i, "Ministers agree", BODY, AT));
      }
      try (Admin admin = broker.admin()) {
        admin
            .createPartitions(Map.of(stream.topics().raw().name(), NewPartitions.increaseTo(4)))
            .all()
            .get();
      }
      Set<Integer> partitions = new TreeSet<>();
      for (int i = 20; i < 60; i++) {
        RecordMetadata at = stream.feed("k" + i, json("a" + i, "Ministers agree", BODY, AT));
        partitions.add(at.partition());
      }

      assertThat(partitions).containsExactly(0, 1, 2, 3);
      assertThat(stream.outcomes(60)).containsOnly("ingest article");
      assertThat(stream.committed(stream.out().tag("sanctions"))).hasSize(60);
      assertThat(stream.runner().failed()).isFalse();
    }
  }

  @Test
  void shouldDoubleNothingWhenGroupOffsetsAreLost() throws Exception {
    try (BrokerStream stream = BrokerStream.start(broker, dir, "lost")) {
      stream.feed("a1", json("a1", "Ministers agree", BODY, AT));
      stream.feed("a1", json("a1", "Ministers agree", BODY, AT));
      stream.feed("a1", json("a1", "Ministers do not agree", BODY, "2026-01-01T11:00:00Z"));
      stream.feed("a1", json("a2", "Ministers agree", BODY, AT));
      stream.feed("a1", retraction("a2"));
      stream.feed("a1", "{\"cut");
      stream.feed("a1", "[]");
      stream.receipts(7);
      stream.restart(() -> deleteGroup("lost-app"));
      stream.feed("a1", json("a3", "Ministers agree", BODY, AT));

      // the new one, and again what no store remembers: the dead letter and the skipped
      assertThat(stream.outcomes(10))
          .filteredOn(told -> told.equals("ingest dead-letter") || told.equals("ingest skipped"))
          .hasSize(4);
      assertThat(stream.committed(stream.topics().articles())).hasSize(5);
      assertThat(stream.committed(stream.out().enriched())).hasSize(5);
      assertThat(stream.committed(stream.out().tag("sanctions"))).hasSize(5);
      assertThat(stream.committed(stream.topics().withdrawn())).hasSize(1);
      assertThat(stream.committed(stream.topics().deadLetter())).hasSize(2);
    }
  }

  @Test
  void shouldRefuseAnotherTopologyUnderTheSameApplicationId() throws Exception {
    try (BrokerStream stream = BrokerStream.start(broker, dir, "first")) {
      assertThatThrownBy(
              () -> BrokerStream.prepare(broker, dir, "second", "application.id=first-app").close())
          .isInstanceOf(Preflight.Refused.class)
          .hasMessageContaining("another stream")
          .hasMessageContaining("application.id=first-app");

      try (BrokerStream same = BrokerStream.prepare(broker, dir.resolve("same"), "first")) {
        assertThat(same.runner().failed()).as("another instance of the same").isFalse();
      }
      assertThat(stream.runner().failed()).isFalse();
    }
  }

  /** It would publish everything again, what was killed among it. */
  @Test
  void shouldRefuseAnotherApplicationIdOnTheSameTopics() throws Exception {
    try (BrokerStream stream = BrokerStream.start(broker, dir, "known")) {
      stream.feed("a1", json("a1", "Ministers agree", BODY, AT));
      stream.receipts(1);

      assertThatThrownBy(
              () -> BrokerStream.prepare(broker, dir, "known", "application.id=other-app").close())
          .isInstanceOf(Preflight.Refused.class)
          .hasMessageContaining("application.id=other-app (--set) has worked none of the articles")
          .hasMessageContaining("known.articles");
    }
  }

  /** The rules that come with Slugline would take the place of those that were applied. */
  @Test
  void shouldRefuseToStartWhereTheRuleLogIsGone() throws Exception {
    try (BrokerStream stream = BrokerStream.start(broker, dir, "ruled")) {
      stream.feed("a1", json("a1", "Ministers agree", BODY, AT));
      stream.receipts(1);
    }
    broker.delete("ruled.rules");

    assertThatThrownBy(() -> BrokerStream.prepare(broker, dir, "ruled").close())
        .isInstanceOf(Preflight.Refused.class)
        .hasMessageContaining("ruled.rules holds no rules, yet ruled.articles holds articles")
        .hasMessageContaining("slugline rules apply --rules FOLDER");

    Path folder = Files.createDirectory(dir.resolve("rules"));
    Files.writeString(folder.resolve("trade.yaml"), LiveRules.TRADE);
    Ran applied =
        Ran.command(
            "rules",
            "apply",
            "--rules",
            folder.toString(),
            "-b",
            broker.bootstrapServers(),
            "--set",
            "prefix=ruled");
    assertThat(applied.code()).as(applied.err()).isZero();
    BrokerStream.prepare(broker, dir, "ruled").close();
  }

  @Test
  void shouldSayThatInternalTopicsCannotBeReplicated() throws Exception {
    BrokerStream.prepare(broker, dir, "copies").close();

    assertThatThrownBy(
            () -> BrokerStream.prepare(broker, dir, "copies", "replication.factor=3").close())
        .isInstanceOf(Preflight.Refused.class)
        .hasMessageContaining("copies-app-articles-by-id-repartition")
        .hasMessageContaining("eplication factor");
  }

  private void deleteGroup(String group) {
    try (Admin admin = broker.admin()) {
      await()
          .ignoreExceptionsInstanceOf(ExecutionException.class)
          .until(
              () -> {
                admin.deleteConsumerGroups(List.of(group)).all().get();
                return true;
              });
    }
  }
}
