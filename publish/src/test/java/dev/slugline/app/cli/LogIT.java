package dev.slugline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run writes to its log, in a process of its own as an operator would start it. */
@Timeout(180)
class LogIT {
  private static final Duration WITHIN = Duration.ofSeconds(90);
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
      feed(port, 20);
      await().atMost(WITHIN).until(() -> messages(log).contains("dead letters: "));
    } finally {
      run.destroy();
    }
    assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();

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
    assertThat(all.lines().count()).isLessThan(20);
  }

  @Test
  void shouldBeALineForAPersonByDefaultAndRefuseWhatItDoesNotKnow() throws Exception {
    Path log = dir.resolve("log");
    Process refused = start(1, log, "xml");
    assertThat(refused.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(refused.exitValue()).isEqualTo(2);
    assertThat(Files.readString(log))
        .isEqualTo("slugline: SLUGLINE_LOG=xml: must be text or json\n");
  }

  private Process start(int port, Path log, String form) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
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
            "kafka.ssl.key.password=" + PLANTED);
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
