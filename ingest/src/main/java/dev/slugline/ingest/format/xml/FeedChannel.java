package dev.slugline.ingest.format.xml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a channel of RSS or a feed of Atom says of itself and thereby of its items. An entry's own
 * source is one too.
 *
 * @param link to its page, absolute where it can be made so
 * @param base for the references of its items where no other is declared
 */
record FeedChannel(
    @Nullable String title,
    @Nullable String link,
    @Nullable String base,
    @Nullable String language,
    @Nullable String rights,
    List<String> authors) {
  static final FeedChannel NONE = new FeedChannel(null, null, null, null, null, List.of());

  static FeedChannel rss(XmlElement channel) {
    FeedFields fields = new FeedFields(channel, FeedSpace.RSS);
    String self = AtomLinks.href(fields, "self", null);
    String link = fields.text(FeedSpace.RSS, "link");
    XmlElement at = fields.first(FeedSpace.RSS, "link");
    link = FeedLinks.absolute(at == null ? channel : at, link, self);
    link = link == null ? AtomLinks.page(fields, self) : link;
    String language = fields.text(FeedSpace.RSS, "language");
    language = language == null ? fields.text(FeedSpace.DC, "language") : language;
    String rights = fields.text(FeedSpace.RSS, "copyright");
    rights = rights == null ? fields.text(FeedSpace.DC, "rights") : rights;
    return new FeedChannel(
        FeedText.firstHtml(fields.all(FeedSpace.RSS, "title")),
        page(channel, link, self),
        FeedLinks.isWeb(link) ? link : self,
        language == null ? language(channel) : language,
        rights,
        List.of());
  }

  static FeedChannel atom(XmlElement feed) {
    FeedFields fields = new FeedFields(feed, FeedSpace.ATOM);
    String self = AtomLinks.href(fields, "self", null);
    String link = AtomLinks.page(fields, self);
    XmlElement title = fields.first(FeedSpace.ATOM, "title");
    String language = language(feed);
    return new FeedChannel(
        title == null ? null : FeedText.atom(title),
        page(feed, link, self),
        FeedLinks.isWeb(self) ? self : link,
        language == null ? fields.text(FeedSpace.DC, "language") : language,
        rights(fields),
        authors(fields));
  }

  /** Where a feed says that it lives; the base of its references when it says no more. */
  private static @Nullable String page(
      XmlElement feed, @Nullable String link, @Nullable String self) {
    String first = link == null ? self : link;
    return first == null ? FeedLinks.absolute(feed, ".", null) : first;
  }

  /** What a source says of itself, and where it says nothing, what the feed around it does. */
  FeedChannel or(FeedChannel outer) {
    boolean named = title != null || link != null;
    return new FeedChannel(
        named ? title : outer.title,
        named ? link : outer.link,
        outer.base,
        language == null ? outer.language : language,
        rights == null ? outer.rights : rights,
        authors.isEmpty() ? outer.authors : authors);
  }

  static @Nullable String rights(FeedFields fields) {
    for (String name : List.of("rights", "copyright")) {
      for (XmlElement rights : fields.all(FeedSpace.ATOM, name)) {
        String text = FeedText.atom(rights);
        if (text != null && !text.isBlank()) {
          return text;
        }
      }
    }
    return fields.text(FeedSpace.DC, "rights");
  }

  static List<String> authors(FeedFields fields) {
    List<String> names = new ArrayList<>();
    for (XmlElement author : fields.all(FeedSpace.ATOM, "author")) {
      names.add(FeedPerson.name(author));
    }
    return names;
  }

  /** The {@code xml:lang} that holds at an element; null: none does. */
  static @Nullable String language(XmlElement from) {
    for (XmlElement at = from; at != null; at = at.parent()) {
      String language = at.xmlAttribute("lang");
      if (language != null && !language.isBlank()) {
        return language;
      }
    }
    return null;
  }
}
