package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.identity.CanonicalUrl;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Tag;
import org.jspecify.annotations.Nullable;

/** References made absolute. */
final class FeedLinks {
  private FeedLinks() {}

  /**
   * A reference as it is meant at an element.
   *
   * @param otherwise the base where no {@code xml:base} is declared; null: none
   * @return the reference itself where there is nothing to resolve it against
   */
  static @Nullable String absolute(
      XmlElement at, @Nullable String reference, @Nullable String otherwise) {
    if (reference == null || reference.isBlank()) {
      return null;
    }
    return resolve(base(at, otherwise), reference.strip());
  }

  /** The base at an element: each {@code xml:base} is relative to the one outside it. */
  private static String base(XmlElement at, @Nullable String otherwise) {
    Deque<String> bases = new ArrayDeque<>();
    for (XmlElement element = at; element != null; element = element.parent()) {
      String base = element.xmlAttribute("base");
      if (base != null && !base.isBlank()) {
        bases.push(base.strip());
      }
    }
    String base = otherwise == null ? "" : otherwise;
    for (String next : bases) {
      base = resolve(base, next);
    }
    return base;
  }

  private static String resolve(String base, String reference) {
    String absolute = new Element(Tag.valueOf("a"), base).attr("href", reference).absUrl("href");
    return absolute.isEmpty() ? reference : absolute;
  }

  /** The host of an address of the web; null: it is none. */
  static @Nullable String host(@Nullable String address) {
    String url = CanonicalUrl.of(address);
    return url == null ? null : URI.create(url).getHost();
  }

  static boolean isWeb(@Nullable String reference) {
    String lower = reference == null ? "" : reference.strip().toLowerCase(Locale.ROOT);
    return lower.startsWith("http://") || lower.startsWith("https://");
  }
}
