package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.article.Article.Association;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pictures, films and sounds of an item, as references. */
final class FeedMedia {
  private final FeedFields item;
  private final @Nullable String base;
  private final Map<String, Association> found = new LinkedHashMap<>();

  private FeedMedia(FeedFields item, @Nullable String base) {
    this.item = item;
    this.base = base;
  }

  /** One for each address, however often it is named. */
  static List<Association> of(FeedFields item, @Nullable String base) {
    FeedMedia media = new FeedMedia(item, base);
    for (XmlElement enclosure : item.all(FeedSpace.RSS, "enclosure")) {
      media.add("enclosure", enclosure, "url", enclosure.attribute("title"));
    }
    for (XmlElement link : item.all(FeedSpace.ATOM, "link")) {
      if ("enclosure".equals(link.attribute("rel"))) {
        media.add("enclosure", link, "href", link.attribute("title"));
      }
    }
    for (XmlElement content : item.all(FeedSpace.ATOM, "content")) {
      media.add("content", content, "src", null);
    }
    media.within(item, null);
    for (XmlElement image : item.all(FeedSpace.ITUNES, "image")) {
      media.add("image", image, "href", null);
    }
    return new ArrayList<>(media.found.values());
  }

  /** The text about the media, which is all the text that some items have; null: none. */
  static @Nullable String text(FeedFields item) {
    String own = text(item.all(FeedSpace.MEDIA, "description"));
    own = own == null ? text(item.all(FeedSpace.MEDIA, "text")) : own;
    List<XmlElement> inner = new ArrayList<>(item.all(FeedSpace.MEDIA, "group"));
    inner.addAll(item.all(FeedSpace.MEDIA, "content"));
    for (int i = 0; own == null && i < inner.size(); i++) {
      own = text(new FeedFields(inner.get(i), FeedSpace.MEDIA));
    }
    return own;
  }

  private static @Nullable String text(List<XmlElement> descriptions) {
    for (XmlElement description : descriptions) {
      boolean html = "html".equals(description.attribute("type"));
      String text = html ? FeedText.html(description) : description.text();
      if (!text.isBlank()) {
        return text;
      }
    }
    return null;
  }

  private void within(FeedFields outer, @Nullable String outerTitle) {
    String own = outer == item ? null : outer.text(FeedSpace.MEDIA, "title");
    String title = own == null ? outerTitle : own;
    for (XmlElement group : outer.all(FeedSpace.MEDIA, "group")) {
      if (outer == item) {
        within(new FeedFields(group, FeedSpace.MEDIA), null);
      }
    }
    for (XmlElement content : outer.all(FeedSpace.MEDIA, "content")) {
      FeedFields inner = new FeedFields(content, FeedSpace.MEDIA);
      String contentTitle = inner.text(FeedSpace.MEDIA, "title");
      add("content", content, "url", contentTitle == null ? title : contentTitle);
      thumbnails(inner);
      for (XmlElement player : inner.all(FeedSpace.MEDIA, "player")) {
        add("player", player, "url", contentTitle);
      }
    }
    thumbnails(outer);
    for (XmlElement player : outer.all(FeedSpace.MEDIA, "player")) {
      add("player", player, "url", title);
    }
  }

  private void thumbnails(FeedFields within) {
    for (XmlElement thumbnail : within.all(FeedSpace.MEDIA, "thumbnail")) {
      add("thumbnail", thumbnail, "url", null);
    }
  }

  private void add(String name, XmlElement element, String attribute, @Nullable String title) {
    String url = FeedLinks.absolute(element, element.attribute(attribute), base);
    if (url != null) {
      found.putIfAbsent(url, new Association(name, type(name, element), null, title, url));
    }
  }

  /** In the words of ninjs; null: the source does not say. */
  private static @Nullable String type(String name, XmlElement element) {
    if (name.equals("thumbnail") || name.equals("image")) {
      return "picture";
    }
    String said = element.attribute("medium");
    said = said == null || said.isBlank() ? element.attribute("type") : said;
    String lower = said == null ? "" : said.strip().toLowerCase(Locale.ROOT);
    int slash = lower.indexOf('/');
    return switch (slash < 0 ? lower : lower.substring(0, slash)) {
      case "image" -> "picture";
      case "video" -> "video";
      case "audio" -> "audio";
      case "text", "document" -> "text";
      default -> name.equals("player") ? "video" : null;
    };
  }
}
