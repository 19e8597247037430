package dev.slugline.ingest.feed;

import dev.slugline.ingest.fetch.FetchSettings;
import dev.slugline.ingest.stream.ContentType;
import dev.slugline.ingest.stream.SluglineHeaders;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What is said of all that is fed, and how fast it goes.
 *
 * @param source where the bytes name none; null: unknown
 * @param contentType of all inputs; null: what the input says of itself, else sniffed
 * @param backfill whether it is history rather than news
 * @param rate the most records a second; 0: as fast as Kafka takes them
 * @param fetching how URLs are fetched; null: they are refused
 */
public record FeedOptions(
    @Nullable String source,
    @Nullable String contentType,
    boolean backfill,
    long rate,
    @Nullable FetchSettings fetching) {
  public static final FeedOptions NONE = new FeedOptions(null, null, false, 0, null);

  /**
   * @param own what the piece itself is said to be; null: nothing is said
   */
  Headers headers(@Nullable String own) {
    RecordHeaders headers = new RecordHeaders();
    String type = contentType == null ? own : contentType;
    String header = ContentType.of(type, source);
    if (header != null) {
      SluglineHeaders.put(headers, SluglineHeaders.CONTENT_TYPE, header);
    }
    if (backfill) {
      SluglineHeaders.put(headers, SluglineHeaders.CAUSE, "backfill");
    }
    return headers;
  }
}
