package dev.slugline.ingest.feed;

/**
 * What a feed has come to so far.
 *
 * @param sent raw records that were given to Kafka
 * @param acknowledged those of them that Kafka has
 * @param refused pieces and inputs that are not in Kafka
 * @param skipped pieces that are sound, but no articles
 * @param found raw records that an earlier run had sent, as the topic shows; not sent again
 * @param bytes of the values that are acknowledged
 * @param files that were left out, for an earlier run had fed them as they are
 * @param read bytes of the inputs that are dealt with
 */
public record FeedTotals(
    long sent,
    long acknowledged,
    long refused,
    long skipped,
    long found,
    long bytes,
    long files,
    long read) {
  /** Nothing yet. */
  public static final FeedTotals NONE = new FeedTotals(0, 0, 0, 0, 0, 0, 0, 0);
}
