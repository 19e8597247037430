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
}
