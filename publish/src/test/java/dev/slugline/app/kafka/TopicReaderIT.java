package dev.slugline.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.config.SluglineConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker that goes away while its topics are read, of which a client's poll says nothing; records
 * that are deleted.
 */
@Timeout(600)
class TopicReaderIT {
  private static final int RECORDS = 200;
  private static final Duration WITHIN = Duration.ofSeconds(20);

  private Broker broker = Broker.NONE;
  private SluglineConfig config;

  @BeforeEach
  void start(@TempDir Path dir) throws Exception {
    broker = Broker.inProcess(dir);
    // so small that the client has not fetched all of them when the broker goes
    config =
        SluglineConfig.load(
            null,
            Map.of(),
            List.of(
                "bootstrap.servers=" + broker.bootstrapServers(),
                "kafka.max.partition.fetch.bytes=1000",
                "kafka.fetch.max.bytes=1000"));
    try (var admin = broker.admin()) {
      admin.createTopics(List.of(new NewTopic("large", 1, (short) 1))).all().get();
    }
    try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      for (int i = 0; i < RECORDS; i++) {
        producer.send(new ProducerRecord<>("large", 0, 1L, null, new byte[10_000])).get();
      }
    }
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void shouldTellOfABrokerThatGoesAwayWhileATopicIsRead() throws Exception {
    AtomicInteger read = new AtomicInteger();
    try (TopicReader reader = new TopicReader(config, List.of("large"))) {
      assertThatThrownBy(() -> reader.readToEnd(record -> goes(read)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no Kafka broker answers");
    }
    assertThat(read.get()).isBetween(1, RECORDS - 1);
  }

  @Test
  void shouldTellOfItWhileTheLastAreLookedFor() throws Exception {
    AtomicInteger read = new AtomicInteger();
    try (TopicReader reader = new TopicReader(config, List.of("large"))) {
      Arrivals<Integer> arrivals =
          new Arrivals<>(
              reader,
              null,
              null,
              record -> {
                goes(read);
                return 1;
              });
      assertThatThrownBy(() -> arrivals.lastOfEach(RECORDS))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no Kafka broker answers");
    }
    assertThat(read.get()).isBetween(1, RECORDS - 1);
  }

  @Test
  void shouldPassOverWhatIsDeletedUnlessAllIsWanted() throws Exception {
    TopicPartition partition = new TopicPartition("large", 0);
    try (var admin = broker.admin()) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(50))).all().get();
    }

    try (TopicReader reader = new TopicReader(config, List.of("large"));
        TopicReader ofAll = TopicReader.ofAll(config, List.of("large"))) {
      AtomicInteger read = new AtomicInteger();
      reader.seek(Map.of(partition, 0L));
      reader.readTo(Map.of(partition, 60L), record -> read.incrementAndGet() > 0, WITHIN);
      assertThat(read).hasValue(10);

      ofAll.seek(Map.of(partition, 0L));
      assertThatThrownBy(() -> ofAll.readTo(Map.of(partition, 60L), record -> true, WITHIN))
          .isInstanceOf(IOException.class)
          .hasCauseInstanceOf(OffsetOutOfRangeException.class);
    }
  }

  private boolean goes(AtomicInteger read) {
    if (read.incrementAndGet() == 1) {
      broker.close();
    }
    return true;
  }
}
