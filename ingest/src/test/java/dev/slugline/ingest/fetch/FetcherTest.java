package dev.slugline.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
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
  private static final int MAX_BYTES = 200_000;
  private static final String HTML = "Content-Type: text/html; charset=utf-8\r\n";
  private static final Duration WHOLE = Duration.ofMillis(1_500);

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

  private static FetchSettings settings(boolean allowLocal, Duration pause) {
    return new FetchSettings(
        "Slugline/0.1 (+test)",
        allowLocal,
        Duration.ofMillis(500),
        Duration.ofMillis(600),
        WHOLE,
        pause,
        MAX_BYTES);
  }

  private String refusal(String path) {
    FetchException refused =
        catchThrowableOfType(FetchException.class, () -> fetcher.fetch(server.url(path)));
    assertThat(refused).as(path).isNotNull();
    assertThat(refused.reason()).doesNotContain("Exception").doesNotContain("java.");
    return refused.reason();
  }

  // ---- what is sound ------------------------------------------------------------------------

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
    server.on("/z", "200 OK", HTML + "Content-Encoding: gzip\r\n", BadServer.gzip(text));

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

  // ---- time ---------------------------------------------------------------------------------

  @Test
  void shouldNotWaitForAServerThatNeverAnswers() {
    server.on("/silent", out -> Thread.sleep(10_000));

    assertThat(refusal("/silent")).isEqualTo("no byte came from 127.0.0.1 within 600 ms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\n\r\n"})
  void shouldNotFollowADripToItsEnd(String start) {
    server.on(
        "/drip",
        out -> {
          BadServer.text(out, start);
          for (int i = 0; i < 1_000; i++) {
            BadServer.text(out, "x");
            Thread.sleep(50);
          }
        });
    long from = System.nanoTime();

    assertThat(refusal("/drip")).isEqualTo("not read within 1500 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void shouldPauseBetweenRequestsToOneHost() throws Exception {
    server.on("/a", "200 OK", HTML, "a");
    try (Fetcher polite = new Fetcher(settings(true, Duration.ofMillis(300)))) {
      polite.fetch(server.url("/a"));
      polite.fetch(server.url("/a"));
    }
    assertThat(server.asked).hasSize(3); // with robots.txt
    for (int i = 1; i < 3; i++) {
      long gap = server.asked.get(i).atNanos() - server.asked.get(i - 1).atNanos();
      assertThat(Duration.ofNanos(gap)).isGreaterThan(Duration.ofMillis(280));
    }
  }

  // ---- size ---------------------------------------------------------------------------------

  @Test
  void shouldStopAtTheLimitOfAnEndlessAnswer() {
    server.on("/endless", FetcherTest::endless);
    server.on(
        "/headers",
        out -> {
          BadServer.text(out, "HTTP/1.1 200 OK\r\n");
          while (true) {
            BadServer.text(out, "X-More: and more\r\n");
          }
        });
    server.on("/missing", out -> endless(out, "404 Not Found"));
    long from = System.nanoTime();

    assertThat(refusal("/endless")).isEqualTo("more than raw.max.bytes=200000 bytes");
    assertThat(refusal("/headers")).contains("no sound HTTP");
    assertThat(refusal("/missing")).isEqualTo("status 404 Not Found");
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(3));
  }

  private static void endless(OutputStream out) throws IOException {
    endless(out, "200 OK");
  }

  private static void endless(OutputStream out, String status) throws IOException {
    BadServer.text(out, "HTTP/1.1 " + status + "\r\n\r\n");
    byte[] block = new byte[8_192];
    Arrays.fill(block, (byte) 'x');
    while (true) {
      out.write(block);
    }
  }

  @Test
  void shouldStopAtTheLimitOfABomb() throws Exception {
    byte[] bomb = BadServer.gzip(new byte[50_000_000]);
    server.on("/bomb", "200 OK", HTML + "Content-Encoding: gzip\r\n", bomb);

    assertThat(bomb.length).isLessThan(MAX_BYTES);
    assertThat(refusal("/bomb")).isEqualTo("more than raw.max.bytes=200000 bytes");
  }

  // ---- unsound HTTP -------------------------------------------------------------------------

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
    byte[] zipped = BadServer.gzip("word ".repeat(500).getBytes(StandardCharsets.UTF_8));
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
    assertThatThrownBy(() -> fetcher.fetch(server.url("/").replace("http:", "https:")))
        .isInstanceOf(FetchException.class);
  }

  // ---- redirections -------------------------------------------------------------------------

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

  // ---- the local network --------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[fd00::1]/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://224.0.0.1/"
      })
  void shouldAskNoAddressOfTheLocalNetwork(String address) throws Exception {
    try (Fetcher careful = new Fetcher(settings(false, Duration.ZERO))) {
      assertThatThrownBy(() -> careful.fetch(address))
          .isInstanceOf(FetchException.class)
          .message()
          .containsAnyOf("local network", "no such host", "names no host");
    }
  }

  @Test
  void shouldKnowPublicAddresses() throws Exception {
    for (String address : new String[] {"9.9.9.9", "100.128.0.1", "2620:fe::fe", "172.32.0.1"}) {
      assertThat(PublicHosts.isLocal(java.net.InetAddress.getByName(address))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://a.example/", "file:///etc/hostname", "a.example", "http://", "http:"})
  void shouldFetchNothingElse(String address) {
    assertThatThrownBy(() -> fetcher.fetch(address)).isInstanceOf(FetchException.class);
  }

  // ---- robots.txt ---------------------------------------------------------------------------

  @Test
  void shouldKeepToRobotsText() throws Exception {
    server.on(
        "/robots.txt",
        "200 OK",
        "Content-Type: text/plain\r\n",
        "User-agent: *\nDisallow: /\n\nUser-agent: slugline\nDisallow: /private\n");
    server.on("/private/a", "200 OK", HTML, "a");
    server.on("/public", "200 OK", HTML, "a");

    assertThat(refusal("/private/a")).contains("robots.txt of 127.0.0.1 does not allow slugline");
    assertThat(fetcher.fetch(server.url("/public")).bytes()).hasSize(1);
    assertThat(server.asked).filteredOn(it -> it.line().contains("robots.txt")).hasSize(1);
  }

  @Test
  void shouldNotGoWhereRedirectionsLeadPastRobotsText() {
    server.on("/robots.txt", "200 OK", "", "User-agent: *\nDisallow: /private\n");
    server.on("/a", "302 Found", "Location: /private/b\r\n", "");

    assertThat(refusal("/a")).contains("does not allow");
  }

  @Test
  void shouldFetchNothingWhereRobotsTextCannotBeRead() {
    server.on("/robots.txt", "500 Oops", "", "");
    server.on("/a", "200 OK", HTML, "a");

    assertThat(refusal("/a"))
        .isEqualTo("not fetched: robots.txt of 127.0.0.1 cannot be read (status 500)");
  }

  @Test
  void shouldFetchAllWhereThereIsNoRobotsTextAndSurviveAHugeOne() throws Exception {
    server.on("/a", "200 OK", HTML, "a");
    assertThat(fetcher.fetch(server.url("/a")).bytes()).hasSize(1);

    server.on("/robots.txt", FetcherTest::endless);
    try (Fetcher other = new Fetcher(settings(true, Duration.ZERO))) {
      assertThatThrownBy(() -> other.fetch(server.url("/a")))
          .hasMessageContaining("robots.txt of 127.0.0.1 cannot be read");
    }
  }
}
