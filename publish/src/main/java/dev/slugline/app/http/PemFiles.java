package dev.slugline.app.http;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys as PEM files have them. */
final class PemFiles {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  private PemFiles() {}

  /** A certificate, and those that vouch for it behind it. */
  static X509Certificate[] chain(SettingFile file) throws UnfitSetting {
    X509Certificate[] chain;
    try {
      chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(file.bytes()))
              .toArray(X509Certificate[]::new);
    } catch (CertificateException e) {
      throw file.unfit("the file holds no certificate as PEM: " + e.getMessage(), e);
    }
    if (chain.length == 0) {
      throw file.unfit("the file holds no certificate");
    }
    return chain;
  }

  /** A private key that is not encrypted. */
  static PrivateKey key(SettingFile file) throws UnfitSetting {
    Matcher pem = KEY.matcher(new String(file.bytes(), StandardCharsets.ISO_8859_1));
    if (!pem.find()) {
      throw file.unfit(
          "the file holds no key that is PKCS #8 and not encrypted; 'openssl pkcs8 -topk8 -nocrypt"
              + " -in OLD -out NEW' makes one of another");
    }
    PKCS8EncodedKeySpec spec;
    try {
      spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
    } catch (IllegalArgumentException e) {
      throw file.unfit("the file is damaged: its key is no Base64", e);
    }
    InvalidKeySpecException ofAnotherKind = null;
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        ofAnotherKind = e;
      } catch (GeneralSecurityException e) {
        throw file.unfit("the key cannot be read: " + e.getMessage(), e);
      }
    }
    throw file.unfit("the key is damaged, or neither RSA, EC nor EdDSA", ofAnotherKind);
  }
}
