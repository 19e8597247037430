package dev.slugline.ingest.format;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The bytes as they came, with what the record's headers and key said of them. The array is not
 * copied and must not be changed.
 *
 * @param key the record's key as text; a URL here stands for a missing one in the article
 * @param contentType as declared; null: sniffed
 * @param retract whether the header asks for the withdrawal of what is named
 * @param retractionKind {@code withheld} or {@code canceled}; null: the default, {@code canceled}
 * @param articleId the article that a retraction names; null: taken from the bytes
 * @param source the feeder's word for the source, used where the bytes name none
 */
public record RawRecord(
    @Nullable String key,
    byte[] value,
    @Nullable String contentType,
    boolean retract,
    @Nullable String retractionKind,
    @Nullable String articleId,
    @Nullable String source,
    Instant receivedAt) {

  /** Bytes without any header. */
  public static RawRecord of(byte[] value, Instant receivedAt) {
    return new RawRecord(null, value, null, false, null, null, null, receivedAt);
  }
}
