package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
class TlsTest {
  @TempDir static Path dir = Path.of("");
  private static TestCertificate made;
  private static TestCertificate rsa;

  @BeforeAll
  static void make() throws Exception {
    made = TestCertificate.in(dir);
    rsa = TestCertificate.in(Files.createDirectory(dir.resolve("rsa")), "RSA");
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
    String certificate = "http.tls.certificate=" + made.certificate();

    assertRefused(certificate + ": http.tls.key is not set", certificate);
    assertRefused(
        "http.tls.key=%s: there is no such file".formatted(none),
        certificate,
        "http.tls.key=" + none);
    assertRefused(
        "http.tls.key=%s: this is a folder".formatted(dir), certificate, "http.tls.key=" + dir);
    assertRefused("openssl pkcs8", certificate, "http.tls.key=" + text);
    assertRefused(
        "http.tls.certificate=" + text,
        "http.tls.certificate=" + text,
        "http.tls.key=" + made.key());
  }

  @Test
  void shouldSayWhatIsWrongWithAKeystore() throws Exception {
    Path wrong = Files.writeString(dir.resolve("wrong"), "another password\n");
    Path trusting = dir.resolve("trust.p12");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(made.certificate())) {
      store.setCertificateEntry(
          "peer", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    try (OutputStream out = Files.newOutputStream(trusting)) {
      store.store(out, Files.readAllLines(made.password()).get(0).toCharArray());
    }
    String keystore = "http.tls.keystore=" + made.keystore();
    String password = "http.tls.keystore.password.file=";

    assertRefused(keystore + ": the keystore cannot be opened", keystore);
    assertRefused(wrong.toString(), keystore, password + wrong);
    assertRefused(
        "http.tls.keystore=%s/none: there is no such file".formatted(dir),
        "http.tls.keystore=" + dir.resolve("none"));
    assertRefused(
        "holds no certificate with its private key",
        "http.tls.keystore=" + trusting,
        password + made.password());
    assertRefused("http.tls.keystore is not set", password + made.password());
    assertRefused(
        "not both",
        keystore,
        password + made.password(),
        "http.tls.certificate=" + made.certificate());
  }

  @ParameterizedTest
  @CsvSource({"EC, EC", "RSA, RSA", "EC, RSA", "RSA, EC"})
  void shouldRefuseTheKeyOfAnotherCertificate(String algorithm, String another) throws Exception {
    TestCertificate right = algorithm.equals("EC") ? made : rsa;
    KeyPairGenerator keys = KeyPairGenerator.getInstance(another);
    Path other = TestCertificate.key(dir.resolve("other.pem"), keys.generateKeyPair().getPrivate());
    String certificate = "http.tls.certificate=" + right.certificate();

    TestListener.start(certificate, "http.tls.key=" + right.key()).close();
    assertRefused(
        ("http.tls.key=%s: this is not the private key of the certificate that comes first in %s"
                + " (CN=localhost)")
            .formatted(other, right.certificate()),
        certificate,
        "http.tls.key=" + other);
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
