package dev.slugline.app.kafka;

import dev.slugline.ingest.stream.Receipt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a raw record lies; as text {@code PARTITION-OFFSET}. */
public record RawPosition(int partition, long offset) {
  private static final Pattern SHAPE = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

  /** Null: the text is none. */
  public static @Nullable RawPosition of(String text) {
    Matcher parts = SHAPE.matcher(text);
    return parts.matches()
        ? new RawPosition(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2)))
        : null;
  }

  /** That of the raw record which a receipt speaks of. */
  static RawPosition of(Receipt receipt) {
    return new RawPosition(receipt.partition(), receipt.offset());
  }

  @Override
  public String toString() {
    return partition + "-" + offset;
  }
}
