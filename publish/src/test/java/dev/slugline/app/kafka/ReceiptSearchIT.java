package dev.slugline.app.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.ReceiptSearch.End;
import dev.slugline.app.kafka.ReceiptSearch.Found;
import dev.slugline.ingest.stream.JsonSerde;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Receipts that nobody has at hand any more. */
@Timeout(600)
class ReceiptSearchIT {
  private static final int OTHERS = 5_000;
  private static final Topics TOPICS = new Topics("later");
  private static final RawPosition POSITION = new RawPosition(0, 0);
  private static Broker broker = Broker.NONE;
  private static SluglineConfig config;

  @BeforeAll
  static void start(@TempDir Path dir) throws Exception {
    broker = Broker.inProcess(dir);
    config = prepare();
    try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      write(producer, 0, receipt(0, "ingest", "held"));
      for (int i = 1; i <= OTHERS; i++) {
        write(producer, i % 3, receipt(i, "ingest", "article"));
      }
      write(producer, 1, receipt(0, "ingest", "released"));
      write(producer, 2, receipt(0, "publish", "dead-letter"));
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void shouldFindAlsoWhatHappenedLater() throws Exception {
    Found found = new ReceiptSearch(config).find(POSITION);

    assertThat(found.end()).isEqualTo(End.WHOLE);
    assertThat(found.receipts().receipts())
        .extracting(Receipt::outcome)
        .containsExactly("held", "released", "dead-letter");
  }

  @Test
  void shouldSayWhereTheTimeWasOverBeforeTheEnd() throws Exception {
    // after two of three partitions, each of which begins where it is asked for
    Found found = endingAfter(OTHERS * 5 / 6).find(POSITION);

    assertThat(found.end()).isEqualTo(End.CUT_OFF);
    assertThat(found.receipts().receipts()).extracting(Receipt::outcome).contains("held");
    assertThat(endingAfter(1).find(POSITION).end()).isEqualTo(End.TOO_LONG);
  }

  /** Its time is over when the clock was read so often: once a record, and once a poll. */
  private static ReceiptSearch endingAfter(int readings) {
    AtomicLong now = new AtomicLong();
    return new ReceiptSearch(config, () -> now.addAndGet(10_000_000_000L / readings));
  }

  private static SluglineConfig prepare() throws Exception {
    SluglineConfig loaded =
        SluglineConfig.load(
            null,
            Map.of(),
            List.of(
                "bootstrap.servers=" + broker.bootstrapServers(),
                "prefix=later",
                "partitions=3",
                "replication.factor=1"));
    try (Admin admin = broker.admin();
        KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      new TopicAdmin(admin, loaded).create(List.of(TOPICS.raw(), TOPICS.receipts()));
      producer.send(new ProducerRecord<>(TOPICS.raw().name(), 0, null, new byte[] {1})).get();
    }
    return loaded;
  }

  private static void write(
      KafkaProducer<byte[], byte[]> producer, int partition, Receipt receipt) {
    long soon = Instant.now().plus(Duration.ofMinutes(1)).toEpochMilli();
    byte[] key = "nq3pc4mi2mk2h6gn".getBytes(UTF_8);
    var unused =
        producer.send(
            new ProducerRecord<>(
                TOPICS.receipts().name(), partition, soon, key, JsonSerde.bytes(receipt)));
  }

  private static Receipt receipt(long offset, String stage, String outcome) {
    return new Receipt(
        TOPICS.raw().name(),
        0,
        offset,
        "https://example.org/news/" + offset,
        1,
        1,
        stage,
        outcome,
        "nq3pc4mi2mk2h6gn",
        1,
        null,
        Instant.now());
  }
}
