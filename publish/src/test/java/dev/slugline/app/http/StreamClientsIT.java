package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.app.TestRules;
import dev.slugline.app.broker.Broker;
import dev.slugline.bench.http.StreamClients;
import dev.slugline.bench.http.StreamReader;
import dev.slugline.ingest.article.ArticleJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many clients, slow ones, those that go, those that ask wrongly, and the end of a server. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamClientsIT {
  private static final Duration WITHIN = Duration.ofSeconds(90);

  private Broker broker = Broker.NONE;
  private Path dir = Path.of("");

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    dir = folder;
    broker = Broker.inProcess(dir.resolve("broker"));
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void shouldCutOffWhoIsTooSlowAndServeTheOthers() throws Exception {
    int fed = 150;
    try (ServedStream served =
            ServedStream.start(
                broker, dir, "slow", TestRules.two(), "stream.queue.max.bytes=2097152");
        Socket slow = new Socket()) {
      slow.setReceiveBufferSize(8 * 1024);
      int port = served.uri("/").getPort();
      slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      slow.getOutputStream()
          .write(
              "GET /v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      List<String> paths = Collections.nCopies(5, "/v1/stream?tag=sanctions");
      try (StreamClients others = StreamClients.connect(port, paths, 0)) {
        awaitBegun(others);
        // more than what the system keeps for a connection
        feed(served, fed, StreamFiltersIT.TALKS + " " + "It took weeks. ".repeat(4_000));

        await().atMost(WITHIN).until(() -> others.events() == 5L * fed);

        for (StreamReader reader : others.readers()) {
          assertThat(reader.arrivals())
              .extracting(StreamReader.Arrival::articleId)
              .doesNotHaveDuplicates()
              .hasSize(fed);
        }
      }
      // what was under way still comes, and then the connection ends
      String read = readToEnd(slow);
      int got = read.split("\nevent: article\n", -1).length - 1;
      assertThat(got).isLessThan(fed);
      String id = lastWholeId(read);
      try (EventStream again =
          EventStream.open(
              served.uri(
                  "/v1/stream?lastEventId=" + URLEncoder.encode(id, StandardCharsets.UTF_8)))) {
        int whole =
            read.substring(0, read.lastIndexOf("\n\n")).split("\nevent: article\n", -1).length - 1;
        assertThat(again.events(fed - whole)).hasSize(fed - whole);
      }
    }
  }

  private static String readToEnd(Socket socket) throws IOException {
    socket.setSoTimeout((int) WITHIN.toMillis());
    StringBuilder read = new StringBuilder();
    byte[] buffer = new byte[64 * 1024];
    InputStream in = socket.getInputStream();
    try {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        read.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketException e) {
      // reset: the server did not wait for it to take what was sent
    }
    // without the sizes of the chunks
    return read.toString().replaceAll("(?:\r\n)?[0-9A-Fa-f]+\r\n", "").replace("\r", "");
  }

  /** The id of the last event that has come as a whole. */
  private static String lastWholeId(String read) {
    String whole = read.substring(0, read.lastIndexOf("\n\n"));
    int id = whole.lastIndexOf("id: {");
    return whole.substring(id + 4, whole.indexOf('}', id) + 1);
  }

  @Test
  void shouldServeTwoHundredWithFewThreads() throws Exception {
    try (ServedStream served = ServedStream.start(broker, dir, "many", TestRules.two())) {
      List<String> paths = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        paths.add("/v1/stream?tag=sanctions");
        paths.add("/v1/stream?q=" + (i % 2 == 0 ? "exporter" : "ministers+AND+number" + i));
      }
      try (StreamClients clients = StreamClients.connect(served.uri("/").getPort(), paths, 0)) {
        awaitBegun(clients);
        int threads = Thread.activeCount();
        feed(served, 20, StreamFiltersIT.TALKS);

        await().atMost(WITHIN).until(() -> clients.events() == 150L * 20);

        assertThat(Thread.getAllStackTraces().keySet())
            .filteredOn(thread -> thread.getName().startsWith("live-"))
            .hasSizeLessThan(10);
        assertThat(Thread.activeCount()).isLessThan(threads + 50);
        for (int i = 0; i < paths.size(); i++) {
          Set<String> ids =
              clients.readers().get(i).arrivals().stream()
                  .map(StreamReader.Arrival::articleId)
                  .collect(Collectors.toSet());
          assertThat(ids).as(paths.get(i)).hasSize(paths.get(i).contains("number") ? 0 : 20);
        }
      }
    }
  }

  @Test
  void shouldLetOthersInWhenClientsHaveGone() throws Exception {
    try (ServedStream served =
        ServedStream.start(
            broker,
            dir,
            "limited",
            TestRules.two(),
            "stream.max.clients=2",
            "stream.heartbeat.ms=200")) {
      try (EventStream one = EventStream.live(served.uri("/v1/stream"));
          EventStream two = EventStream.live(served.uri("/v1/stream"))) {
        HttpResponse<String> refused = served.get("/v1/stream");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
        assertThat(problem(refused).path("type").asText())
            .isEqualTo("urn:slugline:problem:too-many-streams");
        assertThat(one.header("cache-control")).isEqualTo("no-store");
        assertThat(one.header("x-accel-buffering")).isEqualTo("no");
        assertThat(one.header("content-type")).startsWith("text/event-stream");
        assertThat(one.header("content-encoding")).isNull();
        assertThat(two.ended()).isFalse();
      }
      // they have closed their connections, and said nothing
      await()
          .atMost(WITHIN)
          .ignoreExceptions()
          .untilAsserted(() -> EventStream.live(served.uri("/v1/stream")).close());
    }
  }

  @Test
  void shouldSayWhatIsWrongWithARequest() throws Exception {
    try (ServedStream served =
        ServedStream.start(broker, dir, "wrong", TestRules.two(), "stream.query.max.chars=40")) {
      assertThat(wrong(served, "tag=nonsense")).contains("no tag 'nonsense'");
      assertThat(wrong(served, "minRelevance=101")).contains("0 to 100");
      assertThat(wrong(served, "since=yesterday")).contains("2026-03-01T12:00:00Z");
      assertThat(wrong(served, "changes=big")).contains("new, update, correction, minor");
      assertThat(wrong(served, "include=new")).contains("backfill, retag, rule-removed");
      assertThat(wrong(served, "lastEventId=7")).contains("2 partitions");
      assertThat(wrong(served, "q=" + "a".repeat(41))).contains("41", "40");
      assertThat(wrong(served, "q=a&q=b")).contains("once");
      assertThat(wrong(served, "colour=red")).contains("colour");
      assertThat(wrong(served, "q=")).contains("empty");
      HttpResponse<String> query = served.get("/v1/stream?q=sanctions+AND+nosuchfield:x");
      assertThat(query.statusCode()).isEqualTo(400);
      assertThat(problem(query).path("column").asInt()).isEqualTo(15);
      assertThat(problem(query).path("detail").asText()).contains("nosuchfield");
    }
  }

  private static String wrong(ServedStream served, String query) throws Exception {
    HttpResponse<String> answer = served.get("/v1/stream?" + query);
    assertThat(answer.statusCode()).as(query).isEqualTo(400);
    assertThat(problem(answer).path("parameter").asText()).isEqualTo(query.replaceAll("=.*", ""));
    return problem(answer).path("detail").asText();
  }

  private static JsonNode problem(HttpResponse<String> answer) throws IOException {
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    return ArticleJson.mapper().readTree(answer.body());
  }

  @Test
  void shouldEndStreamsWhenItStops() throws Exception {
    ServedStream served = ServedStream.start(broker, dir, "stopped", TestRules.two());
    try (EventStream live = EventStream.live(served.uri("/v1/stream"))) {
      served.close();

      await().atMost(WITHIN).until(live::ended);

      assertThat(live.endedWell()).isTrue();
      // at its begin, and at its end
      assertThat(live.retries()).hasSize(2).allMatch(retry -> retry.matches("\\d+"));
    }
  }

  private static void awaitBegun(StreamClients clients) throws IOException {
    for (StreamReader reader : clients.readers()) {
      await().atMost(WITHIN).until(reader::begun);
    }
  }

  private void feed(ServedStream served, int count, String body) throws Exception {
    String raw = served.stream().topics().raw().name();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      for (int i = 0; i < count; i++) {
        String id = "story-" + i;
        String article = StreamFiltersIT.json(id, "wire", "Story " + i, body + " End of " + i, "");
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    raw,
                    id.getBytes(StandardCharsets.UTF_8),
                    article.getBytes(StandardCharsets.UTF_8))));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }
  }
}
