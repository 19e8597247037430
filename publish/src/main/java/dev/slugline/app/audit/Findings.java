package dev.slugline.app.audit;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Hands on what is found, one at a time, and counts it. Not thread-safe. */
final class Findings {
  private final Consumer<Finding> out;
  private final Map<String, Long> counts = new TreeMap<>();

  Findings(Consumer<Finding> out) {
    this.out = out;
  }

  void missing(String topic, String id, int revision, @Nullable Place raw, String what) {
    add("missing", topic, id, revision, raw, what);
  }

  void doubled(String topic, String id, int revision, @Nullable Place raw, String what) {
    add("doubled", topic, id, revision, raw, what);
  }

  void unexpected(String topic, String id, int revision, @Nullable Place raw, String what) {
    add("unexpected", topic, id, revision, raw, what);
  }

  /** What nothing of ours can have written there. */
  void stray(ConsumerRecord<?, ?> record, String what) {
    stray(record, "", what);
  }

  /** The same, under the id of an article. */
  void stray(ConsumerRecord<?, ?> record, String id, String what) {
    unexpected(
        record.topic(), id, 0, null, what + ": " + record.partition() + "-" + record.offset());
  }

  private void add(
      String problem, String topic, String id, int revision, @Nullable Place raw, String what) {
    counts.merge(problem, 1L, Long::sum);
    out.accept(
        new Finding(
            problem,
            topic,
            id.isEmpty() ? null : id,
            revision == 0 ? null : revision,
            raw == null ? null : raw.toString(),
            what));
  }

  /** How many there are, by problem. */
  Map<String, Long> counts() {
    return counts;
  }
}
