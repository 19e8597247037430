package dev.slugline.ingest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letter waits for the end of an embargo.
 *
 * @param topic where the raw record lies, with {@code partition} and {@code offset}
 * @param items those that the letter is of, by number, apart by commas
 */
public record LetterKey(String topic, int partition, long offset, String items) {
  private static final Pattern TEXT =
      Pattern.compile("(.+)-(\\d{1,9}) at offset (\\d{1,18})#([\\d,]+)");

  /** Reads one back; null: it is the id of an article. */
  public static @Nullable LetterKey parse(String text) {
    Matcher found = TEXT.matcher(text);
    return found.matches()
        ? new LetterKey(
            found.group(1),
            Integer.parseInt(found.group(2)),
            Long.parseLong(found.group(3)),
            found.group(4))
        : null;
  }

  @Override
  public String toString() {
    return topic + "-" + partition + " at offset " + offset + "#" + items;
  }
}
