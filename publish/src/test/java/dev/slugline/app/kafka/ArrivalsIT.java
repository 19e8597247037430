package dev.slugline.app.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.config.SluglineConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records of several partitions in the order of their arrival, on a real broker. */
@Timeout(600)
class ArrivalsIT {
  private static Broker broker = Broker.NONE;

  @BeforeAll
  static void start(@TempDir Path dir) throws Exception {
    broker = Broker.inProcess(dir);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void shouldReadNoMoreThanItNeeds() throws Exception {
    try (var admin = broker.admin()) {
      admin.createTopics(List.of(new NewTopic("large", 2, (short) 1))).all().get();
    }
    try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      for (int i = 0; i < 20_000; i++) {
        var unused = // a send that fails leaves too few
            producer.send(
                new ProducerRecord<>("large", i % 2, 1_000L + i, null, ("" + i).getBytes(UTF_8)));
      }
    }
    SluglineConfig config =
        SluglineConfig.load(
            null, Map.of(), List.of("bootstrap.servers=" + broker.bootstrapServers()));
    AtomicInteger read = new AtomicInteger();
    try (TopicReader reader = new TopicReader(config, List.of("large"))) {
      Arrivals<Integer> arrivals =
          new Arrivals<>(
              reader,
              null,
              null,
              it -> {
                read.incrementAndGet();
                return Integer.valueOf(new String(it.value(), UTF_8));
              });
      List<Integer> last = arrivals.lastOfEach(10);
      assertThat(last.subList(10, 20))
          .containsExactly(19990, 19991, 19992, 19993, 19994, 19995, 19996, 19997, 19998, 19999);
      assertThat(read.get()).isLessThan(200);

      List<Integer> all = new ArrayList<>();
      arrivals.all(all::add);
      assertThat(all).hasSize(20_000).isSorted();
      List<Integer> some = new ArrayList<>();
      new Arrivals<>(
              reader,
              Instant.ofEpochMilli(5_000),
              Instant.ofEpochMilli(5_010),
              it -> Integer.valueOf(new String(it.value(), UTF_8)))
          .all(some::add);
      assertThat(some).hasSize(10).startsWith(4_000).endsWith(4_009);
    }
  }
}
