package dev.slugline.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.slugline.app.BrokerStream;
import dev.slugline.app.broker.Broker;
import dev.slugline.app.cli.Ran;
import dev.slugline.app.config.SluglineConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an audit makes of a stream that works, and so deletes, what is between the hops: before it
 * is settled what is judged, and after.
 */
@Timeout(180)
class IntakeIT {
  private static final TopicPartition HOP =
      new TopicPartition("news-app-articles-by-id-repartition", 0);

  private Path dir = Path.of("");
  private Broker broker = Broker.NONE;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    dir = folder;
    broker = Broker.inProcess(dir.resolve("broker"));
    Ran created = Ran.command("topics", "create", "-b", broker.bootstrapServers());
    assertThat(created.code()).as(created.err()).isZero();
    try (Admin admin = broker.admin();
        KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      admin.createTopics(List.of(new NewTopic(HOP.topic(), 1, (short) 1))).all().get();
      for (int i = 0; i < 3; i++) {
        byte[] item = "not what crosses".getBytes(StandardCharsets.UTF_8); // so that it is told
        producer.send(new ProducerRecord<>(HOP.topic(), item)).get();
      }
    }
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void shouldPassOverWhatWasWorkedBefore() throws Exception {
    delete(1);

    assertThat(read(take())).isEqualTo(2);
  }

  @Test
  void shouldEndWhereItIsWorkedBeforeItIsRead() throws Exception {
    Snapshot snapshot = take();

    delete(2);

    assertThatIOException()
        .isThrownBy(() -> read(snapshot))
        .withMessageContainingAll(
            "deleted meanwhile, by the stream", HOP.toString(), "audit again");
  }

  private void delete(long before) throws Exception {
    try (Admin admin = broker.admin()) {
      admin.deleteRecords(Map.of(HOP, RecordsToDelete.beforeOffset(before))).all().get();
    }
  }

  private Snapshot take() throws Exception {
    return Snapshot.take(config(), Duration.ZERO, it -> {});
  }

  private SluglineConfig config() throws Exception {
    return BrokerStream.config(broker, dir, "news");
  }

  /** Reads it; how many records between the hops were told of. */
  private long read(Snapshot snapshot) throws Exception {
    Findings findings = new Findings(it -> {});
    try (BrokerOffsets offsets = new BrokerOffsets(config());
        Buckets places = new Buckets(dir, 1);
        Buckets articles = new Buckets(dir, 1)) {
      RowMaker rows =
          new RowMaker(
              snapshot, places, articles, new Names(), new Names(), findings, new Totals());
      WaitingRows waiting = new WaitingRows(snapshot, places, articles, findings);
      new Intake(config(), offsets, snapshot, rows, waiting, it -> {}).readAll();
    }
    return findings.counts().values().stream().mapToLong(Long::longValue).sum();
  }
}
