package dev.slugline.ingest.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an article: enough to tell a repeat, a revision, an older version and a
 * withdrawal, and no text of it.
 *
 * @param hashes content hashes of the versions taken, the current one last, at most {@link
 *     #MAX_HASHES}
 * @param meta hash of what makes a {@code minor} revision: embargo, expiry, rights, keywords, URL
 * @param withdrawal {@code withheld} or {@code canceled}; null: not withdrawn
 * @param titleHash hash of the current title
 * @param words sketch of the current words, see {@link WordSketch}
 * @param seen the last place read for this article, by raw topic and partition: what lies before is
 *     known already, which matters when group offsets were lost
 * @param touched when it last changed, epoch milliseconds of the wall clock
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Known(
    int revision,
    List<String> hashes,
    @Nullable String meta,
    @Nullable Long version,
    @Nullable Instant updatedAt,
    @Nullable Instant publishedAt,
    @Nullable String withdrawal,
    @Nullable String titleHash,
    byte @Nullable [] words,
    Map<String, Place> seen,
    long touched) {
  /** How many earlier contents are remembered. */
  public static final int MAX_HASHES = 16;

  /** A place in a raw partition; the arrival time tells a topic that was made anew. */
  public record Place(long offset, int item, long receivedMillis) {}

  static Known none() {
    return new Known(0, List.of(), null, null, null, null, null, null, null, Map.of(), 0);
  }
}
