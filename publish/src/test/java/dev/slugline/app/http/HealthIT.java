package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slugline.app.TestRules;
import dev.slugline.app.broker.Broker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a supervisor is told, while all is well and when the broker goes away. */
@Timeout(180)
class HealthIT {
  @TempDir Path dir = Path.of("");

  @Test
  void shouldSayWhatIsNotReadyAndAnswerAtOnce() throws Exception {
    Broker broker = Broker.inProcess(dir.resolve("broker"));
    Broker again = Broker.NONE;
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try (ServedStream served = ServedStream.start(broker, dir, "health", TestRules.two())) {
      String hash = served.stream().runner().catalogue().now().catalogue().hash();

      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> served.get("/readyz").statusCode() == 200); // the view comes last
      HttpResponse<String> well = served.get("/readyz");
      assertThat(well.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
      assertThat(well.body())
          .startsWith(
              "ready\nbroker: ok, it answers\ncatalogue: ok, 2 rules, %s\nstream: ok, running\n"
                  .formatted(hash))
          .contains("\nview: ok, ");
      JsonNode json = json(served);
      assertThat(json.path("ready").asBoolean()).isTrue();
      assertThat(json.path("parts").findValuesAsText("name"))
          .containsExactly("broker", "catalogue", "stream", "view");
      assertThat(served.get("/topology").body())
          .isEqualTo(served.stream().runner().topology())
          .contains("ingest-parse", "enrich-tag", "publish-route");
      String metrics = served.get("/metrics").body();
      assertThat(MetricsIT.value(metrics, "slugline_ready{part=\"broker\"}")).isEqualTo(1);
      assertThat(MetricsIT.value(metrics, "slugline_ready{part=\"view\"}")).isEqualTo(1);

      log.reset();
      broker.close();

      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> served.get("/readyz").body().contains("broker: NOT READY, no answer for"));
      long start = System.nanoTime();
      HttpResponse<String> ill = served.get("/readyz");
      assertThat(ill.statusCode()).isEqualTo(503);
      assertThat(ill.body()).startsWith("not ready\n");
      assertThat(json(served).path("ready").asBoolean(true)).isFalse();
      assertThat(served.get("/metrics").statusCode()).isEqualTo(200);
      assertThat(served.get("/livez").statusCode()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertIllMetrics(served);

      again = Broker.inProcess(dir.resolve("broker"), broker);
      await().atMost(Duration.ofSeconds(60)).until(() -> served.get("/readyz").statusCode() == 200);
      assertThat(MetricsIT.value(served.get("/metrics").body(), "slugline_ready{part=\"broker\"}"))
          .isEqualTo(1);
      assertSaidOnce(log.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(before);
      broker.close();
      again.close();
    }
  }

  /** What waits is not known; a stale 0 would look well. */
  private static void assertIllMetrics(ServedStream served) throws Exception {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              String metrics = served.get("/metrics").body();
              assertThat(MetricsIT.value(metrics, "slugline_lag_age_seconds")).isNaN();
              assertThat(metrics).doesNotContain("\nslugline_lag_records{");
            });
    String metrics = served.get("/metrics").body();
    assertThat(MetricsIT.value(metrics, "slugline_ready{part=\"broker\"}")).isZero();
    assertThat(MetricsIT.value(metrics, "slugline_ready{part=\"catalogue\"}")).isEqualTo(1);
    assertThat(MetricsIT.value(metrics, "slugline_broker_answer_age_seconds"))
        .isGreaterThanOrEqualTo(15);
  }

  /** What does not go on is told once, without a stack trace. */
  private static void assertSaidOnce(String log) {
    List<String> warned =
        log.lines()
            .filter(line -> line.contains(" WARN "))
            .map(line -> line.substring(line.indexOf(" WARN ")))
            .toList();

    assertThat(warned)
        .as(log)
        .doesNotHaveDuplicates()
        .noneMatch(line -> line.contains("null"))
        .anyMatch(
            line ->
                line.endsWith(
                    "which topics exist; the last answer holds: the broker does not answer"));
    assertThat(log).doesNotContain("\tat ");
  }

  private static JsonNode json(ServedStream served) throws Exception {
    HttpResponse<String> answer = served.get("/readyz", "Accept", "application/json");
    assertThat(answer.headers().firstValue("content-type").orElse(""))
        .startsWith("application/json");
    return new ObjectMapper().readTree(answer.body());
  }
}
