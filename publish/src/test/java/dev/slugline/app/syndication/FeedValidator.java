package dev.slugline.app.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What the specifications of RSS 2.0, Atom 1.0 (RFC 4287) and JSON Feed 1.1 ask of a feed: which
 * elements must be there, how often each may, and what dates, addresses and ids look like. Fails
 * where a feed does not keep to it.
 */
public final class FeedValidator {
  public static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final Set<String> CHANNEL =
      Set.of(
          "title",
          "link",
          "description",
          "language",
          "copyright",
          "managingEditor",
          "webMaster",
          "pubDate",
          "lastBuildDate",
          "category",
          "generator",
          "docs",
          "cloud",
          "ttl",
          "image",
          "rating",
          "textInput",
          "skipHours",
          "skipDays",
          "item");
  private static final Set<String> ITEM =
      Set.of(
          "title",
          "link",
          "description",
          "author",
          "category",
          "comments",
          "enclosure",
          "guid",
          "pubDate",
          "source");
  private static final DateTimeFormatter RFC_822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss zzz", Locale.ENGLISH);

  private FeedValidator() {}

  /** The parsed document, where it is sound RSS 2.0. */
  public static Document rss(byte[] bytes) throws Exception {
    Document document = parse(bytes);
    Element rss = document.getDocumentElement();
    assertThat(rss.getTagName()).isEqualTo("rss");
    assertThat(rss.getAttribute("version")).isEqualTo("2.0");
    assertThat(children(rss)).extracting(Element::getTagName).containsExactly("channel");
    Element channel = children(rss).get(0);
    for (String required : List.of("title", "link", "description")) {
      assertThat(children(channel, null, required)).as(required).hasSize(1);
    }
    onlyKnown(channel, CHANNEL, Set.of("category", "item"));
    assertUrl(text(channel, null, "link"));
    assertRfc822(text(channel, null, "lastBuildDate"));
    List<Element> self =
        children(channel, ATOM, "link").stream()
            .filter(it -> it.getAttribute("rel").equals("self"))
            .toList();
    assertThat(self).hasSize(1);
    children(channel, ATOM, "link").forEach(it -> assertUrl(it.getAttribute("href")));
    Set<String> guids = new HashSet<>();
    for (Element item : children(channel, null, "item")) {
      onlyKnown(item, ITEM, Set.of("category"));
      assertThat(children(item, null, "title").size() + children(item, null, "description").size())
          .isPositive();
      assertUrl(text(item, null, "link"));
      assertRfc822(text(item, null, "pubDate"));
      Element guid = children(item, null, "guid").get(0);
      assertThat(guid.getAttribute("isPermaLink")).isEqualTo("false");
      assertThat(guids.add(guid.getTextContent())).as("guids differ").isTrue();
    }
    return document;
  }

  /** The parsed document, where it is sound Atom 1.0. */
  public static Document atom(byte[] bytes) throws Exception {
    Document document = parse(bytes);
    Element feed = document.getDocumentElement();
    assertThat(feed.getLocalName()).isEqualTo("feed");
    assertThat(feed.getNamespaceURI()).isEqualTo(ATOM);
    for (String one : List.of("id", "title", "updated")) {
      assertThat(children(feed, ATOM, one)).as(one).hasSize(1);
    }
    for (String most : List.of("generator", "icon", "logo", "rights", "subtitle")) {
      assertThat(children(feed, ATOM, most).size()).as(most).isLessThanOrEqualTo(1);
    }
    assertIri(text(feed, ATOM, "id"));
    OffsetDateTime.parse(text(feed, ATOM, "updated"));
    assertThat(links(feed)).containsKey("self").containsKey("alternate");
    boolean author = persons(feed);
    Set<String> ids = new HashSet<>();
    for (Element entry : children(feed, ATOM, "entry")) {
      for (String one : List.of("id", "title", "updated")) {
        assertThat(children(entry, ATOM, one)).as(one).hasSize(1);
      }
      for (String most : List.of("content", "published", "rights", "source", "summary")) {
        assertThat(children(entry, ATOM, most).size()).as(most).isLessThanOrEqualTo(1);
      }
      assertIri(text(entry, ATOM, "id"));
      assertThat(ids.add(text(entry, ATOM, "id"))).as("ids differ").isTrue();
      OffsetDateTime.parse(text(entry, ATOM, "updated"));
      children(entry, ATOM, "published").forEach(it -> OffsetDateTime.parse(it.getTextContent()));
      boolean content = !children(entry, ATOM, "content").isEmpty();
      assertThat(content || links(entry).containsKey("alternate")).isTrue();
      assertThat(persons(entry) || author).isTrue();
      for (Element category : children(entry, ATOM, "category")) {
        assertThat(category.getAttribute("term")).isNotEmpty();
      }
      for (String construct : List.of("summary", "content", "title")) {
        for (Element it : children(entry, ATOM, construct)) {
          assertThat(it.getAttribute("type")).isIn("", "text", "html");
          assertThat(children(it)).as("text and html have no elements").isEmpty();
        }
      }
    }
    return document;
  }

