package dev.slugline.app.audit;

import java.util.List;
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

  private static final List<Outcome> ALL = List.of(values());

  /** The one of a number. */
  static Outcome numbered(int number) {
    return ALL.get(number);
  }

  /** What stands for it in a row. */
  int number() {
    return ALL.indexOf(this);
  }

  /** Null: none of them. */
  static @Nullable Outcome of(String text) {
    for (Outcome outcome : ALL) {
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
