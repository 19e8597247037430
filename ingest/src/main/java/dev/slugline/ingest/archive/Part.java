package dev.slugline.ingest.archive;

import org.jspecify.annotations.Nullable;

/** What an input holds: the bytes of one raw record, or why there are none. */
public sealed interface Part {
  /** Between an archive and its entry; entries may be archives again. */
  String WITHIN = "!";

  /** The input's name; within an archive {@code archive.zip!entry.xml}. */
  String input();

  /** From 1 in JSON lines; 0: the whole. */
  long line();

  /**
   * The bytes of one raw record.
   *
   * @param contentType what the container says of the bytes; null: nothing
   * @param url where the container says that they come from; null: nowhere
   */
  record Content(
      String input, long line, byte[] bytes, @Nullable String contentType, @Nullable String url)
      implements Part {}

  /**
   * Sound, but no article.
   *
   * @param reason for a person
   */
  record Skipped(String input, long line, String reason) implements Part {}

  /**
   * What cannot be a raw record.
   *
   * @param code {@code over-limit}, {@code malformed} or {@code time-budget}
   * @param reason for a person
   */
  record Refused(String input, long line, String code, String reason) implements Part {}
}