  /** The parsed document, where it is sound JSON Feed 1.1. */
  public static JsonNode jsonFeed(byte[] bytes) throws Exception {
    JsonNode feed = new ObjectMapper().readTree(bytes);
    assertThat(feed.path("version").asText()).isEqualTo("https://jsonfeed.org/version/1.1");
    assertThat(feed.path("title").isTextual()).isTrue();
    assertThat(feed.path("items").isArray()).isTrue();
    for (String url : List.of("home_page_url", "feed_url", "next_url")) {
      if (feed.has(url)) {
        assertUrl(feed.path(url).asText());
      }
    }
    assertThat(feed.path("next_url").asText()).isNotEqualTo(feed.path("feed_url").asText());
    Set<String> ids = new HashSet<>();
    for (JsonNode item : feed.path("items")) {
      assertThat(item.path("id").isTextual()).isTrue();
      assertThat(ids.add(item.path("id").asText())).as("ids differ").isTrue();
      assertThat(item.has("content_html") || item.has("content_text")).isTrue();
      assertUrl(item.path("url").asText());
      for (String date : List.of("date_published", "date_modified")) {
        if (item.has(date)) {
          OffsetDateTime.parse(item.path(date).asText());
        }
      }
      for (JsonNode author : item.path("authors")) {
        assertThat(author.has("name") || author.has("url") || author.has("avatar")).isTrue();
      }
      item.path("tags").forEach(tag -> assertThat(tag.isTextual()).isTrue());
      item.fieldNames()
          .forEachRemaining(
              name ->
                  assertThat(name.startsWith("_") || !name.contains("."))
                      .as("extensions begin with _")
                      .isTrue());
    }
    return feed;
  }

  /** The address of each link by its relation. */
  public static Map<String, String> links(Element parent) {
    Map<String, String> links = new HashMap<>();
    for (Element link : children(parent, ATOM, "link")) {
      assertUrl(link.getAttribute("href"));
      assertThat(links.put(link.getAttribute("rel"), link.getAttribute("href"))).isNull();
    }
    return links;
  }

  public static List<Element> children(Element parent, @Nullable String namespace, String name) {
    return children(parent).stream()
        .filter(
            it ->
                it.getLocalName().equals(name) && ns(it).equals(namespace == null ? "" : namespace))
        .toList();
  }

  public static String text(Element parent, @Nullable String namespace, String name) {
    List<Element> found = children(parent, namespace, name);
    assertThat(found).as(name).hasSize(1);
    return found.get(0).getTextContent();
  }

  private static boolean persons(Element parent) {
    List<Element> authors = children(parent, ATOM, "author");
    authors.forEach(it -> assertThat(text(it, ATOM, "name")).isNotBlank());
    return !authors.isEmpty();
  }

  private static void onlyKnown(Element parent, Set<String> known, Set<String> many) {
    Set<String> seen = new HashSet<>();
    for (Element child : children(parent)) {
      if (ns(child).isEmpty()) {
        String name = child.getLocalName();
        assertThat(known).contains(name);
        assertThat(seen.add(name) || many.contains(name)).as("once: " + name).isTrue();
      }
    }
  }

  private static List<Element> children(Element parent) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        found.add(element);
      }
    }
    return found;
  }

  private static String ns(Element element) {
    return element.getNamespaceURI() == null ? "" : element.getNamespaceURI();
  }

  private static void assertUrl(String url) {
    URI uri = URI.create(url);
    assertThat(uri.isAbsolute() && uri.getHost() != null).as(url).isTrue();
  }

  private static void assertIri(String iri) {
    assertThat(URI.create(iri).isAbsolute()).as(iri).isTrue();
  }

  private static void assertRfc822(String date) {
    assertThat(RFC_822.format(ZonedDateTime.parse(date, RFC_822))).isEqualTo(date);
  }

  private static Document parse(byte[] bytes) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
  }
}
