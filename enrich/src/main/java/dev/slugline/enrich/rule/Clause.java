package dev.slugline.enrich.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A query in Lucene's standard syntax, and what it adds to a rule's score when it matches.
 *
 * @param company what a place of the query must have, and must not have, beside it; null: it counts
 *     wherever it is
 */
public record Clause(@Nullable String name, int weight, String query, @Nullable Company company) {

  /** A clause whose query counts wherever it matches. */
  public Clause(@Nullable String name, int weight, String query) {
    this(name, weight, query, null);
  }

  /** How near company has to be. */
  public enum Within {
    SENTENCE,
    PARAGRAPH
  }

  /**
   * What settles the sense of a word: other queries, met in the same sentence or paragraph. The
   * title is a sentence and a paragraph of its own. A query on another field than title and body is
   * met everywhere or nowhere.
   *
   * @param with null: nothing is asked for
   * @param without null: nothing is excluded
   */
  public record Company(@Nullable String with, @Nullable String without, Within within) {}

  /**
   * Its name, or where it has none the first 8 hex digits of the SHA-256 of its query, and of the
   * company that it asks for.
   */
  public String label() {
    if (name != null) {
      return name;
    }
    String content = company == null ? query : query + '\n' + company;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
