package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for localhost that signed itself, in each of the forms that a listener takes. */
record TestCertificate(Path keystore, Path password, Path certificate, Path key, SSLContext trust) {
  private static final String SECRET = "a password of tests";

  static TestCertificate in(Path dir) throws Exception {
    return in(dir, "EC");
  }

  /** With a key of this algorithm, as keytool names it. */
  static TestCertificate in(Path dir, String algorithm) throws Exception {
    Path keystore = dir.resolve("store.p12");
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "here",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                SECRET,
                "-keystore",
                keystore.toString())
            .redirectErrorStream(true)
            .start();
    String told = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(made.waitFor()).as(told).isZero();
    KeyStore store = KeyStore.getInstance(keystore.toFile(), SECRET.toCharArray());
    Certificate certificate = store.getCertificate("here");
    return new TestCertificate(
        keystore,
        Files.writeString(dir.resolve("password"), SECRET + "\n"),
        pem(dir.resolve("certificate.pem"), "CERTIFICATE", certificate.getEncoded()),
        key(dir.resolve("key.pem"), store.getKey("here", SECRET.toCharArray())),
        trusting(certificate));
  }

  /** Writes a private key as PEM. */
  static Path key(Path file, Key key) throws Exception {
    return pem(file, "PRIVATE KEY", key.getEncoded());
  }

  private static Path pem(Path file, String what, byte[] bytes) throws Exception {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }

  private static SSLContext trusting(Certificate certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("here", certificate);
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
