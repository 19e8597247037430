package dev.slugline.app.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The kinds of reasons for which an item is skipped: few, whatever the receipts say. */
final class SkipReason {
  /** The first whose words are in the reason counts. */
  private static final List<Map.Entry<String, List<String>>> KINDS =
      List.of(
          Map.entry("embargo", List.of("embargoed until")),
          Map.entry("feed-list", List.of("feed-list")),
          Map.entry("planning", List.of("event", "planning")),
          Map.entry(
              "media", List.of("media", "picture", "image", "graphic", "video", "audio", "font")),
          Map.entry("response", List.of("http status", "no page:")),
          Map.entry("page", List.of("page")),
          Map.entry("empty", List.of("empty", "an archive without")),
          Map.entry("no-article", List.of("no article", "without a text")));

  private SkipReason() {}

  /** The kind; {@code other}: none of those that are known. */
  static String kind(String reason) {
    String lower = reason.toLowerCase(Locale.ROOT);
    return KINDS.stream()
        .filter(kind -> kind.getValue().stream().anyMatch(lower::contains))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("other");
  }
}
