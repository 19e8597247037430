package dev.slugline.ingest.fetch;

import static dev.slugline.ingest.archive.Packed.gzip;
import static dev.slugline.ingest.fetch.Fetches.HTML;
import static dev.slugline.ingest.fetch.Fetches.MAX_BYTES;
import static dev.slugline.ingest.fetch.Fetches.PATIENT;
import static dev.slugline.ingest.fetch.Fetches.settings;
import static dev.slugline.ingest.fetch.Fetches.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real server on the loopback that does everything wrong. */
class FetcherTest {
  private BadServer server;
  private Fetcher fetcher;

  @BeforeEach
  void start() throws IOException {
    server = new BadServer();
    fetcher = new Fetcher(settings(true, Duration.ZERO));
  }

  @AfterEach
  void stop() throws IOException {
    fetcher.close();
    server.close();
  }

  private String refusal(String path) {
    return Fetches.refusal(fetcher, server.url(path));
  }

  private String refusal(String path, FetchSettings settings) {
    try (Fetcher hasty = new Fetcher(settings)) {
      return Fetches.refusal(hasty, server.url(path));
    }
  }

  @Test
  void shouldGiveTheBytesTheirTypeAndWhereTheyWereFound() throws Exception {
    server.on("/old", "301 Moved", "Location: ../new?a=b c\r\n", "");
    server.on("/new?a=b%20c", "200 OK", HTML, "Zug f\u00e4hrt");

    Fetched fetched = fetcher.fetch(server.url("/old"));

    assertThat(new String(fetched.bytes(), StandardCharsets.UTF_8)).isEqualTo("Zug f\u00e4hrt");
    assertThat(fetched.contentType()).isEqualTo("text/html; charset=utf-8");
    assertThat(fetched.url()).hasToString(server.url("/new?a=b%20c"));
  }

  @Test
  void shouldSayWhoItIsAndDecompress() throws Exception {
    byte[] text = "word ".repeat(2_000).getBytes(StandardCharsets.UTF_8);
    server.on("/z", "200 OK", HTML + "Content-Encoding: gzip\r\n", gzip(text));

    assertThat(fetcher.fetch(server.url("/z")).bytes()).isEqualTo(text);
    assertThat(server.asked.get(1).headers())
        .anyMatch(header -> header.equals("User-Agent: Slugline/0.1 (+test)"))
        .anyMatch(header -> header.startsWith("Accept-Encoding: gzip"));
  }

  @Test
  void shouldTakeACookieOnTheWay() throws Exception {
    server.on("/a", "302 Found", "Set-Cookie: seen=1\r\nLocation: /b\r\n", "");
    server.on("/b", "200 OK", HTML, "here");

    fetcher.fetch(server.url("/a"));

    assertThat(server.asked.get(2).headers()).contains("Cookie: seen=1");
  }

  @Test
  void shouldNotWaitForAServerThatNeverAnswers() {
    server.on("/silent", out -> Thread.sleep(60_000));

    assertThat(refusal("/silent", within(Duration.ofSeconds(2), PATIENT)))
        .isEqualTo("no byte came from 127.0.0.1 within 2000 ms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\n\r\n"})
  void shouldNotFollowADripToItsEnd(String start) {
    server.on(
        "/drip",
        out -> {
          BadServer.text(out, start);
          for (int i = 0; i < 1_000; i++) { // nearly a minute
            BadServer.text(out, "x");
            Thread.sleep(50);
          }
        });
    long from = System.nanoTime();

    assertThat(refusal("/drip", within(PATIENT, Duration.ofSeconds(2))))
        .isEqualTo("not read within 2000 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofMillis(4_500));
  }

  @Test
  void shouldPauseBetweenRequestsToOneHost() throws Exception {
    server.on("/a", "200 OK", HTML, "a");
    long from = System.nanoTime();
    try (Fetcher polite = new Fetcher(settings(true, Duration.ofMillis(300)))) {
      polite.fetch(server.url("/a"));
      polite.fetch(server.url("/a"));
    }

    // two pauses, by the clock of who asks: the server may notice late that it was asked
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofMillis(580));
    assertThat(server.asked).hasSize(3); // with robots.txt
  }

