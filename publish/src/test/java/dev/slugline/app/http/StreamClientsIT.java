package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.TestRules;
import dev.slugline.app.broker.Broker;
import dev.slugline.bench.http.StreamClients;
import dev.slugline.bench.http.StreamReader;
import dev.slugline.ingest.article.ArticleJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many clients, slow ones, and the end of a server. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamClientsIT {
  private static final Duration WITHIN = Duration.ofSeconds(90);
  private static final List<String> FIVE = Collections.nCopies(5, "/v1/stream?tag=sanctions");

  /** 150 of them are more than what the system keeps for a connection. */
  private static final String LONG =
      StreamFiltersIT.TALKS + " The talks took a long time.".repeat(2_000);

  private Broker broker = Broker.NONE;
  private ServedStream stream;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    broker = Broker.inProcess(folder.resolve("broker"));
    stream = ServedStream.start(broker, folder, "clients", TestRules.two());
  }

  @AfterAll
  void stop() {
    stream.close();
    broker.close();
  }

  @Test
  void shouldCutOffWhoTakesNothingAndServeTheOthers() throws Exception {
    int fed = 150;
    try (ServedStream served =
            stream.beside(
                "stream.queue.max.bytes=262144",
                "stream.heartbeat.ms=3000",
                "stream.max.clients=6");
        Socket stalled = new Socket()) {
      stalled.setReceiveBufferSize(8 * 1024);
      int port = served.uri("/").getPort();
      stalled.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      stalled
          .getOutputStream()
          .write(
              "GET /v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      try (StreamClients others = StreamClients.connect(port, FIVE, 0)) {
        awaitBegun(others);
        feed("stalled", fed, LONG);

        awaitAll(others, fed);
        // it is cut off when there is room for one more
        await()
            .atMost(WITHIN)
            .ignoreExceptions()
            .untilAsserted(() -> EventStream.live(served.uri("/v1/stream")).close());
        assertThat(others.readers()).noneMatch(StreamReader::ended);
      }
      // what was under way still comes
      String read = readToEnd(stalled);
      String whole = read.substring(0, read.lastIndexOf("\n\n"));
      int got = whole.split("\nevent: article\n", -1).length - 1;
      assertThat(got).isLessThan(fed);
      // those that are closed by now give back their places when they are next spoken to
      EventStream resumed =
          await()
              .atMost(WITHIN)
              .ignoreExceptions()
              .until(
                  () -> EventStream.open(served.uri("/v1/stream"), "Last-Event-ID", lastId(whole)),
                  Objects::nonNull);
      try (EventStream again = resumed) {
        await().atMost(WITHIN).until(() -> again.events().size() >= fed - got);
        assertThat(again.events()).hasSize(fed - got);
      }
    }
  }

  @Test
  void shouldServeWhoIsSlowAtItsOwnSpeedAndTheOthersAtTheirs() throws Exception {
    int fed = 150;
    try (ServedStream served = stream.beside("stream.queue.max.bytes=262144");
        EventStream slow =
            EventStream.slow(served.uri("/v1/stream?tag=sanctions"), Duration.ofSeconds(2));
        StreamClients others = StreamClients.connect(served.uri("/").getPort(), FIVE, 0)) {
      awaitBegun(others);
      feed("slow", fed, LONG);

      awaitAll(others, fed);
      // at its speed they would have to wait until little more than a queue is left
      assertThat(slow.events()).hasSizeBetween(1, fed / 2);
      slow.hurry();
      await().atMost(WITHIN).until(() -> slow.events().size() >= fed);

      assertThat(slow.ended()).isFalse();
      Map<Integer, List<String>> published = published("slow");
      for (Map.Entry<Integer, List<String>> partition : published.entrySet()) {
        assertThat(slow.events())
            .extracting(event -> text(event.data(), "id"))
            .filteredOn(partition.getValue()::contains)
            .isEqualTo(partition.getValue());
      }
      assertThat(slow.events()).hasSize(fed);
    }
  }

  private static void awaitAll(StreamClients clients, int fed) throws IOException {
    long all = (long) clients.readers().size() * fed;
    await().atMost(WITHIN).untilAsserted(() -> assertThat(clients.events()).isEqualTo(all));
    for (StreamReader reader : clients.readers()) {
      assertThat(reader.arrivals())
          .extracting(StreamReader.Arrival::articleId)
          .doesNotHaveDuplicates()
          .hasSize(fed);
    }
  }

  /** The article ids of what was fed under a name, in each partition's order. */
  private Map<Integer, List<String>> published(String name) {
    return stream.stream().committed(stream.stream().out().enriched()).stream()
        .filter(record -> String.valueOf(record.value().article().title()).startsWith(name + " "))
        .collect(
            Collectors.groupingBy(
                ConsumerRecord::partition,
                Collectors.mapping(ConsumerRecord::key, Collectors.toList())));
  }

  private static String text(String json, String field) {
    try {
      return ArticleJson.mapper().readTree(json).path(field).asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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

  private static String lastId(String events) {
    int id = events.lastIndexOf("id: {");
    return events.substring(id + 4, events.indexOf('}', id) + 1);
  }

  @Test
  void shouldServeTwoHundredWithFewThreads() throws Exception {
    try (ServedStream served = stream.beside()) {
      List<String> paths = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        paths.add("/v1/stream?tag=sanctions");
        paths.add("/v1/stream?q=" + (i % 2 == 0 ? "exporter" : "ministers+AND+number" + i));
      }
      try (StreamClients clients = StreamClients.connect(served.uri("/").getPort(), paths, 0)) {
        awaitBegun(clients);
        int threads = Thread.activeCount();
        feed("many", 20, StreamFiltersIT.TALKS);

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
  void shouldEndStreamsWhenItStops() throws Exception {
    ServedStream served = stream.beside();
    try (EventStream live = EventStream.live(served.uri("/v1/stream"))) {
      served.close();

      await().atMost(WITHIN).until(live::ended);

      assertThat(live.endedWell()).isTrue();
      // at its begin, and at its end
      assertThat(live.retries()).hasSize(2).allMatch(retry -> retry.matches("\\d+"));
    }
  }

  private static void awaitBegun(StreamClients clients) throws IOException {
    List<StreamReader> readers = clients.readers();
    await().atMost(WITHIN).until(() -> readers.stream().allMatch(StreamReader::begun));
  }

  private void feed(String name, int count, String body) throws Exception {
    String raw = stream.stream().topics().raw().name();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      for (int i = 0; i < count; i++) {
        String id = name + " " + i;
        String article = StreamFiltersIT.json(id, "wire", id, body + " End of " + id, "");
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
