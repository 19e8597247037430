package dev.slugline.ingest.stream;

/**
 * How a topic must be laid out.
 *
 * @param partitions which count it has
 * @param cleanup Kafka's {@code cleanup.policy}
 * @param keep how long its records stay
 */
public record TopicSettings(Partitions partitions, String cleanup, Keep keep) {
  /** Which number of partitions a topic has. */
  public enum Partitions {
    /** any number, which may grow */
    ANY,
    /** the installation's fixed {@code partitions} */
    FIXED,
    /** one: the topic is in order as a whole */
    ONE
  }

  /** Which retention a topic has. */
  public enum Keep {
    RAW,
    HISTORY,
    FOREVER
  }
}
