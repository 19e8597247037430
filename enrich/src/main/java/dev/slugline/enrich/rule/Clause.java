package dev.slugline.enrich.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A query in Lucene's standard syntax, and what it adds to a rule's score when it matches. */
public record Clause(@Nullable String name, int weight, String query) {
  /** Its name, or where it has none the first 8 hex digits of its query's SHA-256. */
  public String label() {
    if (name != null) {
      return name;
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(query.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
