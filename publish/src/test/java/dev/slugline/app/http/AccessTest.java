package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may ask: by which name, from which page, with which token. */
@Timeout(300)
class AccessTest {
  private static final String READ = "the-token-that-reads";
  private static final String WRITE = "the-token-that-writes";

  @TempDir static Path dir = Path.of("");
  private static TestListener open;
  private static TestListener guarded;

  @BeforeAll
  static void start() throws Exception {
    open = TestListener.start("http.hosts=desk.example", "http.origins=https://wall.example");
    guarded = TestListener.start("http.tokens.file=" + tokens("tokens", "rw-------"));
  }

  @AfterAll
  static void stop() {
    open.close();
    guarded.close();
  }

  private static Path tokens(String name, String mode) throws IOException {
    Path file = dir.resolve(name);
    Files.writeString(file, "# of tests\nread " + READ + "\n\nwrite " + WRITE + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "localhost:8080, 200",
    "LOCALHOST., 200",
    "127.0.0.1, 200",
    "127.8.8.8:1, 200",
    "[::1]:8080, 200",
    "desk.example, 200",
    "evil.example, 421",
    "localhost.evil.example, 421",
    "127.0.0.1.evil.example, 421",
    "192.0.2.7, 421"
  })
  void shouldAnswerOnlyToNamesThatAreItsOwn(String host, int status) throws Exception {
    RawAnswer answer = open.ask("GET", "/v1/tags", "Host: " + host);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost, 200",
    "https://localhost, 200",
    "https://wall.example, 200",
    "http://wall.example, 403",
    "https://wall.example.evil.example, 403",
    "http://localhost:9, 403",
    "https://evil.example, 403",
    "null, 403"
  })
  void shouldAnswerOnlyToPagesThatMayAsk(String origin, int status) throws Exception {
    RawAnswer answer = open.ask("GET", "/v1/tags", "Origin: " + origin);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    boolean told = origin.equals("https://wall.example");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(told ? origin : "");
    assertThat(answer.header("Vary")).isEqualTo(told ? "Origin" : "");
  }

  @Test
  void shouldTellAnAllowedPageBeforehandWhatItMayAsk() throws Exception {
    RawAnswer allowed =
        open.ask(
            "OPTIONS",
            "/v1/articles",
            "Origin: https://wall.example",
            "Access-Control-Request-Method: POST");
    RawAnswer refused =
        open.ask(
            "OPTIONS",
            "/v1/articles",
            "Origin: https://evil.example",
            "Access-Control-Request-Method: POST");

    assertThat(allowed.status()).as(allowed.text()).isEqualTo(204);
    assertThat(allowed.header("Access-Control-Allow-Methods")).contains("POST");
    assertThat(allowed.header("Access-Control-Allow-Headers")).contains("Authorization");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).doesNotContain("Access-Control");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/tags, , 401",
    "GET, /v1/tags, Bearer wrong, 401",
    "GET, /v1/tags, Bearer, 401",
    "GET, /v1/tags, Bearer the-token-that-read, 401",
    "GET, /v1/tags, Digest the-token-that-reads, 401",
    "GET, /v1/tags, Basic ???, 401",
    "GET, /v1/tags, Bearer the-token-that-reads, 200",
    "GET, /v1/tags, bearer the-token-that-writes, 200",
    "HEAD, /v1/tags, , 401",
    "POST, /v1/articles, , 401",
    "POST, /v1/articles, Bearer the-token-that-reads, 403",
    "POST, /v1/articles, Bearer the-token-that-writes, 200",
    "GET, /livez, , 200",
    "GET, /none, , 404"
  })
  void shouldAskForAToken(String method, String path, String authorization, int status)
      throws Exception {
    RawAnswer answer =
        authorization == null
            ? guarded.ask(method, path)
            : guarded.ask(method, path, "Authorization: " + authorization);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("WWW-Authenticate").contains("Bearer")).isEqualTo(status == 401);
    assertThat(answer.text()).doesNotContain(READ).doesNotContain(WRITE);
  }

  @Test
  void shouldTakeTheTokenAsAPasswordToo() throws Exception {
    assertThat(guarded.ask("GET", "/v1/tags", basic("reader", READ)).status()).isEqualTo(200);
    assertThat(guarded.ask("GET", "/v1/tags", basic("", READ)).status()).isEqualTo(200);
    assertThat(guarded.ask("GET", "/v1/tags", basic(READ, "x")).status()).isEqualTo(401);
    assertThat(guarded.ask("POST", "/v1/articles", basic("", WRITE)).status()).isEqualTo(200);
  }

  @Test
  void shouldGiveATicketThatReadsForAWhile() throws Exception {
    assertThat(guarded.ask("POST", "/v1/tickets").status()).isEqualTo(401);
    RawAnswer given = guarded.ask("POST", "/v1/tickets", bearer(WRITE));
    assertThat(given.status()).as(given.text()).isEqualTo(201);
    String ticket = given.json().path("ticket").asText();
    String forged = ticket.replaceAll("^\\d+", "99999999999");

    assertThat(guarded.ask("GET", "/v1/tags?ticket=" + ticket).status()).isEqualTo(200);
    assertThat(guarded.ask("GET", "/v1/tags?ticket=" + forged).status()).isEqualTo(401);
    assertThat(guarded.ask("GET", "/v1/tags?ticket=").status()).isEqualTo(401);
    assertThat(guarded.ask("POST", "/v1/articles?ticket=" + ticket).status()).isEqualTo(403);
    assertThat(guarded.ask("POST", "/v1/tickets?ticket=" + ticket).status()).isEqualTo(403);
    assertThat(guarded.ask("GET", "/v1/tags", "Cookie: slugline=" + ticket).status())
        .isEqualTo(401);
  }

  @Test
  void shouldGiveACookieThatDoesWhatItsTokenDoes() throws Exception {
    RawAnswer given = guarded.ask("POST", "/v1/session", bearer(WRITE));
    String set = given.header("Set-Cookie");
    assertThat(set).contains("HttpOnly").contains("SameSite=Strict").contains("Path=/");
    String cookie = "Cookie: " + set.substring(0, set.indexOf(';'));

    assertThat(guarded.ask("GET", "/v1/tags", cookie).status()).isEqualTo(200);
    assertThat(guarded.ask("POST", "/v1/articles", cookie).status()).isEqualTo(200);
    assertThat(guarded.ask("POST", "/v1/articles", cookie, "Origin: https://evil.example").status())
        .isEqualTo(403);
    assertThat(guarded.ask("DELETE", "/v1/session", cookie).header("Set-Cookie"))
        .contains("01 Jan 1970");
  }

  @Test
  void shouldEndPassesWithTheirTime() throws Exception {
    Tokens tokens = Tokens.read(dir.resolve("tokens"));
    Passes earlier = new Passes(tokens, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-2)));
    Passes now = new Passes(tokens, Clock.systemUTC());
    Tokens.Token token = tokens.all().get(0);

    assertThat(now.token(now.make(token, Passes.Use.TICKET).text(), Passes.Use.TICKET))
        .isEqualTo(token);
    assertThat(now.token(earlier.make(token, Passes.Use.TICKET).text(), Passes.Use.TICKET))
        .isNull();
    assertThat(now.token(earlier.make(token, Passes.Use.COOKIE).text(), Passes.Use.COOKIE))
        .isEqualTo(token);
  }

  @Test
  void shouldLetAnybodyReadOnlyWhereThatIsDeclared() throws Exception {
    try (TestListener listener =
        TestListener.start("http.tokens.file=" + dir.resolve("tokens"), "http.read.public=true")) {
      assertThat(listener.ask("GET", "/v1/tags").status()).isEqualTo(200);
      assertThat(listener.ask("POST", "/v1/articles").status()).isEqualTo(401);
    }
  }

  @Test
  void shouldMakeTokensForItsOwnerAloneBeyondTheLoopback() throws Exception {
    Path state = dir.resolve("state");
    String[] sets = {"http.listen=0.0.0.0:0", "state.dir=" + state};
    try (TestListener listener = TestListener.start(sets)) {
      assertThat(listener.ask("GET", "/v1/tags").status()).isEqualTo(401);
    }
    Path made = state.resolve("tokens");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rw-------");
    List<String> lines = Files.readAllLines(made);
    assertThat(lines).hasSize(2);
    try (TestListener again = TestListener.start(sets)) {
      String token = lines.get(1).substring("write ".length());
      assertThat(again.ask("POST", "/v1/articles", bearer(token)).status()).isEqualTo(200);
    }
    assertThat(Files.readAllLines(made)).isEqualTo(lines);
  }

  @Test
  void shouldRefuseTokensThatOthersMayRead() throws Exception {
    Path seen = tokens("seen", "rw-r--r--");
    Path wrong = tokens("wrong", "rw-------");
    Files.writeString(wrong, "read " + READ + "\nroot " + WRITE + "\n");
    Path weak = tokens("weak", "rw-------");
    Files.writeString(weak, "read secret\n");

    assertRefused(seen, "chmod 600");
    assertRefused(wrong, "line 2");
    assertRefused(weak, "fewer than 16");
    assertRefused(dir.resolve("none"), "there is no such file");
  }

  private static void assertRefused(Path file, String why) {
    assertThatThrownBy(() -> TestListener.start("http.tokens.file=" + file).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("http.tokens.file")
        .hasMessageContaining(file.toString())
        .hasMessageContaining(why)
        .hasMessageNotContaining(WRITE)
        .hasMessageNotContaining("secret");
  }

  private static String bearer(String token) {
    return "Authorization: Bearer " + token;
  }

  private static String basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(both);
  }
}
