package dev.slugline.ingest.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way to write articles down. Stateless. */
public interface Format {
  /** As {@code Article.format} has it. */
  String name();

  /**
   * Whether the text is to be read by this format.
   *
   * @param contentType as declared, lower-case, without parameters; null when it is not
   */
  boolean matches(String text, @Nullable String contentType);

  /**
   * The items, in order; what is bad is among them as a value. Stops when the deadline has passed
   * or there are more items than the limit, and leaves it to the caller to say so.
   *
   * @param bytes the whole raw value, of which {@code decoded} is the text
   */
  List<Found> read(byte[] bytes, Decoded decoded, Limits limits, Deadline deadline);
}
