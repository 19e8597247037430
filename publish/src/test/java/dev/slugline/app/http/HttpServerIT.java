package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.app.TestRules;
import dev.slugline.app.broker.Broker;
import dev.slugline.app.http.Route.Access;
import dev.slugline.app.schema.Schemas;
import io.javalin.http.HandlerType;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the server says of itself, and of what it does not know. */
@Timeout(600)
class HttpServerIT {
  @TempDir static Path dir = Path.of("");
  private static Broker broker = Broker.NONE;
  private static ServedStream served;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.inProcess(dir.resolve("broker"));
    served = ServedStream.start(broker, dir, "served", TestRules.two());
  }

  @AfterAll
  static void stop() {
    served.close();
    broker.close();
  }

  @Test
  void shouldSayWithAProblemWhatItDoesNotKnow() throws Exception {
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
    assertThat(wrong.headers().firstValue("allow")).contains("GET, HEAD");
    assertThat(wrong.body()).contains("urn:slugline:problem:method-not-allowed");
  }

  @Test
  void shouldServeTheDocumentOfWhatCanBeAsked() throws Exception {
    HttpResponse<String> answer = served.get("/v1/openapi.json");

    ObjectNode document = (ObjectNode) new ObjectMapper().readTree(answer.body());
    assertThat(document.at("/servers/0/url").asText()).isEqualTo(served.side().address());
    document.set("servers", Schemas.openApi().get("servers"));
    assertThat(document).isEqualTo(Schemas.openApi());
    String tag = answer.headers().firstValue("etag").orElseThrow();
    assertThat(served.get("/v1/openapi.json", "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(served.get("/").body()).contains("/v1/openapi.json");
    assertThat(served.get("/v1").body()).contains("/v1/openapi.json");
  }

  /** What may be asked of a route, and by whom. */
  private record Asked(
      Set<String> parameters, Set<String> repeated, Access access, boolean byTicket) {}

  @Test
  void shouldDeclareEachRouteAndNoOther() throws Exception {
    Map<String, Asked> routes = new TreeMap<>();
    for (Route route : served.side().routes()) {
      boolean reads = route.method().equals(HandlerType.GET);
      routes.put(
          route.method().name() + " " + route.path(),
          new Asked(
              route.parameters(),
              route.repeated(),
              route.access(),
              reads && route.access() != Access.MANAGEMENT));
    }
    JsonNode document = new ObjectMapper().readTree(served.get("/v1/openapi.json").body());
    Map<String, Asked> declared = new TreeMap<>();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> it : path.getValue().properties()) {
        JsonNode security = it.getValue().path("security");
        declared.put(
            it.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
            new Asked(
                DeclaredAnswers.parameters(it.getValue()),
                DeclaredAnswers.repeated(it.getValue()),
                access(security.isMissingNode() ? document.get("security") : security),
                security.isMissingNode()));
      }
    }
    assertThat(routes).hasSizeGreaterThan(20);
    assertThat(declared).isEqualTo(routes);
  }

  private static Access access(JsonNode security) {
    if (security.isEmpty()) {
      return Access.MANAGEMENT;
    }
    return Access.valueOf(security.at("/1/bearer/0").asText().toUpperCase(Locale.ROOT));
  }
}
