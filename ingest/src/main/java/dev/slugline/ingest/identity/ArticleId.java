package dev.slugline.ingest.identity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The id of an article, stable across its revisions: 16 characters of lower-case base32. */
public final class ArticleId {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int LENGTH = 16;

  private ArticleId() {}

  /**
   * The id from the first of these that is there: the source's own id, the URL, the content.
   *
   * @param source the name of the source; two sources may both have a "123"
   * @param canonicalUrl as {@link CanonicalUrl} gives it
   */
  public static String of(
      String source, @Nullable String sourceId, @Nullable String canonicalUrl, String contentHash) {
    if (sourceId != null && !sourceId.isBlank()) {
      return encode("id\0" + source.toLowerCase(Locale.ROOT) + '\0' + sourceId);
    }
    if (canonicalUrl != null) {
      return encode("url\0" + canonicalUrl);
    }
    return encode("content\0" + contentHash);
  }

  private static String encode(String name) {
    byte[] hash = Digest.sha256(name);
    StringBuilder out = new StringBuilder(LENGTH);
    int bits = 0;
    int held = 0;
    for (int i = 0; out.length() < LENGTH; i++) {
      bits = (bits << 8) | (hash[i] & 0xff);
      held += 8;
      while (held >= 5) {
        held -= 5;
        out.append(ALPHABET.charAt((bits >> held) & 31));
      }
      bits &= (1 << held) - 1;
    }
    return out.toString();
  }
}
