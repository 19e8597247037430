package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry of Atom 0.3 or 1.0 as a draft. */
final class AtomEntry {
  private final FeedFields entry;
  private final FeedChannel channel;
  private final Draft draft;

  private AtomEntry(FeedFields entry, FeedChannel channel, Draft draft) {
    this.entry = entry;
    this.channel = channel;
    this.draft = draft;
  }

  static void fill(XmlElement element, FeedChannel feed, Draft draft) {
    FeedFields entry = new FeedFields(element, FeedSpace.ATOM);
    XmlElement source = entry.first(FeedSpace.ATOM, "source");
    FeedChannel channel = source == null ? feed : FeedChannel.atom(source).or(feed);
    new AtomEntry(entry, channel, draft).fill();
  }

  /** The notice that an entry is no more. */
  static void deleted(XmlElement notice, FeedChannel feed, Draft draft) {
    draft.set(Field.ID, FeedLinks.absolute(notice, notice.attribute("ref"), null));
    draft.set(Field.UPDATED, notice.attribute("when"));
    draft.set(Field.RETRACTION_KIND, "canceled");
    draft.set(Field.RETRACTION_REASON, notice.childText("comment"));
    XmlElement by = notice.child("by");
    draft.set(Field.RETRACTION_BY, by == null ? null : FeedPerson.name(by));
    draft.set(Field.SOURCE_NAME, feed.title());
    draft.set(Field.SOURCE_DOMAIN, FeedLinks.host(feed.link()));
  }

  private void fill() {
    XmlElement element = entry.element();
    XmlElement body = text(Field.BODY, entry.all(FeedSpace.ATOM, "content"));
    XmlElement summary = text(Field.SUMMARY, entry.all(FeedSpace.ATOM, "summary"));
    text(Field.TITLE, entry.all(FeedSpace.ATOM, "title"));
    draft.set(Field.ID, FeedLinks.absolute(element, entry.text(FeedSpace.ATOM, "id"), null));
    draft.set(Field.URL, AtomLinks.page(entry, channel.base()));
    draft.set(Field.PUBLISHED, entry.text(FeedSpace.ATOM, "published", "issued", "created"));
    draft.set(Field.COPYRIGHT, FeedChannel.rights(entry));
    draft.authors().addAll(FeedChannel.authors(entry));
    for (XmlElement category : entry.all(FeedSpace.ATOM, "category")) {
      category(category);
    }
    FeedModules.fill(entry, channel, draft);
    if (draft.authors().stream().allMatch(String::isBlank)) {
      draft.authors().addAll(channel.authors());
    }
    draft.set(Field.LANGUAGE, channel.language());
    draft.set(Field.LANGUAGE, entry.text(FeedSpace.DC, "language"));
    XmlElement words = body == null ? summary : body;
    draft.set(Field.LANGUAGE, FeedChannel.language(words == null ? element : words));
    draft.set(Field.SOURCE_DOMAIN, FeedLinks.host(channel.link()));
  }

  /** The first of several elements that is text. */
  private @Nullable XmlElement text(Field field, List<XmlElement> elements) {
    for (XmlElement element : elements) {
      String text = FeedText.atom(element);
      if (text != null && !text.isBlank()) {
        draft.set(field, text);
        return element;
      }
    }
    return null;
  }

  private void category(XmlElement category) {
    String term = category.attribute("term");
    String label = category.attribute("label");
    String scheme = category.attribute("scheme");
    boolean coded = label != null || scheme != null;
    String name = label == null || label.isBlank() ? term : label;
    FeedModules.keyword(
        draft.keywords(), scheme, coded ? term : null, name == null ? category.text() : name);
  }
}
