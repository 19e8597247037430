package dev.slugline.app.audit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a receipt may say. */
enum Outcome {
  ARTICLE,
  REVISION,
  REPEAT,
  STALE,
  RETRACTION,
  WITHDRAWN,
  HELD,
  SKIPPED,
  DEAD_LETTER,
  RELEASED;

  /** Null: none of them. */
  static @Nullable Outcome of(String text) {
    for (Outcome outcome : values()) {
      if (outcome.text().equals(text)) {
        return outcome;
      }
    }
    return null;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it stands for a record on the topic of articles. */
  boolean isNumbered() {
    return this == ARTICLE || this == REVISION || this == RETRACTION || this == RELEASED;
  }
}
