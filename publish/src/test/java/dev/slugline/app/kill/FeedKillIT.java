package dev.slugline.app.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.TopicAdmin;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The feeder, ended in the middle again and again, gives the topic each piece exactly once. {@code
 * -Dseed=} plays one again.
 */
@Timeout(600)
class FeedKillIT {
  private static final Topics TOPICS = new Topics("news");
  private static final int PARTITIONS = 3;
  private static final int LINES = 60_000;
  private static final int FILES = 400;
  private static final int KILLS = 6;

  private Path dir;
  private Broker broker = Broker.NONE;
  private Admin admin;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    dir = folder;
    broker = Broker.inProcess(dir.resolve("broker"));
    admin = broker.admin();
    SluglineConfig config =
        SluglineConfig.load(
            null,
            Map.of(),
            List.of("bootstrap.servers=" + broker.bootstrapServers(), "partitions=" + PARTITIONS));
    new TopicAdmin(admin, config).create(List.of(TOPICS.raw()));
  }

  @AfterEach
  void stop() {
    admin.close();
    broker.close();
  }

  @Test
  void shouldLoseAndDoubleNothingHoweverOftenItIsKilled() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("FeedKillIT: replay with -Dseed=" + seed);
    Random random = new Random(seed);
    List<String> pieces = write(random);
    Path news = dir.resolve("news");
    int kills = 0;
    for (boolean ended = false; !ended; ) {
      long until = stored() + 1 + random.nextInt(2 * LINES / KILLS);
      try (FeedProcess feed = feed("--resume", news.toString())) {
        while (feed.isAlive() && (kills >= KILLS || stored() < until)) {
          Thread.onSpinWait();
        }
        if (feed.isAlive()) {
          feed.kill();
          kills++;
          assertNoDoubles();
        } else {
          assertThat(feed.end(20)).as(feed.said()).isZero();
          System.out.println("FeedKillIT: " + feed.said().strip());
          ended = true;
        }
      }
    }

    System.out.println("FeedKillIT: killed " + kills + " times");
    assertThat(kills).as("killed in the middle").isGreaterThanOrEqualTo(2);
    assertThat(stored()).isEqualTo(pieces.size());
    assertThat(values()).containsExactlyInAnyOrderElementsOf(pieces);
  }

  @Test
  void shouldSettleAtATermSignalAndGoOnWithoutAskingTheTopic() throws Exception {
    List<String> pieces = write(new Random(1));
    Path news = dir.resolve("news");
    long done;
    try (FeedProcess feed = feed("--rate", "5000", news.toString())) {
      await().until(() -> stored() > 2_000);
      feed.terminate();
      assertThat(feed.end(20)).as(feed.said()).isEqualTo(143);
      done = stored();
      assertThat(feed.said())
          .contains(
              String.format(
                  Locale.ROOT, "interrupted: %,d acknowledged; go on with --resume", done));
    }
    try (FeedProcess feed = feed("--resume", news.toString())) {
      assertThat(feed.end(120)).as(feed.said()).isZero();
      assertThat(feed.said())
          .contains(
              String.format(Locale.ROOT, "sent %1$,d, acknowledged %1$,d", LINES + FILES - done))
          .doesNotContain("were there already");
    }

    assertThat(values()).containsExactlyInAnyOrderElementsOf(pieces);
    try (FeedProcess feed = feed("--resume", news.toString())) {
      assertThat(feed.end(120)).as(feed.said()).isZero();
      assertThat(feed.said()).contains("sent 0").contains("files were fed before");
    }
  }

  @Test
  void shouldWatchAFolderThroughKillsAndDoubleNothing() throws Exception {
    Path news = Files.createDirectories(dir.resolve("news"));
    Files.writeString(news.resolve("there.txt"), "there");
    try (FeedProcess feed = feed("--watch", "--resume", news.toString())) {
      awaitStored(1, feed);
      Files.writeString(dir.resolve("outside.txt"), "moved in");
      Files.move(dir.resolve("outside.txt"), news.resolve("moved.txt"));
      Files.writeString(news.resolve("unfinished.tmp"), "not yet");
      Files.createDirectories(news.resolve("new/folder"));
      Files.writeString(news.resolve("new/folder/deep.jsonl"), "{\"id\":\"1\"}\n");
      awaitStored(3, feed);
      feed.kill();
    }
    Files.writeString(news.resolve("meanwhile.txt"), "meanwhile");
    try (FeedProcess feed = feed("--watch", "--resume", news.toString())) {
      awaitStored(4, feed);
      Files.move(news.resolve("unfinished.tmp"), news.resolve("finished.txt"));
      Files.writeString(
          news.resolve("new/folder/deep.jsonl"), "{\"id\":\"2\"}\n", StandardOpenOption.APPEND);
      awaitStored(6, feed);
      feed.terminate();
      assertThat(feed.end(20)).as(feed.said()).isEqualTo(143);
    }

    assertThat(values())
        .containsExactlyInAnyOrder(
            "there", "moved in", "{\"id\":\"1\"}", "meanwhile", "not yet", "{\"id\":\"2\"}");
  }

  private FeedProcess feed(String... arguments) throws IOException {
    return FeedProcess.start(broker.bootstrapServers(), dir.resolve("feeds"), arguments);
  }

  /** Lines of which some are alike, and files; what each gives. */
  private List<String> write(Random random) throws IOException {
    Path news = Files.createDirectories(dir.resolve("news"));
    List<String> lines =
        IntStream.range(0, LINES)
            .mapToObj(
                i -> "{\"id\":\"%d\",\"title\":\"%d\"}".formatted(i % 70, random.nextInt(LINES)))
            .toList();
    Files.write(news.resolve("m.jsonl"), lines);
    List<String> pieces = new ArrayList<>(lines);
    for (int i = 0; i < FILES; i++) {
      Path folder = Files.createDirectories(news.resolve(i % 2 == 0 ? "a" : "z"));
      String text = "file " + i + " " + "x".repeat(random.nextInt(500));
      Files.writeString(folder.resolve(i + ".txt"), text);
      pieces.add(text);
    }
    return pieces;
  }

  private void awaitStored(long count, FeedProcess feed) {
    await().failFast("the feed ended", () -> !feed.isAlive()).until(() -> stored() >= count);
  }

  private long stored() throws Exception {
    Map<TopicPartition, OffsetSpec> asked =
        IntStream.range(0, PARTITIONS)
            .mapToObj(p -> new TopicPartition(TOPICS.raw().name(), p))
            .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
    return admin.listOffsets(asked).all().get().values().stream()
        .mapToLong(it -> it.offset())
        .sum();
  }

  private List<String> values() {
    return broker.committed(TOPICS.raw()).stream()
        .map(it -> new String(it.value(), StandardCharsets.UTF_8))
        .toList();
  }

  /** Each file's text is there once at most; lines may be alike, so they are counted in the end. */
  private void assertNoDoubles() {
    Map<String, Integer> counts = new TreeMap<>();
    values().stream()
        .filter(it -> it.startsWith("file"))
        .forEach(it -> counts.merge(it, 1, Integer::sum));
    assertThat(counts.values()).allMatch(it -> Collections.min(List.of(it, 2)) == 1);
  }
}
