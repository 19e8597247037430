package dev.slugline.app.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.BrokerStream;
import dev.slugline.app.broker.Broker;
import dev.slugline.app.config.SluglineConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** A view over restarts, losses and changes of its topics, which the tests write themselves. */
@Timeout(600)
class ViewIT {
  private static final Duration WITHIN = Duration.ofSeconds(90);
  private static final int READERS = 40;
  private static final int REFILLS = 8;

  @TempDir static Path dir = Path.of("");
  private static Broker broker = Broker.NONE;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.inProcess(dir.resolve("broker"));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void shouldGoOnWhereItStoppedAndNotReadAnew() throws Exception {
    SluglineConfig config = topics("goes-on");
    send("goes-on", "a", "b");
    try (View view = ready(config)) {
      assertThat(ids(view)).containsExactly("b", "a");
      assertThat(view.age()).isLessThan(Duration.ofSeconds(30));
    }
    // what it read is gone from the topic: only its own disk has it still
    deleteRecords("goes-on", 2);
    send("goes-on", "c");
    try (View view = ready(config)) {
      assertThat(ids(view)).containsExactly("c", "b", "a");
      assertThat(view.tag("tides").count()).isEqualTo(3);
    }
  }

  @Test
  void shouldBeginAnewWhereWhatItHasNotReadIsGone() throws Exception {
    SluglineConfig config = topics("gone");
    send("gone", "a");
    try (View view = ready(config)) {
      assertThat(ids(view)).containsExactly("a");
    }
    send("gone", "b", "c");
    deleteRecords("gone", 2);
    try (View view = ready(config)) {
      assertThat(ids(view)).as("a may be gone as b is").containsExactly("c");
      assertThat(view.tag("tides").count()).isEqualTo(1);
    }
  }

  @Test
  void shouldBeginAnewWhereTheTopicWasMadeAnew() throws Exception {
    SluglineConfig config = topics("anew");
    send("anew", "a", "b");
    try (View view = ready(config)) {
      assertThat(ids(view)).hasSize(2);
    }
    try (Admin admin = broker.admin()) {
      admin.deleteTopics(List.of("anew.enriched")).all().get();
      await()
          .atMost(WITHIN)
          .until(() -> !admin.listTopics().names().get().contains("anew.enriched"));
      admin.createTopics(List.of(new NewTopic("anew.enriched", 1, (short) 1))).all().get();
    }
    await().atMost(WITHIN).ignoreExceptions().untilAsserted(() -> send("anew", "x", "y", "z"));
    try (View view = ready(config)) {
      assertThat(ids(view)).contains("x", "y", "z").doesNotContain("a", "b");
    }
  }

  @Test
  void shouldBeginAnewWhereTheStoreIsBroken() throws Exception {
    SluglineConfig config = topics("broken");
    send("broken", "a", "b");
    try (View view = ready(config)) {
      assertThat(ids(view)).hasSize(2);
    }
    Path store = dir.resolve("broken/view/broken-app/store");
    Files.writeString(store.resolve("CURRENT"), "MANIFEST-999999\n");
    try (View view = ready(config)) {
      assertThat(ids(view)).containsExactly("b", "a");
    }
  }

  @Test
  void shouldKeepAViewForEachInstanceOfOneStateFolder() throws Exception {
    SluglineConfig config = topics("shared");
    send("shared", "a", "b");
    try (View one = ready(config);
        View other = ready(config)) {
      send("shared", "c");
      for (View view : List.of(one, other)) {
        await()
            .atMost(WITHIN)
            .untilAsserted(() -> assertThat(ids(view)).containsExactly("c", "b", "a"));
      }
      assertThat(dir.resolve("shared/view/shared-app-2/store")).isDirectory();
    }
  }

