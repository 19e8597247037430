package dev.slugline.app.view;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which articles of a tag are wanted, newest first.
 *
 * @param limit how many at most
 * @param after where to go on; null: from the newest
 * @param since what arrived then or later
 * @param until what arrived before
 * @param publishedAfter what was published then or later
 * @param publishedBefore what was published before
 * @param minRelevance 0 to 100
 * @param language ISO 639-1
 * @param source the name or the domain of a source, in whatever case; a domain's subdomains too
 */
public record ListQuery(
    int limit,
    @Nullable Cursor after,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable Instant publishedAfter,
    @Nullable Instant publishedBefore,
    int minRelevance,
    @Nullable String language,
    @Nullable String source) {

  /** The newest. */
  public static ListQuery newest(int limit) {
    return new ListQuery(limit, null, null, null, null, null, 0, null, null);
  }

  /** Whether an article of the tag is wanted, its arrival apart. */
  boolean takes(Listed listed, String tag) {
    return listed.tags().getOrDefault(tag, 0) >= minRelevance
        && (language == null || language.equalsIgnoreCase(listed.language()))
        && (source == null || isOf(listed, source))
        && isPublishedWithin(listed.published());
  }

  private boolean isPublishedWithin(long published) {
    return (publishedAfter == null || published >= publishedAfter.toEpochMilli())
        && (publishedBefore == null
            || (published != Long.MIN_VALUE && published < publishedBefore.toEpochMilli()));
  }

  private static boolean isOf(Listed listed, String source) {
    String domain = listed.domain().toLowerCase(Locale.ROOT);
    String wanted = source.toLowerCase(Locale.ROOT);
    return source.equalsIgnoreCase(listed.source())
        || domain.equals(wanted)
        || domain.endsWith("." + wanted);
  }
}
