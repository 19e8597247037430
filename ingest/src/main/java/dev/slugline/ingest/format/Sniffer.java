package dev.slugline.ingest.format;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Chooses the format of a text, by what is declared and by what it looks like. */
public final class Sniffer {
  private static final Format FALLBACK = new PlainText();
  private static final List<Format> FORMATS =
      List.of(new JsonArticles(), new FeedXml(), new Unread(), FALLBACK);

  private Sniffer() {}

  public static Format formatOf(Decoded decoded, @Nullable String contentType) {
    String type = contentType == null ? null : contentType.toLowerCase(Locale.ROOT);
    int semicolon = type == null ? -1 : type.indexOf(';');
    String bare = type == null || semicolon < 0 ? type : type.substring(0, semicolon);
    for (Format format : FORMATS) {
      if (format.matches(decoded.text(), bare == null ? null : bare.strip())) {
        return format;
      }
    }
    return FALLBACK;
  }
}
