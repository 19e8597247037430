package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.app.TestRules;
import dev.slugline.app.broker.Broker;
import dev.slugline.app.http.EventStream.Event;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Streams that break and are taken up again, here or elsewhere. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamResumeIT {
  private static final int FED = 400;
  private static final Duration WITHIN = Duration.ofSeconds(60);

  private Broker broker = Broker.NONE;
  private Path dir = Path.of("");
  private ServedStream served;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    dir = folder;
    broker = Broker.inProcess(dir.resolve("broker"));
    served = ServedStream.start(broker, dir, "resumed", TestRules.two());
  }

  @AfterAll
  void stop() {
    served.close();
    broker.close();
  }

  @Test
  void shouldGoOnWhereItBrokeWithoutGapOrDouble() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    ServedStream other = served.beside();
    CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> feed(seed));
    List<String> got = new ArrayList<>();
    String id = "";
    for (int round = 0; got.size() < tagged(FED); round++) {
      if (round % 4 == 3) { // an instance that is started anew
        other.close();
        other = served.beside();
      }
      ServedStream asked = random.nextBoolean() ? served : other;
      id = readSome(asked, id, random, got);
      assertThat(got.size()).as("seed " + seed).isLessThanOrEqualTo(tagged(FED));
    }
    other.close();
    feeding.join();

    assertThat(got).as("seed " + seed).doesNotHaveDuplicates();
    assertThat(got)
        .as("seed " + seed)
        .containsExactlyInAnyOrderElementsOf(
            served.stream().committed(served.stream().out().enriched()).stream()
                .filter(record -> isTold(record))
                .map(record -> record.key() + " " + (record.value() == null ? 2 : 1))
                .toList());
  }

  /** Every second one has the tag, every tenth is then withdrawn. */
  private static int tagged(int count) {
    return count / 2 + count / 10;
  }

  private static boolean isTold(ConsumerRecord<?, ?> record) {
    String tags = SluglineHeaders.get(record.headers(), SluglineHeaders.TAGS);
    String lost = SluglineHeaders.get(record.headers(), SluglineHeaders.UNTAGGED);
    return "sanctions".equals(tags) || "sanctions".equals(lost);
  }

  /** Reads until so much has come, then lets go in the middle of whatever comes then. */
  private static String readSome(ServedStream asked, String lastId, Random random, List<String> got)
      throws Exception {
    String query = "tag=sanctions";
    boolean byHeader = random.nextBoolean();
    if (lastId.isEmpty()) {
      query += "&since=1d";
    } else if (!byHeader) {
      query += "&lastEventId=" + encoded(lastId);
    }
    URI uri = asked.uri("/v1/stream?" + query);
    EventStream stream =
        lastId.isEmpty() || !byHeader
            ? EventStream.open(uri)
            : EventStream.open(uri, "Last-Event-ID", lastId);
    int most = random.nextInt(60);
    long until = System.nanoTime() + random.nextInt(700) * 1_000_000L;
    while (stream.events().size() < most && System.nanoTime() < until && !stream.ended()) {
      Thread.sleep(1);
    }
    stream.close();
    await().atMost(WITHIN).until(stream::ended);
    for (Event event : stream.events()) {
      JsonNode data = ArticleJson.mapper().readTree(event.data());
      got.add(data.path("id").asText() + " " + data.path("revision").asInt());
    }
    return stream.lastId().isEmpty() ? lastId : stream.lastId();
  }

  private void feed(long seed) {
    Random random = new Random(seed + 1);
    String raw = served.stream().topics().raw().name();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      for (int i = 0; i < FED; i++) {
        String id = "story-" + i;
        String body = i % 2 == 0 ? StreamFiltersIT.TALKS : StreamFiltersIT.VOTE;
        String article = StreamFiltersIT.json(id, "wire", "Story " + i, body, "");
        sent.add(producer.send(new ProducerRecord<>(raw, bytes(id), bytes(article))));
        if (i % 10 == 0) {
          String kill =
              "{\"id\": \"" + id + "\", \"source\": \"wire\", \"pubstatus\": \"canceled\"}";
          sent.add(producer.send(new ProducerRecord<>(raw, bytes(id), bytes(kill))));
        }
        Thread.sleep(random.nextInt(10) == 0 ? 60 : 5);
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("not all was fed", e);
    }
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void shouldMoveTheIdOfAClientThatGetsNothing() throws Exception {
    try (ServedStream side = served.beside("stream.heartbeat.ms=200");
        EventStream stream = EventStream.live(side.uri("/v1/stream?tag=none"))) {
      String before = stream.lastId();
      int comments = stream.comments();
      // not one that the other test counts
      feedTo(side, "one", StreamFiltersIT.VOTE);

      await().atMost(WITHIN).until(() -> !stream.lastId().equals(before));

      assertThat(stream.comments()).isGreaterThan(comments);
      assertThat(stream.events()).isEmpty();
    }
  }

  @Test
  void shouldSayWhatIsMissing() throws Exception {
    try (ServedStream gone = ServedStream.start(broker, dir, "gone", TestRules.two())) {
      for (String id : List.of("a", "b", "c", "d", "e", "f")) {
        feedTo(gone, id, StreamFiltersIT.TALKS);
      }
      String topic = gone.stream().out().enriched().name();
      gone.stream().records(gone.stream().out().enriched(), 6);
      TopicPartition first = new TopicPartition(topic, 0);
      try (Admin admin = broker.admin()) {
        admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(2))).all().get();
      }

      // one that has not seen what is gone
      try (ServedStream later = gone.beside()) {
        JsonNode deleted = reset(later, "{\"0\":0,\"1\":0}");
        JsonNode unknown = reset(later, "{\"0\":2,\"1\":999999}");

        assertThat(deleted.path("reason").asText()).isEqualTo("deleted");
        assertThat(deleted.path("missing").path("0").path("from").asLong()).isZero();
        assertThat(deleted.path("missing").path("0").path("to").asLong()).isEqualTo(2);
        assertThat(deleted.path("missing").has("1")).isFalse();
        assertThat(unknown.path("reason").asText()).isEqualTo("unknown");
        assertThat(unknown.path("missing").path("1").path("from").asLong()).isEqualTo(999_999);
        assertForeign(reset(later, "{\"0\":4}"), 4, 0);
        assertForeign(reset(later, "{\"0\":1,\"1\":2,\"2\":3}"), 1, 2);
      }
    }
  }

  private static void assertForeign(JsonNode reset, long... from) {
    assertThat(reset.path("reason").asText()).isEqualTo("unknown");
    assertThat(reset.path("missing")).hasSize(from.length);
    for (int partition = 0; partition < from.length; partition++) {
      JsonNode missing = reset.path("missing").path(Integer.toString(partition));
      assertThat(missing.path("why").asText()).isEqualTo("unknown");
      assertThat(missing.path("from").asLong()).isEqualTo(from[partition]);
    }
  }

  @Test
  void shouldGoOnWithWhatComesBehindAnIdOfOtherPartitions() throws Exception {
    try (EventStream stream =
        EventStream.open(served.uri("/v1/stream?tag=none"), "Last-Event-ID", "{\"0\":0}")) {
      assertThat(stream.events(1).get(0).type()).isEqualTo("reset");
      feedTo(served, "untagged", "A quiet day in the garden, with nothing to tell of at all.");

      Event next = stream.events(2).get(1);
      assertThat(next.type()).isEqualTo("article");
      assertThat(next.data()).contains("Story untagged");
    }
  }

  @Test
  void shouldSayThatOlderRecordsMayBeCompactedAway() throws Exception {
    try (ServedStream aged = ServedStream.start(broker, dir, "old", TestRules.two())) {
      String topic = aged.stream().out().enriched().name();
      long old = Instant.now().minus(Duration.ofDays(8)).toEpochMilli();
      try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
        producer.send(new ProducerRecord<byte[], byte[]>(topic, 0, old, bytes("x"), null)).get();
        producer.send(new ProducerRecord<byte[], byte[]>(topic, 0, bytes("y"), null)).get();
      }

      try (ServedStream later = aged.beside()) {
        JsonNode compacted = reset(later, "{\"0\":0,\"1\":0}");

        assertThat(compacted.path("reason").asText()).isEqualTo("compacted");
        assertThat(compacted.path("missing").path("0").path("to").asLong()).isEqualTo(1);
      }
      try (EventStream within =
          EventStream.live(aged.uri("/v1/stream?lastEventId=" + encoded("{\"0\":1,\"1\":0}")))) {
        assertThat(within.events(1).get(0).type()).isEqualTo("retraction");
      }
    }
  }

  @Test
  void shouldCatchUpWithManyWhoComeBackAtOnce() throws Exception {
    int articles = 300;
    int clients = 60;
    try (ServedStream crowd = ServedStream.start(broker, dir, "crowd", TestRules.two())) {
      publish(crowd, articles);
      List<EventStream> back = new ArrayList<>();
      try {
        long begin = System.nanoTime();
        for (int i = 0; i < clients; i++) {
          String from = "{\"0\":" + i + ",\"1\":0}";
          back.add(EventStream.open(crowd.uri("/v1/stream"), "Last-Event-ID", from));
        }
        for (int i = 0; i < clients; i++) {
          int missed = articles - i;
          List<Event> events = back.get(i).events();
          await().atMost(WITHIN).until(() -> events.size() >= missed);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);

        assertThat(took).isLessThan(Duration.ofSeconds(25));
        for (int i = 0; i < clients; i++) {
          assertThat(back.get(i).events())
              .extracting(event -> event.data().replaceFirst(".*\"(story-\\d+)\".*", "$1"))
              .containsExactlyInAnyOrderElementsOf(
                  IntStream.range(i, articles).mapToObj(story -> "story-" + story).toList());
        }
      } finally {
        for (EventStream stream : back) {
          stream.close();
        }
      }
    }
  }

  /** As many as there are, in the order of the first of two partitions. */
  private void publish(ServedStream to, int count) throws Exception {
    String topic = to.stream().out().enriched().name();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      for (int i = 0; i < count; i++) {
        String body = "It rained. ".repeat(100);
        byte[] article = bytes("{\"id\":\"story-" + i + "\",\"body\":\"" + body + "\"}");
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(topic, 0, bytes("story-" + i), article);
        SluglineHeaders.put(record.headers(), SluglineHeaders.CAUSE, "new");
        sent.add(producer.send(record));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }
  }

  /** What a client is told first that comes back with an id. */
  private static JsonNode reset(ServedStream side, String id) throws Exception {
    try (EventStream stream = EventStream.open(side.uri("/v1/stream"), "Last-Event-ID", id)) {
      Event event = stream.events(1).get(0);
      assertThat(event.type()).isEqualTo("reset");
      return ArticleJson.mapper().readTree(event.data());
    }
  }

  private static void feedTo(ServedStream to, String id, String body) throws Exception {
    to.stream().feed(id, StreamFiltersIT.json(id, "wire", "Story " + id, body, ""));
  }
}
