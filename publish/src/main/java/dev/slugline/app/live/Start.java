package dev.slugline.app.live;

import java.time.Instant;

/** Where a client's stream begins. */
public sealed interface Start {
  /** With what comes from now on. */
  record Now() implements Start {}

  /** With what came since a time, by its arrival. */
  record Since(Instant time) implements Start {}

  /** Behind the last event that the client has. */
  record After(Position position) implements Start {}

  /**
   * With what comes from now on: the client's last event is one of another installation, whose
   * topic has other partitions.
   */
  record Foreign(Position position) implements Start {}

  /**
   * Behind the event with an id.
   *
   * @param partitions how many the topic has
   * @throws IllegalArgumentException when it is no id of an event; the message says why
   */
  static Start behind(String id, int partitions) {
    Position position = Position.parse(id);
    return position.partitions() == partitions ? new After(position) : new Foreign(position);
  }
}
