package dev.slugline.app.syndication;

import dev.slugline.app.syndication.Feed.Category;
import dev.slugline.app.syndication.Feed.Entry;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import javax.xml.stream.XMLStreamException;

/** A feed as Atom 1.0 (RFC 4287), paged (RFC 5005). */
public final class Atom {
  /** What it is sent as. */
  public static final String TYPE = "application/atom+xml";

  static final String NAMESPACE = "http://www.w3.org/2005/Atom";

  private Atom() {}

  /** The document, in UTF-8. */
  public static byte[] write(Feed feed) {
    try {
      XmlOut xml = new XmlOut();
      xml.open("feed", "xmlns", NAMESPACE);
      xml.text("id", feed.id())
          .text("title", feed.title())
          .text("subtitle", feed.description())
          .text("updated", feed.updated().truncatedTo(ChronoUnit.SECONDS).toString())
          .text("generator", "Slugline");
      xml.open("author").text("name", "Slugline").close();
      link(xml, "self", feed.self());
      link(xml, "first", feed.first());
      if (feed.next() != null) {
        link(xml, "next", feed.next());
      }
      xml.empty("link", "href", feed.home(), "rel", "alternate");
      for (Entry entry : feed.entries()) {
        entry(xml, entry);
      }
      return xml.close().end();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a feed cannot be written", e);
    }
  }

  private static void link(XmlOut xml, String relation, String url) throws XMLStreamException {
    xml.empty("link", "href", url, "rel", relation, "type", TYPE);
  }

  private static void entry(XmlOut xml, Entry entry) throws XMLStreamException {
    if (entry.language() == null) {
      xml.open("entry");
    } else {
      xml.open("entry", "xml:lang", entry.language());
    }
    xml.text("id", "urn:slugline:article:" + entry.id())
        .text("title", entry.shownTitle())
        .text("updated", entry.updated().truncatedTo(ChronoUnit.SECONDS).toString());
    if (entry.published() != null) {
      xml.text("published", entry.published().truncatedTo(ChronoUnit.SECONDS).toString());
    }
    for (String author : entry.authors()) {
      xml.open("author").text("name", author).close();
    }
    if (entry.authors().isEmpty()) {
      String source = Objects.requireNonNullElse(entry.source(), "unknown");
      xml.open("author").text("name", source).close();
    }
    xml.empty("link", "href", entry.link(), "rel", "alternate");
    xml.empty("link", "href", entry.explain(), "rel", "related", "type", "application/json");
    for (Category category : entry.categories()) {
      xml.empty("category", "term", category.id(), "label", category.label());
    }
    xml.text("summary", EntryHtml.summary(entry), "type", "html");
    String body = EntryHtml.body(entry);
    if (body != null) {
      xml.text("content", body, "type", "html");
    }
    xml.close();
  }
}
