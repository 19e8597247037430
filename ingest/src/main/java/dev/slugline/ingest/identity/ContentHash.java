package dev.slugline.ingest.identity;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The hash by which two texts are the same: title and body, after cleaning. */
public final class ContentHash {
  private ContentHash() {}

  /** The first 32 hex digits of the SHA-256 of title and body. */
  public static String of(@Nullable String title, @Nullable String body) {
    String text = (title == null ? "" : title) + '\0' + (body == null ? "" : body);
    return HexFormat.of().formatHex(Digest.sha256(text), 0, 16);
  }

  /** The first half of a hash: enough to tell the versions of one article apart. */
  static long shortened(String hash) {
    return Long.parseUnsignedLong(hash.substring(0, 16), 16);
  }
}
