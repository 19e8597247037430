package dev.slugline.app.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Whether a private key is the one of a public key: what one signs the other verifies. */
final class KeyMatch {
  private static final byte[] SIGNED = "slugline".getBytes(StandardCharsets.US_ASCII);

  private KeyMatch() {}

  static boolean belong(PrivateKey key, PublicKey other) {
    try {
      Signature signature = Signature.getInstance(algorithm(key));
      signature.initSign(key);
      signature.update(SIGNED);
      byte[] made = signature.sign();
      signature.initVerify(other);
      signature.update(SIGNED);
      return signature.verify(made);
    } catch (GeneralSecurityException e) {
      return false; // keys of two kinds, or of two sizes
    }
  }

  private static String algorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }
}
