package dev.slugline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run writes to its log, in a process of its own as an operator would start it. */
@Timeout(600)
class LogIT {
  private static final Duration WITHIN = Duration.ofSeconds(90);
  private static final Pattern ANSWERING = Pattern.compile("answering on (http://[\\d.:]+)");
  private static final String ARTICLES =
      "\nslugline_articles_total{format=\"json\",outcome=\"article\",stage=\"ingest\"} 20";
  private static final int MANY = 100;
  private static final String PLANTED = "gull-under-the-pier-7";
  private static final String TEXT = "An otter of the harbour swam home with nobody watching it.";

  @TempDir Path dir = Path.of("");

  @Test
  void shouldBeAnObjectALineAnEventThatMattersAndNoTextOfAnArticle() throws Exception {
    int port = freePort();
    Path log = dir.resolve("log");
    Process run = start(port, log, "json");
    try {
      await().atMost(WITHIN).until(() -> messages(log).contains("the stream is RUNNING"));
      feed(port, MANY);
      await().atMost(WITHIN).until(() -> messages(log).contains("dead letters: "));
    } finally {
      run.destroy();
    }
    assertThat(run.waitFor(90, TimeUnit.SECONDS)).isTrue();

    String all = Files.readString(log);
    assertThat(all).doesNotContain(PLANTED).doesNotContain("otter").doesNotContain("pigeon");
    assertThat(messages(log))
        .containsSubsequence(
            "Slugline 0.1.0 starts on 127.0.0.1:" + port,
            "application.id slugline, prefix news, 4 partitions, 1 stream thread, ",
            "the stream is RUNNING",
            "ingest malformed ('slugline dead-letters list' shows them)",
            "the stream stopped")
        .contains("answering on http://127.0.0.1:");
    // a line for each event, none for an article: far fewer than what was fed
    assertThat(all.lines().count()).isLessThan(MANY / 2);
  }

  @Test
  void shouldBeALineForAPersonByDefaultAndRefuseWhatItDoesNotKnow() throws Exception {
    Path log = dir.resolve("log");
    Process refused = start(1, log, "xml");
    assertThat(refused.waitFor(90, TimeUnit.SECONDS)).isTrue();
    assertThat(refused.exitValue()).isEqualTo(2);
    assertThat(Files.readString(log))
        .isEqualTo("slugline: SLUGLINE_LOG=xml: must be text or json\n");
  }

  @Test
  void shouldSayAfterAKillWhatIsWaitedForAndThatNothingIsLost() throws Exception {
    int port = freePort();
    Path log = dir.resolve("log");
    Process killed = start(port, log, "json");
    try {
      await().atMost(WITHIN).until(() -> messages(log).contains("the stream is RUNNING"));
      feed(port, 20);
      await().atMost(WITHIN).until(() -> get(log, "/metrics").contains(ARTICLES));
    } finally {
      killed.destroyForcibly();
    }
    assertThat(killed.waitFor(90, TimeUnit.SECONDS)).isTrue();

    Path after = dir.resolve("after");
    Process run = start(port, after, "json");
    try {
      String waiting =
          await()
              .atMost(WITHIN)
              .until(
                  () -> get(after, "/readyz"),
                  body -> body.contains("stream: NOT READY, rebalancing"));
      assertThat(waiting)
          .contains("rebalancing; an instance that was killed is waited for up to 10 s\n");
      await().atMost(WITHIN).until(() -> get(after, "/readyz").contains("stream: ok, running"));
    } finally {
      run.destroy();
    }
    assertThat(run.waitFor(90, TimeUnit.SECONDS)).isTrue();
    assertThat(messages(after))
        .containsOnlyOnce(
            "the state is made again from Kafka: an instance was killed or moved; nothing is lost");
  }

  /** What a run answers; empty: it does not answer yet. */
  private static String get(Path log, String path) throws Exception {
    Matcher address = ANSWERING.matcher(messages(log));
    if (!address.find()) {
      return "";
    }
    URI uri = URI.create(address.group(1) + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** What Kafka logs of a failure says nothing that the command does not say in plain words. */
  @Test
  void shouldBeSilentInACommandThatSaysItself() throws Exception {
    Path err = dir.resolve("err");
    try (ServerSocket noTls = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> answerWithoutTls(noTls));
      answering.setDaemon(true);
      answering.start();
      Process status =
          new ProcessBuilder(
                  OwnJava.command(
                      "dev.slugline.app.Main",
                      "status",
                      "--check",
                      "-b",
                      "127.0.0.1:" + noTls.getLocalPort(),
                      "--set",
                      "kafka.security.protocol=SSL"))
              .redirectError(err.toFile())
              .start();
      String out = new String(status.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(status.waitFor(90, TimeUnit.SECONDS)).isTrue();
      assertThat(out).startsWith("not ok: no TLS with the Kafka broker");
      assertThat(Files.readString(err)).isEmpty();
    }
  }

  private static void answerWithoutTls(ServerSocket socket) {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        client.getOutputStream().write("no TLS here\n".getBytes(StandardCharsets.UTF_8));
        client.getInputStream().readAllBytes();
      } catch (IOException e) {
        assertThat(e).isNotNull(); // it is closed by the test, or the client went away
      }
    }
  }

  private Process start(int port, Path log, String form) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            OwnJava.command(
                "dev.slugline.app.Main",
                "run",
                "--embedded",
                "--data",
                dir.resolve("data").toString(),
                "-b",
                "127.0.0.1:" + port,
                "--set",
                "http.listen=127.0.0.1:0",
                "--set",
                "kafka.ssl.key.password=" + PLANTED));
    builder.environment().put("SLUGLINE_LOG", form);
    return builder
        .redirectError(log.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void feed(int port, int count) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", "127.0.0.1:" + port);
    StringSerializer text = new StringSerializer();
    try (KafkaProducer<String, String> producer = new KafkaProducer<>(config, text, text)) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String article =
            "{\"id\":\"a%d\",\"title\":\"Harbour\",\"body\":\"%s\"}".formatted(i, TEXT);
        sent.add(producer.send(new ProducerRecord<>("news.raw", "a" + i, article)));
        sent.add(
            producer.send(
                new ProducerRecord<>("news.raw", "b" + i, "{\"title\": \"a pigeon, cut")));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }
  }

  /** What the lines say; each has to be an object with a time, a level and a message. */
  private static String messages(Path log) throws Exception {
    List<String> messages = new ArrayList<>();
    String all = Files.readString(log, StandardCharsets.UTF_8);
    for (String line : all.substring(0, all.lastIndexOf('\n') + 1).lines().toList()) {
      JsonNode said = new ObjectMapper().readTree(line);
      assertThat(said.has("timestamp") && said.has("level")).as(line).isTrue();
      messages.add(said.path("formattedMessage").asText());
    }
    return String.join("\n", messages);
  }
}
