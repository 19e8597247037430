package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.app.TestRules;
import dev.slugline.app.broker.Broker;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client writes into its headers, no route fails of it. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddHeadersIT {
  private static final String ARTICLE =
      "{\"id\": \"odd\", \"source\": \"wire\", \"title\": \"Fees\", \"body\": \"Caf\u00c3\u00a9.\"}";

  private static final List<String> ODD =
      List.of(
          "Accept: *",
          "Accept: ,;q=,/;",
          "Accept: application/json;q=9;q=\"",
          "Accept-Charset: bogus-8",
          "Accept-Encoding: gzip;q=x, *;q=-1",
          "Accept-Language: --, x_y;q=7",
          "Authorization: ",
          "Authorization: Basic %%%",
          "Authorization: Basic",
          "Authorization: Bearer \u00e9\u00ff",
          "Authorization: Digest username=\"",
          "Content-Encoding: br",
          "Content-Encoding: gzip, gzip",
          "Content-Encoding: ,",
          "Content-Language: _",
          "Content-Type: ",
          "Content-Type: _",
          "Content-Type: ;",
          "Content-Type: text/plain; charset",
          "Content-Type: text/plain; charset=",
          "Content-Type: text/plain; charset=_",
          "Content-Type: text/plain; charset=bogus-8",
          "Content-Type: text/plain; charset=\"utf 8\"",
          "Content-Type: text/plain; charset=\"",
          "Content-Type: text/plain; charset=\u00ff",
          "Content-Type: text/plain\r\nContent-Type: text/html",
          "Content-Type: application/json; charset=utf8mb4",
          "Content-Type: application/x-www-form-urlencoded; charset=x-user-defined",
          "Content-Type: multipart/form-data; boundary=",
          "Cookie: slugline",
          "Cookie: slugline=\"; =;;",
          "Cookie: $Version=9; slugline=a.b.c; slugline=....",
          "Cookie: slugline=\u00ff\u00e9",
          "Expect: much",
          "Forwarded: for=;proto=\"",
          "Idempotency-Key: \u00ff",
          "If-Match: \"",
          "If-Modified-Since: soon",
          "If-Modified-Since: Thu, 99 Nov 2026 99:99:99 GMT",
          "If-Modified-Since: Thu, 01 Jan +999999999 00:00:00 GMT",
          "If-None-Match: W/,\",*x",
          "If-Range: x",
          "If-Unmodified-Since: soon",
          "Last-Event-ID: {\"0\":",
          "Last-Event-ID: {\"0\":1e999,\"1\":-1}",
          "Origin: \u00ff",
          "Origin: null",
          "Prefer: wait=99999999999999999999",
          "Prefer: ;=,\"",
          "Range: bytes=9-1",
          "Range: bytes=-,x",
          "TE: x;q=,",
          "Upgrade: h2c\r\nHTTP2-Settings: %%",
          "X-Forwarded-For: ,\r\nX-Forwarded-Port: x",
          "traceparent: 00-zz");

  private Path dir = Path.of("");
  private Broker broker = Broker.NONE;
  private ServedStream served;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    dir = folder;
    broker = Broker.inProcess(dir.resolve("broker"));
    served =
        ServedStream.start(
            broker, dir, "odd", TestRules.two(), "http.public.url=http://127.0.0.1:8080");
  }

  @AfterAll
  void stop() {
    served.close();
    broker.close();
  }

  @Test
  void shouldNotFailOfAny() throws Exception {
    Set<String> failed = new TreeSet<>();
    for (Route route : served.side().routes()) {
      for (String odd : ODD) {
        int status = ask(served, route, odd).status();
        if (status < 200 || status >= 500) {
          failed.add(route.method() + " " + route.path() + " " + odd + ": " + status);
        }
      }
    }

    assertThat(failed).isEmpty();
  }

  @Test
  void shouldNotFailOfAnyThatIsToStandForAToken() throws Exception {
    Path tokens = Files.writeString(dir.resolve("tokens"), "read the-token-that-reads\n");
    Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
    try (ServedStream guarded = served.beside("http.tokens.file=" + tokens)) {
      Set<String> let = new TreeSet<>();
      for (Route route : guarded.side().routes()) {
        if (route.access() == Route.Access.MANAGEMENT) {
          continue;
        }
        for (String odd : ODD) {
          boolean token = odd.startsWith("Authorization:") || odd.startsWith("Cookie:");
          if (token && ask(guarded, route, odd).status() != 401) {
            let.add(route.method() + " " + route.path() + " " + odd);
          }
        }
      }

      assertThat(let).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain; charset=utf8mb4",
        "text/plain; charset=bogus-8",
        "text/plain; charset=\"utf 8\"",
        "text/plain; charset=x-user-defined",
        "application/json; charset",
        "_"
      })
  void shouldTakeAnArticleWhoseCharsetNobodyKnows(String type) throws Exception {
    RawAnswer answer =
        RawAnswer.to(
            served.side().port(),
            "POST /v1/articles?source=wire&key=charset HTTP/1.1\r\nHost: localhost\r\nPrefer: wait=20\r\n"
                + "Connection: close\r\nContent-Type: "
                + type
                + "\r\nContent-Length: "
                + ARTICLE.length()
                + "\r\n\r\n"
                + ARTICLE);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("receipts").path(0).path("outcome").asText())
        .isIn("article", "repeat", "revision");
  }

  private static RawAnswer ask(ServedStream of, Route route, String header) throws IOException {
    boolean endless = route.path().equals("/v1/stream");
    String method = endless ? "HEAD" : route.method().name();
    String path =
        route
            .path()
            .replace("{tag}", "sanctions")
            .replace("{position}", "0-0")
            .replace("{id}", "nq3pc4mi2mk2h6gn");
    String query =
        route.method().equals(HandlerType.DELETE) && path.contains("articles") ? "?reason=odd" : "";
    String body = route.method().equals(HandlerType.POST) ? ARTICLE : "";
    return RawAnswer.to(
        of.side().port(),
        method
            + " "
            + path
            + query
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + header
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }
}
