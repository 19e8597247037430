package dev.slugline.ingest.format.xml;

import java.util.Locale;
import java.util.Set;

/** Tells from its beginning whether a text is a feed. */
final class FeedSniffer {
  private static final int HEAD = 20_000;
  private static final int JUNK = 2_000;
  private static final String MARK = "\ufeff";

  /** What a script of the server writes its complaints with, before the feed. */
  private static final Set<String> NOTICE = Set.of("b", "br", "p", "i", "strong", "font", "pre");

  private FeedSniffer() {}

  /**
   * Bytes that are no XML may stand before the declaration, or before a root that has its marks.
   */
  static boolean isFeed(String text) {
    String head = text.substring(0, Math.min(HEAD, text.length()));
    int declared = head.indexOf("<?xml ");
    XmlTokens tokens = new XmlTokens(declared > 0 ? head.substring(declared) : head);
    boolean clean = true;
    for (XmlTokens.Kind kind = tokens.next();
        kind != XmlTokens.Kind.END && (clean || tokens.start() < JUNK);
        kind = tokens.next()) {
      if (kind == XmlTokens.Kind.OPEN || kind == XmlTokens.Kind.EMPTY) {
        if (isRoot(tokens, head, clean)) {
          return true;
        }
        if (!NOTICE.contains(tokens.name().toLowerCase(Locale.ROOT))) {
          return false;
        }
      }
      boolean blank = kind == XmlTokens.Kind.TEXT && tokens.content().isBlank();
      clean &= blank || kind == XmlTokens.Kind.OTHER || tokens.content().equals(MARK);
    }
    return false;
  }

  private static boolean isRoot(XmlTokens tag, String head, boolean clean) {
    String name = tag.name();
    String local = name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    boolean marked = tag.attributes().contains("xmlns") || tag.attributes().contains("version");
    return switch (local) {
      case "rss", "feed" -> clean || marked;
      case "rdf" ->
          clean && (head.contains("<channel") || head.contains("rss") || head.contains("<item"));
      case "channel", "item", "entry", "opml", "deleted-entry" -> clean;
      default -> false;
    };
  }
}
