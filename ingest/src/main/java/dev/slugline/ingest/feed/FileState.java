package dev.slugline.ingest.feed;

/**
 * How far a file has been fed.
 *
 * @param stamp of the file when its reading began
 * @param pieces how many of its first pieces are settled: acknowledged or refused
 * @param sum over the bytes of those pieces, to tell whether they still are the same
 * @param done whether the file had no more
 */
record FileState(FileStamp stamp, long pieces, int sum, boolean done) {
  /** Whether nothing of the file is left to feed, as far as can be told without reading it. */
  boolean isAllOf(FileStamp now) {
    return done && stamp.equals(now);
  }
}
