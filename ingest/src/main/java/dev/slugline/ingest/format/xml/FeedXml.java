package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.article.Article.Keyword;
import dev.slugline.ingest.clean.HtmlText;
import dev.slugline.ingest.format.Deadline;
import dev.slugline.ingest.format.Decoded;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import dev.slugline.ingest.format.Format;
import dev.slugline.ingest.format.Found;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import dev.slugline.ingest.format.SharedIds;
import dev.slugline.ingest.identity.CanonicalUrl;
import java.io.StringReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** RSS and Atom: an article for each item or entry. No DTD and nothing outside is ever read. */
public final class FeedXml implements Format {
  private static final int HEAD = 2000;
  private static final Set<String> SPACES =
      Set.of(
          "",
          "http://www.w3.org/2005/Atom",
          "http://purl.org/rss/1.0/",
          "http://purl.org/rss/1.0/modules/content/",
          "http://purl.org/dc/elements/1.1/");

  @Override
  public boolean accepts(String contentType) {
    return contentType.endsWith("xml");
  }

  @Override
  public boolean matches(String text) {
    String head = text.substring(0, Math.min(HEAD, text.length())).stripLeading();
    return head.startsWith("<")
        && (head.contains("<rss") || head.contains("<feed") || head.contains("<rdf:RDF"));
  }

  @Override
  public List<Found> read(RawRecord raw, Decoded decoded, Limits limits, Deadline deadline) {
    Reading reading = new Reading(raw.value(), limits, deadline);
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty(
        "jdk.xml.maxElementDepth", "0"); // ours says so by name; that of Java 25 not
    try {
      String text = decoded.text().stripLeading();
      XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(text));
      reading.document(xml);
    } catch (XMLStreamException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " at line "
                  + e.getLocation().getLineNumber()
                  + ", column "
                  + e.getLocation().getColumnNumber();
      reading.add(new ParsedItem.Broken("malformed", "XML is ill-formed" + where, raw.value()));
    }
    SharedIds.drop(reading.drafts);
    if (reading.found.isEmpty() && !deadline.passed()) {
      reading.add(new ParsedItem.Skipped("empty"));
    }
    return reading.found;
  }

  /** The reading of one document. */
  private static final class Reading {
    private final byte[] bytes;
    private final Limits limits;
    private final Deadline deadline;
    private final List<Found> found = new ArrayList<>();
    private final List<Draft> drafts = new ArrayList<>();
    private @Nullable String site;
    private @Nullable String domain;

    Reading(byte[] bytes, Limits limits, Deadline deadline) {
      this.bytes = bytes;
      this.limits = limits;
      this.deadline = deadline;
    }

    void add(ParsedItem item) {
      found.add(new Found.Other(item));
    }

    void document(XMLStreamReader xml) throws XMLStreamException {
      int depth = 0;
      while (xml.hasNext() && found.size() <= limits.maxItems() && !deadline.passed()) {
        int event = xml.next();
        if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
        } else if (event == XMLStreamConstants.START_ELEMENT) {
          depth++;
          if (depth > limits.xmlDepth()) {
            add(new ParsedItem.Broken("over-limit", "XML is nested too deeply", bytes));
            return;
          }
          depth -= element(xml) ? 1 : 0;
        }
      }
    }

    /** Whether the element was read to its end. */
    private boolean element(XMLStreamReader xml) throws XMLStreamException {
      String name = xml.getLocalName();
      String space = xml.getNamespaceURI();
      if (space != null && !SPACES.contains(space)) {
        return false;
      }
      if (name.equals("item") || name.equals("entry")) {
        item(xml);
        return true;
      }
      if (name.equals("title") && site == null) {
        site = content(xml, true);
        return true;
      }
      if (name.equals("link") && domain == null) {
        String href = xml.getAttributeValue(null, "href");
        String url = CanonicalUrl.of(href == null ? content(xml, false) : href);
        domain = url == null ? null : URI.create(url).getHost();
        return href == null;
      }
      return false;
    }

    private void item(XMLStreamReader xml) throws XMLStreamException {
      Draft draft = new Draft("rss", bytes);
      while (xml.next() != XMLStreamConstants.END_ELEMENT) {
        if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
          field(xml, draft);
        }
      }
      draft.set(Field.SOURCE_NAME, site);
      draft.set(Field.SOURCE_DOMAIN, domain);
      drafts.add(draft);
      found.add(new Found.Text(draft));
    }

    private void field(XMLStreamReader xml, Draft draft) throws XMLStreamException {
      String space = xml.getNamespaceURI();
      boolean atom = space != null && space.endsWith("/Atom");
      String type = xml.getAttributeValue(null, "type");
      String rel = xml.getAttributeValue(null, "rel");
      String href = xml.getAttributeValue(null, "href");
      String term = xml.getAttributeValue(null, "term");
      String scheme = xml.getAttributeValue(null, atom ? "scheme" : "domain");
      String name = xml.getLocalName().toLowerCase(Locale.ROOT);
      boolean html = atom ? "html".equals(type) || "text/html".equals(type) : isMarkup(name);
      String text = content(xml, html).strip();
      if (space != null && !SPACES.contains(space)) {
        return;
      }
      switch (name) {
        case "guid", "id" -> draft.set(Field.ID, text);
        case "title" -> draft.set(Field.TITLE, text);
        case "description", "summary" -> draft.set(Field.SUMMARY, text);
        case "encoded", "content" -> draft.set(Field.BODY, text);
        case "link" -> {
          if (href == null || rel == null || rel.equals("alternate")) {
            draft.set(Field.URL, href == null ? text : href);
          }
        }
        case "pubdate", "date", "published" -> draft.set(Field.PUBLISHED, text);
        case "updated" -> draft.set(Field.UPDATED, text);
        case "rights" -> draft.set(Field.COPYRIGHT, text);
        case "author", "creator" -> {
          if (!text.isEmpty()) {
            draft.authors().add(person(text));
          }
        }
        case "category" -> {
          String word = term == null ? text : term;
          if (!word.isBlank()) {
            draft.keywords().add(new Keyword(scheme, null, word));
          }
        }
        default -> {}
      }
    }

    private static boolean isMarkup(String name) {
      return name.equals("title") || name.equals("description") || name.equals("encoded");
    }

    /** RSS has {@code mail@example.org (Name)}, Atom a name with other lines after it. */
    private static String person(String text) {
      int open = text.indexOf('(');
      if (open >= 0 && text.endsWith(")")) {
        return text.substring(open + 1, text.length() - 1);
      }
      return text.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst().orElse(text);
    }

    /** All text within the element at hand, which is read to its end. */
    private String content(XMLStreamReader xml, boolean html) throws XMLStreamException {
      StringBuilder out = new StringBuilder();
      int depth = 1;
      while (depth > 0) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            depth++;
            boolean line = xml.getLocalName().equals("br");
            out.append(line ? "\n" : HtmlText.isBlock(xml.getLocalName()) ? "\n\n" : "");
          }
          case XMLStreamConstants.END_ELEMENT -> {
            depth--;
            boolean named = depth > 0 && xml.getLocalName().equals("name");
            out.append(named ? "\n" : HtmlText.isBlock(xml.getLocalName()) ? "\n\n" : "");
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> out.append(xml.getText());
          default -> {}
        }
      }
      return html ? HtmlText.of(out.toString()) : out.toString();
    }
  }
}
