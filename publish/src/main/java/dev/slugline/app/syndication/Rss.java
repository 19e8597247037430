package dev.slugline.app.syndication;

import dev.slugline.app.syndication.Feed.Category;
import dev.slugline.app.syndication.Feed.Entry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import javax.xml.stream.XMLStreamException;

/**
 * A feed as RSS 2.0, with the usual modules: {@code content:encoded} for a full text, {@code
 * dc:creator} for names without e-mail addresses, {@code atom:link} for the pages.
 */
public final class Rss {
  /** What it is sent as. */
  public static final String TYPE = "application/rss+xml";

  /** RFC 822 with the year in four digits. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Rss() {}

  /** The document, in UTF-8. */
  public static byte[] write(Feed feed) {
    try {
      XmlOut xml = new XmlOut();
      xml.open(
          "rss",
          "version",
          "2.0",
          "xmlns:atom",
          Atom.NAMESPACE,
          "xmlns:content",
          "http://purl.org/rss/1.0/modules/content/",
          "xmlns:dc",
          "http://purl.org/dc/elements/1.1/");
      xml.open("channel");
      xml.text("title", html(feed.title()))
          .text("link", feed.home())
          .text("description", html(feed.description()))
          .text("lastBuildDate", date(feed.updated()))
          .text("generator", "Slugline");
      link(xml, "self", feed.self());
      link(xml, "first", feed.first());
      if (feed.next() != null) {
        link(xml, "next", feed.next());
      }
      for (Entry entry : feed.entries()) {
        item(xml, entry);
      }
      return xml.close().close().end();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a feed cannot be written", e);
    }
  }

  private static void link(XmlOut xml, String relation, String url) throws XMLStreamException {
    xml.empty("atom:link", "href", url, "rel", relation, "type", TYPE);
  }

  private static void item(XmlOut xml, Entry entry) throws XMLStreamException {
    xml.open("item");
    xml.text("title", html(entry.shownTitle())).text("link", entry.link());
    xml.text("description", EntryHtml.summary(entry));
    String body = EntryHtml.body(entry);
    if (body != null) {
      xml.text("content:encoded", body);
    }
    xml.text("guid", entry.id(), "isPermaLink", "false");
    xml.text("pubDate", date(Objects.requireNonNullElse(entry.published(), entry.updated())));
    for (String author : entry.authors()) {
      xml.text("dc:creator", author);
    }
    if (entry.source() != null) {
      xml.text("dc:publisher", entry.source());
    }
    if (entry.language() != null) {
      xml.text("dc:language", entry.language());
    }
    for (Category category : entry.categories()) {
      xml.text("category", category.id());
    }
    xml.close();
  }

  /** Titles and descriptions are HTML to the readers of RSS. */
  private static String html(String text) {
    return EntryHtml.escaped(text);
  }

  private static String date(Instant time) {
    return DATE.format(time);
  }
}
