package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.cli.Ran;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code audit} says of a sound stream whose topics retention cuts: before, and meanwhile. */
@Timeout(180)
class AuditRetentionIT {
  private static final List<String> OUTPUTS =
      List.of(".receipts", ".articles", ".enriched", ".tag.sanctions");

  private static Broker broker = Broker.NONE;
  private static BrokerStream stream;
  private static AuditedTopics topics;

  @BeforeAll
  static void start(@TempDir Path dir) throws Exception {
    broker = Broker.inProcess(dir.resolve("broker"));
    stream = AuditedStream.play(broker, dir);
    topics = new AuditedTopics(broker, stream);
  }

  @AfterAll
  static void stop() {
    stream.close();
    broker.close();
  }

  @Test
  void shouldNotMissWhatRetentionTook() throws Exception {
    topics.write("cut", (topic, records) -> records);
    cut("cut", OUTPUTS);

    Ran ran = audit("cut");

    assertThat(ran.code()).as(ran.out()).isZero();
    assertThat(ran.out())
        .contains("beyond judging: what came before ", " on cut.receipts, where retention")
        .containsPattern("  beyond judging +[1-9]");
  }

  @Test
  void shouldNotMissWhatRetentionTakesWhileItReads() throws Exception {
    topics.write("meanwhile", (topic, records) -> records);

    Ran ran = auditWhileReading("meanwhile", () -> cut("meanwhile", OUTPUTS));

    assertThat(ran.code()).as(ran.out()).isZero();
    assertThat(ran.out())
        .contains("beyond judging: what came before ", " on meanwhile.receipts, where retention")
        .containsPattern("  beyond judging +[1-9]");
  }

  @ParameterizedTest
  @ValueSource(strings = {".raw", ".receipts", ".articles", ".enriched", ".tag.sanctions"})
  void shouldNotMissWhatItTakesOfOneTopicOnly(String topic) throws Exception {
    String prefix = "of" + topic.replace('.', '-');
    topics.write(prefix, (name, records) -> records);

    Ran ran = auditWhileReading(prefix, () -> cut(prefix, List.of(topic)));

    assertThat(ran.code()).as(ran.out()).isZero();
  }

  @Test
  void shouldEndWhereWhatItIsToReadNextIsDeleted() throws Exception {
    topics.write("under", (topic, records) -> records);
    String fetch = "kafka.max.partition.fetch.bytes=100"; // a record at a time

    Ran ran =
        Meanwhile.reading(
            "under.raw",
            () -> cut("under", List.of(".raw")),
            () -> audit("under", "--set", Meanwhile.SETTING, "--set", fetch));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("was deleted meanwhile", "under.raw", "audit again");
  }

  /** All but the last article, which came long after the others. */
  private static void cut(String prefix, List<String> from) throws Exception {
    Map<TopicPartition, RecordsToDelete> taken = new HashMap<>();
    for (String topic : from) {
      int partition =
          topic.equals(".raw")
              ? topics.record(topic, it -> "z1".equals(AuditedTopics.key(it))).partition()
              : topics.first(topic, "z1").partition();
      long before = topics.of(topic).stream().filter(it -> it.partition() == partition).count() - 1;
      taken.put(
          new TopicPartition(prefix + topic, partition), RecordsToDelete.beforeOffset(before));
    }
    try (Admin admin = broker.admin()) {
      admin.deleteRecords(taken).all().get();
    }
  }

  /** What waits for the end of an embargo is read first, once it is settled what is judged. */
  private static Ran auditWhileReading(String prefix, Meanwhile.Work work) throws Exception {
    return Meanwhile.reading(
        prefix + "-app-embargo-changelog", work, () -> audit(prefix, "--set", Meanwhile.SETTING));
  }

  private static Ran audit(String prefix, String... args) {
    List<String> all = new ArrayList<>(List.of("audit"));
    all.addAll(List.of(args));
    return AuditedStream.command(broker, prefix, all.toArray(String[]::new));
  }
}