  @Test
  void shouldStopAtTheLimitOfAnEndlessAnswer() {
    server.on("/endless", BadServer::endless);
    server.on(
        "/headers",
        out -> {
          BadServer.text(out, "HTTP/1.1 200 OK\r\n");
          while (true) {
            BadServer.text(out, "X-More: and more\r\n");
          }
        });
    server.on("/missing", out -> BadServer.endless(out, "404 Not Found"));
    long from = System.nanoTime();

    assertThat(refusal("/endless")).isEqualTo("more than raw.max.bytes=200000 bytes");
    assertThat(refusal("/headers")).contains("no sound HTTP");
    assertThat(refusal("/missing")).isEqualTo("status 404 Not Found");
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void shouldStopAtTheLimitOfABomb() throws Exception {
    byte[] bomb = gzip(new byte[50_000_000]);
    server.on("/bomb", "200 OK", HTML + "Content-Encoding: gzip\r\n", bomb);

    assertThat(bomb.length).isLessThan(MAX_BYTES);
    assertThat(refusal("/bomb")).isEqualTo("more than raw.max.bytes=200000 bytes");
  }

  @Test
  void shouldSayWhatIsWrongWithAnAnswer() throws Exception {
    server.on("/nothing", out -> {});
    server.on("/garbage", out -> BadServer.text(out, "SSH-2.0-Open\r\n\r\n"));
    server.on(
        "/short", out -> BadServer.text(out, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"));
    server.on(
        "/chunks",
        out ->
            BadServer.text(
                out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n"));
    byte[] zipped = gzip("word ".repeat(500).getBytes(StandardCharsets.UTF_8));
    byte[] cut = Arrays.copyOf(zipped, zipped.length / 2);
    server.on("/cut", "200 OK", "Content-Encoding: gzip\r\n", cut);
    server.on("/no-zip", "200 OK", "Content-Encoding: gzip\r\n", "plain");
    server.on("/strange", "200 OK", "Content-Encoding: x-own\r\n", "plain");

    assertThat(refusal("/nothing")).contains("closed the connection without an answer");
    assertThat(refusal("/garbage")).contains("closed the connection without an answer");
    assertThat(refusal("/short")).contains("cut off");
    assertThat(refusal("/chunks")).contains("no sound HTTP");
    assertThat(refusal("/cut")).contains("cut off");
    assertThat(refusal("/no-zip")).contains("not compressed as it says");
    assertThat(refusal("/strange")).contains("x-own");
  }

  @Test
  void shouldNameTheStatus() {
    server.on("/gone", "410 Gone", "", "bye");
    server.on("/busy", "503 Busy", "Retry-After: 120\r\n", "");
    server.on("/empty", "204 No Content", "", "");

    assertThat(refusal("/gone")).isEqualTo("status 410 Gone");
    assertThat(refusal("/busy")).isEqualTo("status 503 Busy, to be tried again after 120");
    assertThat(refusal("/empty")).isEqualTo("status 204 No Content");
  }

  @Test
  void shouldSayThatNobodyListens() throws Exception {
    int port;
    try (ServerSocket unused = new ServerSocket(0)) {
      port = unused.getLocalPort();
    }
    assertThatThrownBy(() -> fetcher.fetch("http://127.0.0.1:" + port + "/"))
        .hasMessageContaining("no connection to 127.0.0.1");
    assertThatThrownBy(() -> fetcher.fetch("http://no-such-host.invalid/"))
        .hasMessageContaining("no-such-host.invalid");
    try (Fetcher hasty = new Fetcher(within(Duration.ofSeconds(2), Duration.ofSeconds(2)))) {
      assertThatThrownBy(() -> hasty.fetch(server.url("/").replace("http:", "https:")))
          .isInstanceOf(FetchException.class);
    }
  }

  @Test
  void shouldNotFollowRedirectionsForEverOrAnywhere() {
    server.on("/loop", "302 Found", "Location: /loop\r\n", "");
    server.on("/file", "302 Found", "Location: file:///etc/hostname\r\n", "");
    server.on("/empty", "302 Found", "Location: \r\n", "");
    server.on("/none", "302 Found", "", "");
    server.on("/user", "302 Found", "Location: http://me:secret@127.0.0.1/\r\n", "");

    assertThat(refusal("/loop")).isEqualTo("more than 10 redirections");
    assertThat(refusal("/file")).contains("is no http or https address");
    assertThat(refusal("/empty")).isEqualTo("status 302 Found");
    assertThat(refusal("/none")).isEqualTo("status 302 Found");
    assertThat(refusal("/user")).contains("user name").doesNotContain("secret");
  }
}
