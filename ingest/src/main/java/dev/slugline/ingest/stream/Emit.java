package dev.slugline.ingest.stream;

import org.jspecify.annotations.Nullable;

/**
 * What a stage's processor forwards: a value on to the next stage, or bytes aside to a topic.
 *
 * @param <T> what the next stage takes
 */
public sealed interface Emit<T> {
  /** Goes on to the next stage. */
  record Onward<T>(T value) implements Emit<T> {}

  /** Goes to a topic as it is; serialised once and measured already. A null is a tombstone. */
  record Aside<T>(String topic, byte @Nullable [] key, byte @Nullable [] value)
      implements Emit<T> {}
}
