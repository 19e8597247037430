package dev.slugline.ingest;

import dev.slugline.ingest.format.Decoded;
import dev.slugline.ingest.format.Format;
import dev.slugline.ingest.format.PlainText;
import dev.slugline.ingest.format.Unread;
import dev.slugline.ingest.format.json.JsonArticles;
import dev.slugline.ingest.format.xml.FeedXml;
import dev.slugline.ingest.format.xml.NewsMl1;
import dev.slugline.ingest.format.xml.NewsMlG2;
import dev.slugline.ingest.format.xml.Nitf;
import dev.slugline.ingest.page.HtmlPage;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the format of a text. A declared type is believed where the bytes can be that; where they
 * cannot, the bytes win, and a warning says so.
 */
final class Sniffer {
  /** Says that the declared type does not fit. */
  static final String WRONG_TYPE = "wrong-content-type";

  private static final Format FALLBACK = new PlainText();
  private static final List<Format> FORMATS =
      List.of(
          new JsonArticles(),
          new NewsMlG2(),
          new NewsMl1(),
          new Nitf(),
          new FeedXml(),
          new HtmlPage(),
          new Unread(),
          FALLBACK);

  /** Types that say nothing of the format. */
  private static final Set<String> ANY =
      Set.of("application/octet-stream", "binary/octet-stream", "application/x-unknown", "*/*");

  private Sniffer() {}

  /** The format, and whether the declared type was wrong. */
  record Choice(Format format, boolean mistyped) {}

  static Choice choose(Decoded decoded, @Nullable String contentType) {
    String text = decoded.text();
    String declared = bare(contentType);
    if (FALLBACK.accepts(String.valueOf(declared))) {
      return plain(text);
    }
    if (declared != null) {
      for (Format format : FORMATS) {
        if (format.accepts(declared) && format.canBe(text)) {
          return new Choice(format, false);
        }
      }
    }
    for (Format format : FORMATS) {
      if (format.matches(text)) {
        return new Choice(format, declared != null);
      }
    }
    return new Choice(FALLBACK, declared != null);
  }

  /** What is declared plain text is that, be it JSON, unless it is plainly a page or known XML. */
  private static Choice plain(String text) {
    for (Format format : FORMATS) {
      boolean markup = !(format instanceof JsonArticles) && !(format instanceof Unread);
      if (markup && format != FALLBACK && format.matches(text)) {
        return new Choice(format, true);
      }
    }
    return new Choice(FALLBACK, false);
  }

  /** The type without its parameters, in lower case; null: none, or one that says nothing. */
  static @Nullable String bare(@Nullable String contentType) {
    if (contentType == null) {
      return null;
    }
    int semicolon = contentType.indexOf(';');
    String bare = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    String lower = bare.strip().toLowerCase(Locale.ROOT);
    return lower.isEmpty() || ANY.contains(lower) ? null : lower;
  }
}
