package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.TopicAdmin;
import dev.slugline.ingest.feed.Fed;
import dev.slugline.ingest.feed.FeedOptions;
import dev.slugline.ingest.feed.Feeder;
import dev.slugline.ingest.stream.Topics;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The feeder on a real broker. */
@Timeout(120)
class FeedIT {
  private static final Topics TOPICS = new Topics("news");

  @Test
  void shouldSayThatTheTopicIsMissingThenFeedItAsSoonAsItIsMade(@TempDir Path dir)
      throws Exception {
    List<String> lines =
        IntStream.range(0, 500).mapToObj(i -> "{\"id\":\"" + i % 50 + "\"}").toList();
    Path file = dir.resolve("wire.jsonl");
    Files.write(file, lines);
    Path large = dir.resolve("large.txt");
    Files.writeString(large, "x".repeat(2_000));
    Path largest = dir.resolve("largest.txt");
    Files.writeString(largest, "x".repeat(1_024));
    try (Broker broker = Broker.inProcess(dir.resolve("broker"))) {
      SluglineConfig config =
          SluglineConfig.load(
              null,
              Map.of(),
              List.of("bootstrap.servers=" + broker.bootstrapServers(), "raw.max.bytes=1024"));
      long start = System.nanoTime();
      assertThatThrownBy(() -> open(config))
          .hasMessageContaining("there is no topic news.raw at " + broker.bootstrapServers());
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));

      try (Admin admin = Admin.create(config.clients())) {
        new TopicAdmin(admin, config).create(List.of(TOPICS.raw()));
      }
      List<Fed> told = new ArrayList<>();
      try (Feeder feeder = open(config)) {
        feeder.feed(
            List.of(file.toString(), large.toString(), largest.toString()),
            InputStream.nullInputStream(),
            told::add);
      }

      assertThat(told).hasSize(502);
      assertThat(told.get(500))
          .isEqualTo(
              new Fed.Refused(large.toString(), 0, "2000 bytes, more than raw.max.bytes=1024"));
      assertThat(told).filteredOn(Fed.Sent.class::isInstance).hasSize(501);
      for (int id = 0; id < 50; id++) {
        List<Fed.Sent> versions = new ArrayList<>();
        for (int i = id; i < 500; i += 50) {
          versions.add((Fed.Sent) told.get(i));
        }
        assertThat(versions)
            .extracting(Fed.Sent::partition)
            .containsOnly(versions.get(0).partition());
        assertThat(versions).extracting(Fed.Sent::offset).isSorted();
      }
      assertThat(told)
          .filteredOn(Fed.Sent.class::isInstance)
          .extracting(it -> ((Fed.Sent) it).partition())
          .contains(0, 1, 2, 3);
    }
  }

  private static Feeder open(SluglineConfig config) throws Exception {
    return Feeder.open(
        config.clients(),
        TOPICS.raw().name(),
        config.limits(),
        config.text("compression.type"),
        FeedOptions.NONE);
  }
}
