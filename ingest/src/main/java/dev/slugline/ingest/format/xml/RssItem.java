package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An item of RSS 0.9 to 2.0 as a draft. */
final class RssItem {
  private final FeedFields item;
  private final FeedChannel channel;
  private final Draft draft;

  private RssItem(FeedFields item, FeedChannel channel, Draft draft) {
    this.item = item;
    this.channel = channel;
    this.draft = draft;
  }

  static void fill(XmlElement item, FeedChannel channel, Draft draft) {
    new RssItem(new FeedFields(item, FeedSpace.RSS), channel, draft).fill();
  }

  private void fill() {
    draft.set(Field.TITLE, FeedText.firstHtml(item.all(FeedSpace.RSS, "title")));
    draft.set(Field.SUMMARY, FeedText.firstHtml(item.all(FeedSpace.RSS, "description")));
    draft.set(Field.BODY, body());
    draft.set(Field.PUBLISHED, item.text(FeedSpace.RSS, "pubdate"));
    for (XmlElement author : item.all(FeedSpace.RSS, "author")) {
      draft.authors().add(FeedPerson.name(author));
    }
    for (XmlElement category : item.all(FeedSpace.RSS, "category")) {
      FeedModules.keyword(draft.keywords(), category.attribute("domain"), null, category.text());
    }
    identity();
    draft.set(Field.LANGUAGE, channel.language());
    draft.set(Field.LANGUAGE, item.element().xmlAttribute("lang"));
    draft.set(Field.LANGUAGE, item.text(FeedSpace.DC, "language"));
    FeedModules.fill(item, channel, draft);
    draft.set(Field.SOURCE_DOMAIN, FeedLinks.host(channel.link()));
    source();
  }

  private @Nullable String body() {
    String body = FeedText.firstHtml(item.all(FeedSpace.CONTENT, "encoded"));
    body = body == null ? FeedText.firstHtml(item.all(FeedSpace.XHTML, "body")) : body;
    body = body == null ? FeedText.firstHtml(item.all(FeedSpace.XHTML, "div")) : body;
    for (XmlElement content : item.all(FeedSpace.ATOM, "content")) {
      body = body == null ? FeedText.atom(content) : body;
    }
    for (XmlElement items : item.all(FeedSpace.CONTENT, "items")) {
      body = body == null ? FeedText.firstHtml(items.descendants("value")) : body;
    }
    return body;
  }

  private void identity() {
    XmlElement element = item.element();
    draft.set(Field.ID, item.text(FeedSpace.DC, "identifier"));
    String about = element.attribute(FeedXml.RDF, "about");
    draft.set(Field.ID, about);
    XmlElement guid = item.first(FeedSpace.RSS, "guid");
    String id = guid == null ? null : guid.text().strip();
    draft.set(Field.ID, id);
    draft.set(Field.URL, FeedLinks.isWeb(about) ? about : null);
    if (guid != null && isLink(guid, id)) {
      draft.set(Field.URL, FeedLinks.absolute(guid, id, channel.base()));
    }
    draft.set(Field.URL, AtomLinks.page(item, channel.base()));
    for (XmlElement link : item.all(FeedSpace.RSS, "link")) {
      String text = link.text().isBlank() ? link.attribute("href") : link.text();
      String url = FeedLinks.absolute(link, text, channel.base());
      if (url != null) {
        draft.set(Field.URL, url);
        return;
      }
    }
  }

  /** It is one unless it says no; many say nothing and are none, so it has to look like one. */
  private static boolean isLink(XmlElement guid, @Nullable String id) {
    String said = guid.attribute("isPermaLink");
    String lower = said == null ? "" : said.strip().toLowerCase(Locale.ROOT);
    return lower.equals("true") || (!lower.equals("false") && FeedLinks.isWeb(id));
  }

  /** An item that was taken over from another channel says from which. */
  private void source() {
    List<XmlElement> sources = item.all(FeedSpace.RSS, "source");
    if (sources.isEmpty()) {
      return;
    }
    String name = sources.get(0).text().strip();
    if (!name.isEmpty()) {
      draft.clear(Field.SOURCE_DOMAIN);
      draft.set(Field.SOURCE_NAME, name);
      draft.set(Field.SOURCE_DOMAIN, FeedLinks.host(sources.get(0).attribute("url")));
    }
  }
}
