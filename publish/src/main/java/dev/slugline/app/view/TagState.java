package dev.slugline.app.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a tag stands.
 *
 * @param count the articles that have it now
 * @param lastSeen the arrival of the newest of them; null: there is none
 * @param changed when its list last changed here; the epoch: never
 */
public record TagState(long count, @Nullable Instant lastSeen, Instant changed) {
  static final TagState NONE = new TagState(0, null, Instant.EPOCH);
}
