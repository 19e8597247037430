package dev.slugline.ingest.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way to write articles down. Stateless; thread-safe. */
public interface Format {
  /**
   * Whether a declared type can mean this format.
   *
   * @param contentType lower-case, without parameters
   */
  boolean accepts(String contentType);

  /** Whether the text looks like this format; looks at no more of it than is needed. */
  boolean matches(String text);

  /** Whether a text that is declared to be this format can be meant to be it, sound or not. */
  default boolean canBe(String text) {
    return matches(text);
  }

  /**
   * What {@code Article.format} calls a text of this format that no article was made of; null: it
   * is none that is read.
   */
  @Nullable String name(String text);

  /**
   * The items, in order; what is bad is among them as a value. Stops when the deadline has passed
   * or there are more items than the limit, and leaves it to the caller to say so.
   *
   * @param raw whose value {@code decoded} is the text of
   */
  List<Found> read(RawRecord raw, Decoded decoded, Limits limits, Deadline deadline);
}
