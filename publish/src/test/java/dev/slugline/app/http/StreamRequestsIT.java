package dev.slugline.app.http;

import static dev.slugline.app.http.Answers.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.app.TestRules;
import dev.slugline.app.broker.Broker;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is answered to who asks for a stream: its head, that there is no place, or what is wrong.
 */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamRequestsIT {
  private static final Duration WITHIN = Duration.ofSeconds(90);

  private Broker broker = Broker.NONE;
  private ServedStream stream;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    broker = Broker.inProcess(folder.resolve("broker"));
    stream = ServedStream.start(broker, folder, "requests", TestRules.two());
  }

  @AfterAll
  void stop() {
    stream.close();
    broker.close();
  }

  @Test
  void shouldLetOthersInWhenClientsHaveGone() throws Exception {
    try (ServedStream served = stream.beside("stream.max.clients=2", "stream.heartbeat.ms=200")) {
      try (EventStream one = EventStream.live(served.uri("/v1/stream"));
          EventStream two = EventStream.live(served.uri("/v1/stream"))) {
        HttpResponse<String> refused = served.get("/v1/stream");

        problem(refused, 503, "too-many-streams");
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
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
    try (ServedStream served = stream.beside("stream.query.max.chars=40")) {
      assertThat(wrong(served, "tag=nonsense")).contains("no tag 'nonsense'");
      assertThat(wrong(served, "minRelevance=101")).contains("0 to 100");
      assertThat(wrong(served, "since=yesterday")).contains("2026-03-01T12:00:00Z");
      assertThat(wrong(served, "changes=big")).contains("new, update, correction, minor");
      assertThat(wrong(served, "include=new")).contains("backfill, retag, rule-removed");
      assertThat(wrong(served, "lastEventId=7")).contains("each partition");
      assertThat(wrong(served, "q=" + "a".repeat(41))).contains("41", "40");
      assertThat(wrong(served, "q=a&q=b")).contains("once");
      assertThat(wrong(served, "colour=red")).contains("colour");
      assertThat(wrong(served, "q=")).contains("empty");
      JsonNode query = problem(served.get("/v1/stream?q=sanctions+AND+nosuchfield:x"), 400);
      assertThat(query.path("column").asInt()).isEqualTo(15);
      assertThat(query.path("detail").asText()).contains("nosuchfield");
    }
  }

  private static String wrong(ServedStream served, String query) throws Exception {
    JsonNode problem = problem(served.get("/v1/stream?" + query), 400);
    assertThat(problem.path("parameter").asText()).isEqualTo(query.replaceAll("=.*", ""));
    return problem.path("detail").asText();
  }

  @Test
  void shouldAnswerHeadWithoutAStream() throws Exception {
    try (ServedStream served = stream.beside("stream.max.clients=1")) {
      for (int i = 0; i < 2; i++) {
        HttpResponse<String> head = head(served, "/v1/stream?tag=sanctions");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-type").orElse(""))
            .startsWith("text/event-stream");
        assertThat(head.headers().firstValue("cache-control")).contains("no-store");
      }
      assertThat(head(served, "/v1/stream?tag=nonsense").statusCode()).isEqualTo(400);
      // none of them took the place of the one that there may be
      EventStream.live(served.uri("/v1/stream")).close();
    }
  }

  @Test
  void shouldSayThatItIsStopping() throws Exception {
    Set<String> told = new TreeSet<>();
    // its end is short: whoever asks may come before it and behind it
    for (int round = 0; round < 20 && !told.contains("503 stopping 1"); round++) {
      ServedStream served = stream.beside();
      try (EventStream one = EventStream.live(served.uri("/v1/stream"))) {
        int port = served.side().port();
        CompletableFuture<Void> stop = CompletableFuture.runAsync(served::close);
        while (!stop.isDone()) {
          told.add(ask(port));
        }
        stop.join();
        await().atMost(WITHIN).until(one::ended);
      }
    }

    assertThat(told).contains("503 stopping 1").isSubsetOf("200", "503 stopping 1", "none");
  }

  /** The status, and of a refusal the code and after how many seconds to come back. */
  private static String ask(int port) {
    try (Socket socket = RawAnswer.connect(port)) {
      RawAnswer.write(
          socket, "GET /v1/stream HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      String status =
          new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
      if (!status.endsWith("503")) {
        return status.isEmpty() ? "none" : status.substring(9);
      }
      RawAnswer answer = new RawAnswer(status + RawAnswer.read(socket).text());
      String type = answer.json().path("type").asText();
      return "503 " + type.replaceAll(".*:", "") + " " + answer.header("Retry-After");
    } catch (IOException e) {
      return "none"; // it listens no more
    }
  }

  private static HttpResponse<String> head(ServedStream served, String path) throws Exception {
    return served.send(
        HttpRequest.newBuilder(served.uri(path)).method("HEAD", BodyPublishers.noBody()));
  }
}