  /**
   * Whoever asks at the moment in which the store is taken away gets no answer, not an empty one.
   */
  @Test
  void shouldNeverAnswerFromAStoreThatIsBeingFilledAnew() throws Exception {
    SluglineConfig config = topics("refilled");
    send("refilled", "a");
    ViewFolder folder = ViewFolder.hold(dir.resolve("refilled/view"), "refilled");
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    AtomicBoolean over = new AtomicBoolean();
    try (ViewFollower follower = new ViewFollower(config, folder)) {
      await().atMost(WITHIN).until(() -> follower.progress().ready());
      List<Future<Integer>> empty = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        empty.add(readers.submit(() -> emptyAnswers(follower, over)));
      }
      for (int i = 0; i < REFILLS; i++) {
        ViewStore broken = follower.ask(store -> store);
        assertThatThrownBy(() -> follower.ask(ViewIT::breaking))
            .isInstanceOf(RestoringException.class);
        await()
            .atMost(WITHIN)
            .ignoreExceptions()
            .until(() -> follower.ask(store -> store != broken));
      }
      over.set(true);

      for (Future<Integer> each : empty) {
        assertThat(each.get()).isZero();
      }
    } finally {
      over.set(true);
      readers.shutdown();
    }
  }

  private static boolean breaking(ViewStore unused) throws RocksDBException {
    throw new RocksDBException("broken by the test");
  }

  private static int emptyAnswers(ViewFollower follower, AtomicBoolean over) throws Exception {
    int empty = 0;
    while (!over.get()) {
      try {
        empty += follower.ask(store -> store.article("a") == null) ? 1 : 0;
      } catch (RestoringException e) {
        Thread.sleep(1); // as it should be, for a while
      }
    }
    return empty;
  }

  @Test
  void shouldForgetWhatIsTakenBackAndKnowWhy() throws Exception {
    SluglineConfig config = topics("withdrawn");
    send("withdrawn", "a", "b");
    try (View view = ready(config)) {
      put("withdrawn.enriched", "a", null);
      put(
          "withdrawn.withdrawn",
          "a",
          "{\"kind\":\"withheld\",\"reason\":\"a wrong name\",\"at\":\"2026-05-01T00:00:00Z\"}");
      put(
          "withdrawn.withdrawn",
          "b",
          "{\"kind\":\"withheld\",\"at\":\"2026-05-01T00:00:00Z\",\"returnedAt\":\"2026-05-02T00:00:00Z\"}");
      put("withdrawn.enriched", "not-an-article", "[]");
      send("withdrawn", "z");

      await().atMost(WITHIN).untilAsserted(() -> assertThat(ids(view)).containsExactly("z", "b"));
      await().atMost(WITHIN).until(() -> view.withdrawal("a").isPresent());
      assertThat(view.article("a")).isEmpty();
      assertThat(view.withdrawal("a").orElseThrow().reason()).isEqualTo("a wrong name");
      assertThat(view.withdrawal("b")).as("it came back").isEqualTo(Optional.empty());
    }
  }

  private static SluglineConfig topics(String prefix) throws Exception {
    try (Admin admin = broker.admin()) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(prefix + ".enriched", 1, (short) 1),
                  new NewTopic(prefix + ".withdrawn", 1, (short) 1)))
          .all()
          .get();
    }
    return BrokerStream.config(broker, dir, prefix);
  }

  private static View ready(SluglineConfig config) throws Exception {
    View view = View.open(config, Path.of(config.text("state.dir")));
    await().atMost(WITHIN).until(() -> view.progress().ready());
    return view;
  }

  private static List<String> ids(View view) throws Exception {
    return view.articles("tides", ListQuery.newest(50)).articles().stream()
        .map(
            it ->
                new String(it, StandardCharsets.UTF_8)
                    .replaceAll(".*\"id\":\"([a-z-]+)\",\"rec.*", "$1"))
        .toList();
  }

  /** Articles with the tag tides; the later ones arrive later. */
  private static void send(String prefix, String... ids) throws Exception {
    for (String id : ids) {
      put(
          prefix + ".enriched",
          id,
          "{\"id\":\"%s\",\"receivedAt\":\"2026-05-01T00:00:%02dZ\",\"tags\":[{\"id\":\"tides\",\"relevance\":9}]}"
              .formatted(id, id.charAt(0) - 'a'));
    }
  }

  private static void put(String topic, String key, @Nullable String value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      producer
          .send(
              new ProducerRecord<>(
                  topic,
                  key.getBytes(StandardCharsets.UTF_8),
                  value == null ? null : value.getBytes(StandardCharsets.UTF_8)))
          .get();
    }
  }

  private static void deleteRecords(String prefix, long before) throws Exception {
    try (Admin admin = broker.admin()) {
      admin
          .deleteRecords(
              Map.of(
                  new TopicPartition(prefix + ".enriched", 0),
                  RecordsToDelete.beforeOffset(before)))
          .all()
          .get();
    }
  }
}
