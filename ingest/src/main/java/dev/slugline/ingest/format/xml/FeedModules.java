package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.article.Article.Keyword;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the modules say that RSS and Atom share: Dublin Core, media, iTunes and others. */
final class FeedModules {
  private static final String FALLBACK = "published-from-updated";

  private FeedModules() {}

  /** Fills what is still missing of an item, and adds what there may be many of. */
  static void fill(FeedFields item, FeedChannel channel, Draft draft) {
    texts(item, draft);
    dates(item, draft);
    authors(item, draft);
    keywords(item, draft);
    draft.associations().addAll(FeedMedia.of(item, channel.base()));
    String origin = item.text(FeedSpace.ORIGIN, "origlink");
    draft.set(Field.URL, FeedLinks.absolute(item.element(), origin, channel.base()));
    draft.set(Field.SECTION, item.text(FeedSpace.SLASH, "section"));
    missing(draft, Field.COPYRIGHT, item.text(FeedSpace.DC, "rights"));
    missing(draft, Field.COPYRIGHT, item.text(FeedSpace.MEDIA, "copyright"));
    missing(draft, Field.COPYRIGHT, channel.rights());
    license(item, draft);
    draft.set(Field.SOURCE_NAME, channel.title());
  }

  private static void texts(FeedFields item, Draft draft) {
    missing(draft, Field.TITLE, item.text(FeedSpace.DC, "title"));
    missing(draft, Field.TITLE, item.text(FeedSpace.MEDIA, "title"));
    for (XmlElement group : item.all(FeedSpace.MEDIA, "group")) {
      missing(draft, Field.TITLE, group.childText("title"));
    }
    missing(draft, Field.TITLE, item.text(FeedSpace.ITUNES, "title"));
    missing(draft, Field.SUMMARY, FeedText.firstHtml(item.all(FeedSpace.ITUNES, "summary")));
    missing(draft, Field.SUMMARY, FeedText.firstHtml(item.all(FeedSpace.DC, "description")));
    missing(draft, Field.SUMMARY, item.text(FeedSpace.DCTERMS, "abstract"));
    if (draft.get(Field.BODY) == null) {
      missing(draft, Field.SUMMARY, FeedMedia.text(item));
      missing(draft, Field.SUMMARY, item.text(FeedSpace.ITUNES, "subtitle"));
    }
    String body = draft.get(Field.BODY);
    if (body != null && body.equals(draft.get(Field.SUMMARY))) {
      draft.clear(Field.SUMMARY);
    }
  }

  private static void dates(FeedFields item, Draft draft) {
    missing(draft, Field.PUBLISHED, item.text(FeedSpace.DC, "date"));
    missing(draft, Field.PUBLISHED, item.text(FeedSpace.DCTERMS, "issued", "created"));
    missing(draft, Field.PUBLISHED, item.text(FeedSpace.ATOM, "published", "issued", "created"));
    missing(draft, Field.UPDATED, item.text(FeedSpace.DCTERMS, "modified"));
    missing(draft, Field.UPDATED, item.text(FeedSpace.ATOM, "updated", "modified"));
    String updated = draft.get(Field.UPDATED);
    if (draft.get(Field.PUBLISHED) == null && updated != null) {
      draft.set(Field.PUBLISHED, updated);
      draft.warnings().add(FALLBACK);
    }
  }

  private static void authors(FeedFields item, Draft draft) {
    for (XmlElement creator : item.all(FeedSpace.DC, "creator")) {
      draft.authors().add(FeedPerson.name(creator.text()));
    }
    if (draft.authors().stream().allMatch(String::isBlank)) {
      draft.authors().addAll(FeedChannel.authors(item));
    }
    String itunes = item.text(FeedSpace.ITUNES, "author");
    if (itunes != null && draft.authors().stream().allMatch(String::isBlank)) {
      draft.authors().add(itunes);
    }
  }

  private static void keywords(FeedFields item, Draft draft) {
    List<Keyword> keywords = draft.keywords();
    for (XmlElement subject : item.all(FeedSpace.DC, "subject")) {
      List<XmlElement> values = subject.descendants("value");
      XmlElement word = values.isEmpty() ? subject : values.get(0);
      List<XmlElement> topics = subject.descendants("topic");
      String code = topics.isEmpty() ? null : topics.get(0).attribute(FeedXml.RDF, "resource");
      keyword(keywords, null, code, word.text());
    }
    for (XmlElement category : item.all(FeedSpace.MEDIA, "category")) {
      String label = category.attribute("label");
      String code = label == null ? null : category.text().strip();
      keyword(
          keywords, category.attribute("scheme"), code, label == null ? category.text() : label);
    }
    for (XmlElement category : item.all(FeedSpace.ITUNES, "category")) {
      keyword(keywords, null, null, category.attribute("text"));
    }
    listed(keywords, item.text(FeedSpace.MEDIA, "keywords"));
    for (XmlElement group : item.all(FeedSpace.MEDIA, "group")) {
      listed(keywords, group.childText("keywords"));
    }
    listed(keywords, item.text(FeedSpace.ITUNES, "keywords"));
  }

  private static void listed(List<Keyword> keywords, @Nullable String list) {
    for (String word : list == null ? new String[0] : list.split(",", -1)) {
      keyword(keywords, null, null, word);
    }
  }

  /** Adds a keyword; one without a name is none. */
  static void keyword(
      List<Keyword> keywords,
      @Nullable String scheme,
      @Nullable String code,
      @Nullable String name) {
    if (name != null && !name.isBlank()) {
      keywords.add(new Keyword(scheme, code, name.strip()));
    }
  }

  private static void license(FeedFields item, Draft draft) {
    XmlElement license = item.first(FeedSpace.LICENSE, "license");
    if (license != null) {
      String resource = license.attribute(FeedXml.RDF, "resource");
      draft.set(Field.USAGE_TERMS, resource == null ? license.text() : resource);
    }
    missing(draft, Field.USAGE_TERMS, AtomLinks.href(item, "license", null));
  }

  static void missing(Draft draft, Field field, @Nullable String value) {
    if (draft.get(field) == null) {
      draft.set(field, value);
    }
  }
}
