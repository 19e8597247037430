package dev.slugline.ingest;

import org.jspecify.annotations.Nullable;

/** Where a raw record lies, with its key as text. */
record RawPlace(String topic, int partition, long offset, @Nullable String key) {
  @Override
  public String toString() {
    return topic + "-" + partition + " at offset " + offset;
  }
}
