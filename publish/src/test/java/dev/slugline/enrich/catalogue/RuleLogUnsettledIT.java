package dev.slugline.enrich.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slugline.app.TestRules;
import dev.slugline.app.broker.Broker;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.TopicAdmin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a broker does now and then where writers come together: it does not say how one ended. */
@Timeout(600)
class RuleLogUnsettledIT {
  private static Broker broker = Broker.NONE;

  private final AtomicInteger commits = new AtomicInteger();

  @BeforeAll
  static void start(@TempDir Path dir) throws Exception {
    broker = Broker.inProcess(dir);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void shouldFindWhatWasWrittenAfterAll() throws Exception {
    RuleLog log = log("written", 1, true);
    LoadedCatalogue rules = TestRules.two();

    long sequence = log.write(rules, null, "test");

    assertThat(log.read().applied())
        .extracting(it -> it.manifest().hash(), RuleHistory.Applied::sequence)
        .containsExactly(tuple(rules.hash(), sequence));
  }

  @Test
  void shouldWriteAgainWhatWasNotWritten() throws Exception {
    RuleLog log = log("again", 1, false);
    LoadedCatalogue rules = TestRules.two();

    long sequence = log.write(rules, null, "test");

    assertThat(commits).hasValue(2);
    assertThat(log.read().applied())
        .extracting(RuleHistory.Applied::sequence)
        .containsExactly(sequence);
  }

  /** Another came and applied his on top before the first was answered. */
  @Test
  void shouldFindWhatWasWrittenUnderAnothers() throws Exception {
    RuleLog other = log("under", 0, true);
    LoadedCatalogue rules = TestRules.two();
    RuleLog log =
        log(
            "under",
            commit -> {
              commit.run();
              other.write(TestRules.forty(), rules.hash(), "other");
              throw new ProducerFencedException("by the other");
            });

    long sequence = log.write(rules, null, "test");

    assertThat(log.read().applied())
        .extracting(it -> it.manifest().hash(), it -> it.sequence() == sequence)
        .containsExactly(tuple(rules.hash(), true), tuple(TestRules.forty().hash(), false));
  }

  @Test
  void shouldGiveUpWhereItIsNeverSaid() throws Exception {
    RuleLog log = log("never", Integer.MAX_VALUE, false);

    assertThatThrownBy(() -> log.write(TestRules.two(), null, "test"))
        .isInstanceOf(IOException.class)
        .hasMessage("never.rules cannot be written: unhandled");
    assertThat(commits).hasValue(2);
    assertThat(log.read().applied()).isEmpty();
  }

  /** Its first commits end without an answer that helps, and are done or are not. */
  private RuleLog log(String prefix, int failing, boolean done) throws Exception {
    return log(
        prefix,
        commit -> {
          boolean fails = commits.incrementAndGet() <= failing;
          if (!fails || done) {
            commit.run();
          }
          if (fails) {
            throw new KafkaException("unhandled");
          }
        });
  }

  /** How a commit goes. */
  private interface Fault {
    void commit(Runnable commit) throws Exception;
  }

  private static RuleLog log(String prefix, Fault fault) throws Exception {
    SluglineConfig config =
        SluglineConfig.load(
            null,
            Map.of(),
            List.of("bootstrap.servers=" + broker.bootstrapServers(), "prefix=" + prefix));
    try (Admin admin = Admin.create(config.clients())) {
      new TopicAdmin(admin, config).create(List.of(RuleLog.topic(prefix)));
    }
    return new RuleLog(
        config.clients(),
        prefix,
        settings ->
            new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()) {
              @Override
              public void commitTransaction() {
                try {
                  fault.commit(super::commitTransaction);
                } catch (KafkaException e) {
                  throw e;
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              }
            });
  }
}
