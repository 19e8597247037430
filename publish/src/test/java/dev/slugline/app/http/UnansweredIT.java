package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slugline.app.BrokerStream;
import dev.slugline.app.broker.Broker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a feeder is told while nobody works on what it feeds, and once Kafka is gone. */
@Timeout(600)
class UnansweredIT {
  private static final String JSON = "{\"id\":\"1\",\"body\":\"A body of a few words.\"}";

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void shouldSayThatNothingIsDoneYetAndThenThatKafkaIsGone(@TempDir Path dir) throws Exception {
    Broker broker = Broker.inProcess(dir.resolve("broker"));
    try (BrokerStream stream =
            BrokerStream.prepare(
                broker,
                dir,
                "idle",
                "http.listen=127.0.0.1:0",
                "management.listen=127.0.0.1:0",
                "http.idle.timeout.ms=2000");
        HttpSide side = HttpSide.start(stream.config(), stream.runner())) {
      keepManagementApart(side);
      sayThatNothingIsDone(side);

      broker.close();
      HttpResponse<String> refused = post(side, "wait=1");

      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).contains("5");
      assertThat(json(refused).path("type").asText()).isEqualTo("urn:slugline:problem:no-kafka");
    }
  }

  private void sayThatNothingIsDone(HttpSide side) throws Exception {
    HttpResponse<String> posted = post(side, "respond-async, wait=4");

    assertThat(posted.statusCode()).as(posted.body()).isEqualTo(202);
    assertThat(json(posted).path("done").asBoolean(true)).isFalse();
    String address = posted.headers().firstValue("Location").orElseThrow();
    HttpResponse<String> receipts = get(side.address() + address);
    assertThat(receipts.statusCode()).as(receipts.body()).isEqualTo(200);
    assertThat(json(receipts).path("done").asBoolean(true)).isFalse();
    assertThat(json(receipts).path("receipts")).isEmpty();
  }

  private void keepManagementApart(HttpSide side) throws Exception {
    String management = "http://127.0.0.1:" + side.managementPort();

    assertThat(get(management + "/livez").body()).isEqualTo("ok\n");
    assertThat(get(management + "/v1/receipts/0-0").statusCode()).isEqualTo(404);
    assertThat(get(side.address() + "/livez").statusCode()).isEqualTo(404);
    HttpResponse<String> page = get(side.address() + "/");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'");
    assertThat(page.body()).contains("/v1/articles").doesNotContain("/livez");
    assertThat(json(get(side.address() + "/v1")).path("routes").findValuesAsText("path"))
        .contains("/v1/articles", "/v1/receipts/{position}", "/v1/tickets");
  }

  private HttpResponse<String> post(HttpSide side, String prefer) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(side.address() + "/v1/articles"))
            .header("Content-Type", "application/json")
            .header("Prefer", prefer)
            .POST(BodyPublishers.ofString(JSON))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String uri) throws Exception {
    return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return new ObjectMapper().readTree(answer.body());
  }
}
