package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {
  @TempDir static Path dir = Path.of("");
  private static TestCertificate made;

  @BeforeAll
  static void make() throws Exception {
    made = TestCertificate.in(dir);
  }

  @Test
  void shouldSpeakTlsWithPemFilesAndNothingElse() throws Exception {
    try (TestListener listener =
        TestListener.start(
            "http.tls.certificate=" + made.certificate(), "http.tls.key=" + made.key())) {
      HttpResponse<String> answer = send(listener, HttpRequest.newBuilder().GET(), "/v1/tags");
      RawAnswer plain = listener.ask("GET", "/v1/tags");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(plain.status()).as(plain.text()).isZero();
      assertThat(plain.text()).doesNotContain("tags");
    }
  }

  @Test
  void shouldSpeakTlsWithAKeystoreAndGiveCookiesToItOnly() throws Exception {
    Path tokens = dir.resolve("tokens");
    Files.writeString(tokens, "read a-token-for-reading\n");
    tokens.toFile().setReadable(false, false);
    tokens.toFile().setReadable(true, true);
    try (TestListener listener =
        TestListener.start(
            "http.tls.keystore=" + made.keystore(),
            "http.tls.keystore.password.file=" + made.password(),
            "http.tokens.file=" + tokens)) {
      HttpResponse<String> answer =
          send(
              listener,
              HttpRequest.newBuilder()
                  .header("Authorization", "Bearer a-token-for-reading")
                  .POST(BodyPublishers.noBody()),
              "/v1/session");

      assertThat(answer.statusCode()).isEqualTo(204);
      assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
          .contains("HttpOnly")
          .contains("Secure")
          .contains("SameSite=Strict");
    }
  }

  @Test
  void shouldSayWhichFileIsWrong() throws Exception {
    Path none = dir.resolve("none.pem");
    Path text = Files.writeString(dir.resolve("text.pem"), "nothing\n");

    assertRefused("http.tls.key", "http.tls.certificate=" + made.certificate());
    assertRefused(
        none.toString(), "http.tls.certificate=" + made.certificate(), "http.tls.key=" + none);
    assertRefused(
        "openssl pkcs8", "http.tls.certificate=" + made.certificate(), "http.tls.key=" + text);
    assertRefused(text.toString(), "http.tls.certificate=" + text, "http.tls.key=" + made.key());
    assertRefused("http.tls.keystore: " + made.keystore(), "http.tls.keystore=" + made.keystore());
  }

  private static void assertRefused(String told, String... sets) {
    assertThatThrownBy(() -> TestListener.start(sets).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(told);
  }

  private static HttpResponse<String> send(
      TestListener listener, HttpRequest.Builder request, String path) throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(made.trust()).build();
    URI uri = URI.create("https://localhost:" + listener.port() + path);
    return client.send(request.uri(uri).build(), BodyHandlers.ofString());
  }
}
