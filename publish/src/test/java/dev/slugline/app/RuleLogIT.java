package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.TopicAdmin;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.CurrentCatalogue.Live;
import dev.slugline.enrich.catalogue.InvalidRulesException;
import dev.slugline.enrich.catalogue.LiveCatalogue;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.catalogue.RuleHistory;
import dev.slugline.enrich.catalogue.RuleLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The rule log on a real broker; each test under a prefix of its own. */
@Timeout(600)
class RuleLogIT {
  private static final int ROUNDS = 12;
  private static Broker broker;

  @BeforeAll
  static void start(@TempDir Path dir) throws Exception {
    broker = Broker.inProcess(dir);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void shouldMakeEveryCatalogueAgainFromTheLog() throws Exception {
    RuleLog log = log("again");
    LoadedCatalogue first = rules(rule("a", "apple"), rule("b", "bread"));
    LoadedCatalogue second = rules(rule("a", "apricot"), rule("c", "cheese"));

    log.write(first, null, "test");
    log.write(second, first.hash(), "test");
    log.write(first, second.hash(), "test");

    RuleHistory history = log.read();
    assertThat(history.applied())
        .extracting(it -> it.manifest().hash())
        .containsExactly(first.hash(), second.hash(), first.hash());
    for (LoadedCatalogue it : List.of(first, second)) {
      assertThat(history.catalogue(it.hash()).catalogue().rules())
          .isEqualTo(it.catalogue().rules());
    }
    assertThatThrownBy(() -> history.catalogue("feed"))
        .isInstanceOf(InvalidRulesException.class)
        .hasMessageContaining("no catalogue of this hash was ever applied");
  }

  @Test
  void shouldTakeTheCatalogueOfTheLogBeforeTheGivenOne() throws Exception {
    RuleLog log = log("kept");
    LoadedCatalogue applied = rules(rule("a", "apple"));

    assertThat(log.currentOr(applied, "test").catalogue().hash()).isEqualTo(applied.hash());
    assertThat(log.currentOr(CatalogueLoader.shipped(), "test").catalogue().hash())
        .isEqualTo(applied.hash());
    assertThat(log.read().applied()).hasSize(1);
  }

  @Test
  void shouldWriteOnceWhenSeveralInstancesStartTogether() throws Exception {
    RuleLog log = log("race");
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      List<Future<Live>> answers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        LoadedCatalogue own = rules(rule("a", "apple" + i));
        answers.add(pool.submit(() -> log.currentOr(own, "test")));
      }
      List<String> hashes = new ArrayList<>();
      for (Future<Live> answer : answers) {
        hashes.add(answer.get().catalogue().hash());
      }

      assertThat(log.read().applied()).hasSize(1);
      assertThat(hashes).containsOnly(log.read().applied().get(0).manifest().hash());
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void shouldRefuseToOverwriteWhatTheWriterHasNotSeen() throws Exception {
    RuleLog log = log("conflict");
    LoadedCatalogue first = rules(rule("a", "apple"));
    log.write(first, null, "test");

    assertThatThrownBy(() -> log.write(rules(rule("b", "bread")), null, "test"))
        .isInstanceOf(RuleLog.Conflict.class)
        .hasMessageContaining(first.hash());
    assertThat(log.read().applied()).hasSize(1);
  }

  /** Wherever in its work a writer is, it is told that another came, not of Kafka's states. */
  @Test
  void shouldTellAConflictHoweverFarTheWriterWasWhenAnotherCame() throws Exception {
    RuleLog log = log("between");
    LoadedCatalogue first = rules(rule("a", "apple"));
    LoadedCatalogue second = rules(rule("b", "bread"));
    log.write(first, null, "test");
    Map<String, Object> config =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "between-rules");
    ExecutorService pool = Executors.newSingleThreadExecutor();
    int conflicts = 0;
    try {
      // on a slow machine a writer takes longer to come as far as where a conflict is
      for (int round = 0; round < ROUNDS || conflicts == 0; round++) {
        String holds = log.read().current().orElseThrow().manifest().hash();
        LoadedCatalogue base = holds.equals(first.hash()) ? first : second;
        LoadedCatalogue next = holds.equals(first.hash()) ? second : first;
        Future<Long> written = pool.submit(() -> log.write(next, base.hash(), "test"));
        Thread.sleep(round * 20L);
        try (KafkaProducer<String, byte[]> other =
            new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
          other.initTransactions();
        }
        try {
          written.get();
        } catch (ExecutionException e) {
          assertThat(e.getCause())
              .as("round %d", round)
              .isInstanceOf(RuleLog.Conflict.class)
              .hasMessage("another writer came in between");
          conflicts++;
        }
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(conflicts).isPositive();
  }

  /**
   * A catalogue holds once its topics are there, which takes a while; what it has is known before.
   */
  @Test
  void shouldKnowTheRulesThatWereAndThoseThatAreToCome() throws Exception {
    RuleLog log = log("ever");
    LoadedCatalogue first = rules(rule("a", "apple"));
    LoadedCatalogue second = rules(rule("b", "bread"));
    LoadedCatalogue third = rules(rule("c", "cheese"));
    log.write(first, null, "test");
    Live now = new Live(second, log.write(second, first.hash(), "test"));
    CountDownLatch made = new CountDownLatch(1);
    try (LiveCatalogue live = new LiveCatalogue(log, now, next -> made.await())) {
      assertThat(live.everHad("a")).isTrue();
      assertThat(live.everHad("b")).isTrue();
      assertThat(live.everHad("c")).isFalse();

      log.write(third, second.hash(), "test");

      await().until(() -> live.everHad("c"));
      assertThat(live.now()).isEqualTo(now);
      made.countDown();
      await().until(() -> live.now().catalogue().hash().equals(third.hash()));
      assertThat(live.everHad("b")).isTrue();
      assertThat(live.everHad("d")).isFalse();
    }
  }

  @Test
  void shouldPassOverARecordThatIsNone() throws Exception {
    RuleLog log = log("garbage");
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      for (String garbage : List.of("no json", "{\"kind\":\"other\"}", "null")) {
        producer
            .send(
                new ProducerRecord<>(
                    "garbage.rules", "x", garbage.getBytes(StandardCharsets.UTF_8)))
            .get();
      }
    }
    LoadedCatalogue first = rules(rule("a", "apple"));

    assertThat(log.currentOr(first, "test").catalogue().hash()).isEqualTo(first.hash());
    assertThat(log.currentOr(CatalogueLoader.shipped(), "test").catalogue().hash())
        .isEqualTo(first.hash());
  }

  private static RuleLog log(String prefix) throws Exception {
    SluglineConfig config =
        SluglineConfig.load(
            null,
            Map.of(),
            List.of("bootstrap.servers=" + broker.bootstrapServers(), "prefix=" + prefix));
    try (Admin admin = Admin.create(config.clients())) {
      new TopicAdmin(admin, config).create(List.of(RuleLog.topic(prefix)));
    }
    return new RuleLog(config.clients(), prefix);
  }

  private static LoadedCatalogue rules(String... yaml) throws Exception {
    Map<String, String> texts = new java.util.TreeMap<>();
    for (String text : yaml) {
      texts.put("file" + texts.size(), text);
    }
    return CatalogueLoader.fromTexts(texts);
  }

  private static String rule(String id, String word) {
    return "id: %s\nlabel: %s\nclauses:\n  - {weight: 10, query: %s}\n".formatted(id, id, word);
  }
}
