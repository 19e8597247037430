package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.util.Blocker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What no well-behaved client sends is answered with a problem, and tells nothing of the server.
 */
@Timeout(300)
class BadRequestsTest {
  private static final String CLOSE = "Host: localhost\r\nConnection: close\r\n";
  private static TestListener listener;

  @BeforeAll
  static void start() throws Exception {
    listener =
        TestListener.start(
            "http.header.timeout.ms=2000",
            "http.body.timeout.ms=2500",
            "http.idle.timeout.ms=4000",
            "raw.max.bytes=2000");
  }

  @AfterAll
  static void stop() {
    listener.close();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          GET /v1/tags HTTP/1.1\\r\\n<close>,                                        200
          HEAD /v1/tags HTTP/1.1\\r\\n<close>,                                       200
          GET /none HTTP/1.1\\r\\n<close>,                                           404
          PUT /v1/tags HTTP/1.1\\r\\n<close>,                                        405
          BREW /v1/tags HTTP/1.1\\r\\n<close>,                                       405
          OPTIONS /v1/tags HTTP/1.1\\r\\n<close>,                                    405
          TRACE /v1/tags HTTP/1.1\\r\\n<close>,                                      405
          GET /v1/tags?colour=red HTTP/1.1\\r\\n<close>,                             400
          nonsense\\r\\n<close>,                                                     400
          GET /v1/tags HTTP/9.9\\r\\n<close>,                                        505
          GET /v1/tags HTTP/1.1\\r\\nConnection: close\\r\\n,                        400
          GET /v1/tags HTTP/1.1\\r\\nHost: localhost\\r\\n<close>,                   400
          GET /v1/tags HTTP/1.1\\r\\nA name: x\\r\\n<close>,                         400
          GET /v1/tags HTTP/1.1\\r\\nA: x\\r\\n  folded\\r\\n<close>,                400
          POST /v1/articles HTTP/1.1\\r\\nContent-Length: many\\r\\n<close>,         400
          POST /v1/articles HTTP/1.1\\r\\nContent-Length: -1\\r\\n<close>,           400
          POST /v1/articles HTTP/1.1\\r\\nContent-Length: 9999\\r\\n<close>,         413
          POST /v1/articles HTTP/1.1\\r\\nTransfer-Encoding: gzip\\r\\n<close>,      400
          GET /v1/openapi.json HTTP/1.1\\r\\n<close>,                                500
          GET /v1/receipts/0-1 HTTP/1.1\\r\\n<close>,                                500
          """)
  void shouldAnswerWithAProblem(String request, int status) throws Exception {
    RawAnswer answer =
        RawAnswer.to(
            listener.port(), request.replace("\\r\\n", "\r\n").replace("<close>", CLOSE) + "\r\n");

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    if (status != 200) {
      assertProblem(answer);
    }
    assertSafe(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/..%2f..%2fetc/passwd",
        "/v1/%2e%2e/livez",
        "/v1/../../livez",
        "/v1//tags",
        "//localhost/v1/tags",
        "/v1/tags%00",
        "/v1/tags;a=b",
        "/v1/tags/..;/",
        "/v1/tags/%",
        "/v1/tags/%ff%fe",
        "/v1%2ftags",
        "/v1/tags/a%5c..%5cb",
        "/v1/tags/a\\b",
        "/V1/TAGS",
        "/v1/tags/a/b",
        "http://evil.example/v1/tags"
      })
  void shouldNotBeLedAstrayByPaths(String path) throws Exception {
    RawAnswer answer = listener.ask("GET", path);

    assertThat(answer.status()).as(answer.text()).isIn(400, 404, 421);
    assertProblem(answer);
    assertSafe(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS * HTTP/1.1", "PRI * HTTP/2.0", "GET /%zz HTTP/1.1"})
  void shouldSayInASentenceWhatTheServerItselfRefuses(String line) throws Exception {
    RawAnswer answer = RawAnswer.to(listener.port(), line + "\r\n" + CLOSE + "\r\n");

    assertProblem(answer);
    assertThat(answer.json().path("detail").asText()).contains(" is ").endsWith(".");
    assertThat(answer.body()).endsWith("}\n");
  }

  @Test
  void shouldSayWhatAPathTakes() throws Exception {
    assertThat(listener.ask("DELETE", "/v1/tags").header("Allow")).isEqualTo("GET, HEAD");
    assertThat(listener.ask("GET", "/v1/articles").header("Allow")).isEqualTo("POST");
  }

  @Test
  void shouldAnswerHeadAsGetWithoutTheBody() throws Exception {
    RawAnswer answer = listener.ask("HEAD", "/v1/tags");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Length")).isEqualTo("5");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void shouldNotWarnOfClientsThatLeave() throws Exception {
    try (InputStream in = HttpServer.class.getResourceAsStream("/logback.xml")) {
      assertThat(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8))
          .as("a logger of Jetty that there is")
          .contains("<logger name=\"" + Blocker.class.getName() + "\" level=\"ERROR\"/>");
    }
  }

  @Test
  void shouldRefuseAHeaderFlood() throws Exception {
    RawAnswer long1 = listener.ask("GET", "/v1/tags", "X: " + "x".repeat(40_000));
    RawAnswer many = listener.ask("GET", "/v1/tags", "X: y\r\n".repeat(9_000) + "Z: z");
    RawAnswer address = listener.ask("GET", "/v1/tags?since=" + "9".repeat(40_000));

    assertThat(long1.status()).as(long1.text()).isEqualTo(431);
    assertThat(many.status()).as(many.text()).isEqualTo(431);
    assertThat(address.status()).as(address.text()).isEqualTo(414);
    for (RawAnswer answer : List.of(long1, many, address)) {
      assertProblem(answer);
      assertSafe(answer);
    }
  }

  @Test
  void shouldRefuseTwoLengths() throws Exception {
    RawAnswer smuggled =
        RawAnswer.to(
            listener.port(),
            "POST /v1/articles HTTP/1.1\r\n"
                + CLOSE
                + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /livez");
    RawAnswer twice =
        RawAnswer.to(
            listener.port(),
            "POST /v1/articles HTTP/1.1\r\n"
                + CLOSE
                + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nabc");

    assertThat(smuggled.status()).as(smuggled.text()).isEqualTo(400);
    assertThat(twice.status()).as(twice.text()).isEqualTo(400);
    assertProblem(smuggled);
    assertProblem(twice);
  }

  @Test
  void shouldNotReadMoreThanIsTaken() throws Exception {
    String chunk = "3e8\r\n" + "x".repeat(1_000) + "\r\n";

    RawAnswer answer =
        RawAnswer.to(
            listener.port(),
            "POST /v1/articles HTTP/1.1\r\n"
                + CLOSE
                + "Transfer-Encoding: chunked\r\n\r\n"
                + chunk.repeat(3)
                + "0\r\n\r\n");

    assertThat(answer.status()).as(answer.text()).isEqualTo(413);
    assertProblem(answer);
    assertThat(answer.json().path("detail").asText())
        .isEqualTo("The body has more than the 2000 bytes that are taken (raw.max.bytes)");
    assertThat(answer.body()).endsWith("}\n");
  }

  @Test
  void shouldRefuseAChunkThatIsNone() throws Exception {
    RawAnswer answer =
        RawAnswer.to(
            listener.port(),
            "POST /v1/articles HTTP/1.1\r\n"
                + CLOSE
                + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc");

    assertThat(answer.status()).as(answer.text()).isIn(0, 400);
    assertSafe(answer);
  }

  @Test
  void shouldEndARequestWhoseHeaderTrickles() throws Exception {
    try (Socket socket = RawAnswer.connect(listener.port())) {
      RawAnswer.write(socket, "GET /v1/tags HTTP/1.1\r\nHost: localhost\r\n");
      assertThat(tricklesFor(socket, "X: y\r\n")).isBetween(1_900L, 20_000L);
    }
  }

  @Test
  void shouldEndASecondRequestOfAConnectionToo() throws Exception {
    try (Socket socket = RawAnswer.connect(listener.port())) {
      RawAnswer.write(socket, "GET /v1/tags HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      assertThat(tricklesFor(socket, "G")).isBetween(1_900L, 20_000L);
    }
  }

  @Test
  void shouldEndABodyThatTrickles() throws Exception {
    try (Socket socket = RawAnswer.connect(listener.port())) {
      RawAnswer.write(
          socket, "POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n");
      assertThat(tricklesFor(socket, "x")).isBetween(2_400L, 20_000L);
    }
  }

  @Test
  void shouldAnswerABodyThatStops() throws Exception {
    RawAnswer answer =
        RawAnswer.to(
            listener.port(),
            "POST /v1/articles HTTP/1.1\r\n" + CLOSE + "Content-Length: 100\r\n\r\nhalf");

    assertThat(answer.status()).as(answer.text()).isEqualTo(408);
    assertProblem(answer);
    assertSafe(answer);
  }

  /** How long the server lets bytes come in one by one, in milliseconds. */
  private static long tricklesFor(Socket socket, String piece) throws Exception {
    long start = System.nanoTime();
    socket.setSoTimeout(100);
    while (System.nanoTime() - start < 25_000_000_000L) {
      try {
        RawAnswer.write(socket, piece);
        socket.getInputStream().readAllBytes(); // what is left of an answer
        break;
      } catch (SocketTimeoutException stillOpen) {
        // the next piece
      } catch (IOException closed) {
        break;
      }
    }
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static void assertProblem(RawAnswer answer) throws Exception {
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().path("type").asText()).startsWith("urn:slugline:problem:");
    assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
    assertThat(answer.json().path("title").asText()).isNotBlank();
    assertThat(answer.json().path("detail").asText()).isNotBlank();
  }

  private static void assertSafe(RawAnswer answer) {
    assertThat(answer.text())
        .doesNotContainIgnoringCase("exception")
        .doesNotContainIgnoringCase("jetty")
        .doesNotContainIgnoringCase("javalin")
        .doesNotContain("java.")
        .doesNotContain("Secret")
        .doesNotContain("\tat ");
    assertThat(answer.status() == 0 || answer.header("X-Content-Type-Options").equals("nosniff"))
        .as(answer.text())
        .isTrue();
  }
}
