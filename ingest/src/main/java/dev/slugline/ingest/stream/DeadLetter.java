package dev.slugline.ingest.stream;

import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * An input that broke, kept whole with the reason.
 *
 * @param error a code: {@code malformed, over-limit, no-topic, processor, time-budget, …}
 * @param reason for a person
 * @param topic where the raw record lies, with {@code partition} and {@code offset}
 * @param item which of its items, from 1; several, apart by commas, where the bytes are theirs
 *     together
 */
public record DeadLetter(
    byte @Nullable [] value,
    String error,
    String reason,
    String stage,
    String topic,
    int partition,
    long offset,
    String item,
    Instant at) {

  private static final int LONGEST_REASON = 1_000;
  private static final int LONGEST_HEADER = 1_000;

  /**
   * Its headers: those of the failed record less all but the trace context, the cause where it is a
   * stored article that came again, and the story.
   */
  public Headers headers(Headers from) {
    Headers made = SluglineHeaders.anew(from);
    String attempt = SluglineHeaders.get(from, SluglineHeaders.ATTEMPT);
    SluglineHeaders.put(made, SluglineHeaders.ERROR, error);
    SluglineHeaders.put(made, SluglineHeaders.REASON, shortened(reason));
    SluglineHeaders.put(made, SluglineHeaders.STAGE, stage);
    SluglineHeaders.put(made, SluglineHeaders.TOPIC, topic);
    SluglineHeaders.put(made, SluglineHeaders.PARTITION, Integer.toString(partition));
    SluglineHeaders.put(made, SluglineHeaders.OFFSET, Long.toString(offset));
    SluglineHeaders.put(made, SluglineHeaders.ITEM, item);
    SluglineHeaders.put(made, SluglineHeaders.TIME, at.toString());
    String cause = SluglineHeaders.get(from, SluglineHeaders.CAUSE);
    if (cause != null && SluglineHeaders.AGAIN.contains(cause)) {
      SluglineHeaders.put(made, SluglineHeaders.CAUSE, cause);
    }
    return SluglineHeaders.put(
        made, SluglineHeaders.ATTEMPT, attempt != null && isCount(attempt) ? attempt : "1");
  }

  /**
   * The same of a raw record or a part of one, with what the raw record said of itself under the
   * names that it said it by, each once: with bytes and key they are the whole input, so that it
   * can be fed again. A header of more than {@value #LONGEST_HEADER} bytes is left out, so that a
   * record of many bad items is not multiplied by it.
   *
   * @param items how many the raw record has
   */
  public Headers headersOfRaw(Headers raw, int items) {
    Headers made = headers(raw);
    SluglineHeaders.put(made, SluglineHeaders.ITEMS, Integer.toString(items));
    for (String name : SluglineHeaders.OF_RAW) {
      Header last = raw.lastHeader(name);
      if (last != null && last.value() != null && last.value().length <= LONGEST_HEADER) {
        made.remove(name).add(name, last.value());
      }
    }
    return made;
  }

  private static boolean isCount(String attempt) {
    return attempt.length() < 10
        && !attempt.isEmpty()
        && attempt.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** A reason of bounded length, so that the headers never put a record over the broker's limit. */
  private static String shortened(String reason) {
    return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason;
  }
}
