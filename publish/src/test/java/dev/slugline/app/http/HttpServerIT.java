package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slugline.app.TestRules;
import dev.slugline.app.broker.Broker;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class HttpServerIT {
  @TempDir Path dir = Path.of("");

  @Test
  void shouldSayWithAProblemWhatItDoesNotKnow() throws Exception {
    try (Broker broker = Broker.inProcess(dir.resolve("broker"));
        ServedStream served = ServedStream.start(broker, dir, "served", TestRules.two())) {
      assertThat(served.get("/livez").body()).isEqualTo("ok\n");

      HttpResponse<String> answer = served.get("/livez?colour=red");

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
      JsonNode problem = new ObjectMapper().readTree(answer.body());
      assertThat(problem.path("type").asText()).isEqualTo("urn:slugline:problem:unknown-parameter");
      assertThat(problem.path("parameter").asText()).isEqualTo("colour");

      HttpResponse<String> nowhere = served.get("/v1/nowhere");
      assertThat(nowhere.statusCode()).isEqualTo(404);
      assertThat(nowhere.headers().firstValue("content-type")).contains("application/problem+json");
      assertThat(nowhere.body()).contains("urn:slugline:problem:no-such-path");

      HttpResponse<String> wrong =
          served.send(
              HttpRequest.newBuilder(served.uri("/livez")).DELETE(), "Accept", "application/json");
      assertThat(wrong.statusCode()).isEqualTo(405);
      assertThat(wrong.headers().firstValue("allow")).contains("GET");
      assertThat(wrong.body()).contains("urn:slugline:problem:method-not-allowed");
    }
  }
}
