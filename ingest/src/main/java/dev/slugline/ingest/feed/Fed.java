package dev.slugline.ingest.feed;

/** What became of one piece of an input that was fed. */
public sealed interface Fed {
  /** The path as given, or found below a folder as given; {@code -}: standard input. */
  String input();

  /** From 1 in JSON lines; 0: the whole of the input. */
  long line();

  /** Kafka has it, on all replicas that must have it. */
  record Sent(String input, long line, String topic, int partition, long offset) implements Fed {}

  /**
   * Sound, but no article, and so not sent: a picture in an archive, what is no page in a WARC.
   *
   * @param reason for a person
   */
  record Skipped(String input, long line, String reason) implements Fed {}

  /**
   * Not in Kafka.
   *
   * @param reason for a person
   */
  record Refused(String input, long line, String reason) implements Fed {}
}
