package dev.slugline.app.http;

import dev.slugline.app.config.SluglineConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** With what a listener proves who it is: a certificate and its key, from PEM or a keystore. */
final class Tls {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  /** Of a keystore in memory, which nobody else sees. */
  private static final char[] NONE = {};

  private Tls() {}

  /** Null: the settings ask for none. Every message names the setting that is to be mended. */
  static SslContextFactory.@Nullable Server of(SluglineConfig config) throws IOException {
    String certificate = config.text("http.tls.certificate");
    String key = config.text("http.tls.key");
    String keystore = config.text("http.tls.keystore");
    String password = config.text("http.tls.keystore.password.file");
    if (certificate.isEmpty() && key.isEmpty() && keystore.isEmpty()) {
      return null;
    }
    if (!keystore.isEmpty()) {
      if (!certificate.isEmpty() || !key.isEmpty()) {
        throw new IOException("set http.tls.keystore, or http.tls.certificate and http.tls.key");
      }
      char[] secret = password.isEmpty() ? NONE : password(Path.of(password));
      return factory(keystore(Path.of(keystore), secret), secret);
    }
    if (certificate.isEmpty() || key.isEmpty()) {
      throw new IOException("http.tls.certificate and http.tls.key go together");
    }
    return factory(pem(Path.of(certificate), Path.of(key)), NONE);
  }

  private static SslContextFactory.Server factory(KeyStore store, char[] password) {
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setKeyStore(store);
    factory.setKeyStorePassword(new String(password));
    factory.setKeyManagerPassword(new String(password));
    factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    factory.setRenegotiationAllowed(false);
    factory.setSniRequired(false);
    return factory;
  }

  private static char[] password(Path file) throws IOException {
    List<String> lines = lines("http.tls.keystore.password.file", file).lines().toList();
    return lines.isEmpty() ? NONE : lines.get(0).toCharArray();
  }

  private static KeyStore keystore(Path file, char[] password) throws IOException {
    try {
      return KeyStore.getInstance(file.toFile(), password);
    } catch (GeneralSecurityException | IOException e) {
      throw new IOException(
          "http.tls.keystore: " + file + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private static KeyStore pem(Path certificate, Path key) throws IOException {
    PrivateKey secret = key(key);
    Certificate[] chain;
    try (InputStream in = Files.newInputStream(certificate)) {
      chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(in)
              .toArray(Certificate[]::new);
    } catch (NoSuchFileException e) {
      throw new IOException("http.tls.certificate: there is no file " + certificate, e);
    } catch (GeneralSecurityException e) {
      throw new IOException("http.tls.certificate: " + certificate + ": " + e.getMessage(), e);
    }
    if (chain.length == 0) {
      throw new IOException("http.tls.certificate: " + certificate + " holds no certificate");
    }
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NONE);
      store.setKeyEntry("slugline", secret, NONE, chain);
      return store;
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "http.tls.certificate and http.tls.key do not go together: " + e.getMessage(), e);
    }
  }

  private static PrivateKey key(Path file) throws IOException {
    Matcher pem = KEY.matcher(lines("http.tls.key", file));
    if (!pem.find()) {
      throw new IOException(
          "http.tls.key: "
              + file
              + " holds no key that is PKCS #8 and not encrypted; 'openssl pkcs8 -topk8 -nocrypt"
              + " -in OLD -out NEW' makes one of another");
    }
    PKCS8EncodedKeySpec spec;
    try {
      spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
    } catch (IllegalArgumentException e) {
      throw new IOException("http.tls.key: " + file + " is damaged", e);
    }
    InvalidKeySpecException ofAnotherKind = null;
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        ofAnotherKind = e;
      } catch (GeneralSecurityException e) {
        throw new IOException("http.tls.key: " + file + ": " + e.getMessage(), e);
      }
    }
    throw new IOException(
        "http.tls.key: the key of " + file + " is neither RSA, EC nor EdDSA", ofAnotherKind);
  }

  private static String lines(String setting, Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new IOException(setting + ": there is no file " + file, e);
    }
  }
}
