package dev.slugline.app.http;

import dev.slugline.app.syndication.Atom;
import dev.slugline.app.syndication.JsonFeed;
import dev.slugline.app.syndication.Rss;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** In which form a list is sent. */
enum ListFormat {
  JSON(".json", JsonAnswer.TYPE),
  RSS(".rss", Rss.TYPE),
  ATOM(".atom", Atom.TYPE),
  FEED(".feed.json", JsonFeed.TYPE);

  private final String suffix;
  private final String type;

  ListFormat(String suffix, String type) {
    this.suffix = suffix;
    this.type = type;
  }

  /** What a path ends with that asks for this form, whatever the client accepts. */
  String suffix() {
    return suffix;
  }

  String type() {
    return type;
  }

  /**
   * The form that a client accepts most gladly; of two, the first here.
   *
   * @param accept the header; null: whatever there is
   * @throws Problem where it accepts none
   */
  static ListFormat accepted(@Nullable String accept) throws Problem {
    if (accept == null || accept.isBlank()) {
      return JSON;
    }
    ListFormat best = null;
    double most = 0;
    for (ListFormat format : values()) {
      double quality = quality(format, accept);
      if (quality > most) {
        most = quality;
        best = format;
      }
    }
    if (best == null) {
      throw new Problem(
          406,
          "not-acceptable",
          "No such form",
          "There is "
              + JsonAnswer.TYPE
              + ", "
              + Rss.TYPE
              + ", "
              + Atom.TYPE
              + " and "
              + JsonFeed.TYPE);
    }
    return best;
  }

  /** The quality of the most specific range that the form is in (RFC 9110, 12.5.1). */
  private static double quality(ListFormat format, String accept) {
    double quality = 0;
    int specific = -1;
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = range.split(";", -1);
      int fit = fit(format, parts[0].strip());
      if (fit > specific) {
        specific = fit;
        quality = quality(parts);
      }
    }
    return quality;
  }

  private static int fit(ListFormat format, String range) {
    if (range.equals(format.type)) {
      return 2;
    }
    // what readers of RSS ask for that know no better
    if (format == RSS && (range.equals("application/xml") || range.equals("text/xml"))) {
      return 2;
    }
    return range.equals("application/*") ? 1 : range.equals("*/*") ? 0 : -1;
  }

  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].strip();
      if (part.matches("q=(?:0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?)")) {
        return Double.parseDouble(part.substring(2));
      }
    }
    return 1;
  }
}
