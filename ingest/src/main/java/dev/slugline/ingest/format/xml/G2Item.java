package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.article.Article.Association;
import dev.slugline.ingest.article.Article.Keyword;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import dev.slugline.ingest.identity.CanonicalUrl;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes the fields of an article out of a NewsML-G2 news item. */
final class G2Item {
  private static final XmlElement NOTHING = new XmlElement("none", "", null, 0, 1, 1);

  private final XmlElement item;
  private final XmlElement itemMeta;
  private final XmlElement contentMeta;
  private final G2Concepts concepts;
  private final Draft draft;

  G2Item(XmlElement item, Draft draft) {
    this.item = item;
    this.itemMeta = Objects.requireNonNullElse(item.child("itemMeta"), NOTHING);
    this.contentMeta = Objects.requireNonNullElse(item.child("contentMeta"), NOTHING);
    this.concepts = new G2Concepts(item);
    this.draft = draft;
  }

  /** The code of the item's class, such as {@code text} or {@code picture}; empty: none. */
  String itemClass() {
    return G2Concepts.code(itemMeta.child("itemClass")).toLowerCase(Locale.ROOT);
  }

  /** Fills the draft with what the item says beside its content, which was read before. */
  void metadata(@Nullable String sender) {
    draft.set(Field.ID, item.attribute("guid"));
    draft.set(Field.VERSION, item.attribute("version"));
    title();
    summary();
    authors();
    source(sender);
    dates();
    status();
    rights();
    subjects();
    links();
    draft.set(Field.SLUGLINE, first("slugline"));
    draft.set(Field.URGENCY, first("urgency"));
    draft.set(Field.DATELINE, first("dateline"));
    draft.set(Field.CREDIT, first("creditline"));
    draft.set(Field.GENRE, named(contentMeta.children("genre")));
    language();
  }

  /** The first text of this name in the content's metadata, else in the item's. */
  private @Nullable String first(String name) {
    String text = contentMeta.childText(name);
    return text == null ? itemMeta.childText(name) : text;
  }

  private void title() {
    String best = null;
    int rank = Integer.MAX_VALUE;
    for (XmlElement headline : contentMeta.children("headline")) {
      int own = rank(headline.attribute("role")) * 2 + (inItsLanguage(headline) ? 0 : 1);
      if (own < rank && !headline.text().isBlank()) {
        best = headline.text();
        rank = own;
      }
    }
    if (best == null && draft.get(Field.TITLE) == null) {
      best = itemMeta.childText("title");
    }
    draft.set(Field.TITLE, best);
  }

  /** The main headline before one of a role that is not known, and that before a lesser one. */
  private static int rank(@Nullable String role) {
    String code = role == null ? "" : role.substring(role.indexOf(':') + 1);
    String lower = code.toLowerCase(Locale.ROOT);
    if (lower.isEmpty() || lower.contains("main") || lower.equals("headline")) {
      return 0;
    }
    boolean lesser =
        Stream.of("sub", "short", "seo", "kicker", "over", "mobile", "sms", "alt", "strap")
            .anyMatch(lower::contains);
    return lesser ? 2 : 1;
  }

  private boolean inItsLanguage(XmlElement element) {
    String own = element.xmlAttribute("lang");
    String whole = item.xmlAttribute("lang");
    return own == null || whole == null || own.equalsIgnoreCase(whole);
  }

  private void summary() {
    for (XmlElement description : contentMeta.children("description")) {
      String role = String.valueOf(description.attribute("role")).toLowerCase(Locale.ROOT);
      if (!role.contains("caption")) {
        draft.set(Field.SUMMARY, BodyText.of(description));
        return;
      }
    }
  }

  /** Who the byline names, with the people among the creators; all creators where there is none. */
  private void authors() {
    List<String> names = new ArrayList<>();
    for (XmlElement by : contentMeta.children("by")) {
      names.addAll(Byline.names(by.text()));
    }
    boolean byline = !names.isEmpty();
    for (XmlElement creator : contentMeta.children("creator")) {
      String name = concepts.name(creator);
      String type = String.valueOf(creator.attribute("type"));
      if (name != null && (!byline || type.contains("person"))) {
        names.add(name);
      }
    }
    if (!names.isEmpty()) {
      draft.authors().clear();
      draft.authors().addAll(names);
    }
  }

  private void source(@Nullable String sender) {
    XmlElement provider = itemMeta.child("provider");
    String host = provider == null ? null : host(provider.attribute("uri"));
    String name = concepts.name(provider);
    String code = provider != null && host == null ? G2Concepts.code(provider) : host;
    draft.set(Field.SOURCE_DOMAIN, host);
    draft.set(Field.SOURCE_NAME, name == null ? code : name);
    if (draft.get(Field.SOURCE_NAME) == null) {
      draft.set(Field.SOURCE_NAME, sender);
    }
    draft.set(Field.SOURCE_SERVICE, named(itemMeta.children("service")));
  }

  private static @Nullable String host(@Nullable String uri) {
    String url = CanonicalUrl.of(uri);
    return url == null ? null : URI.create(url).getHost();
  }

  /** The name of the first of these concepts that has one, else the first code. */
  private @Nullable String named(List<XmlElement> found) {
    for (XmlElement concept : found) {
      String name = concepts.name(concept);
      if (name != null) {
        return name;
      }
    }
    return found.isEmpty() ? null : G2Concepts.code(found.get(0));
  }

  /**
   * Published is when the first version was made; where nobody says, a first version was published
   * when it was made itself, and of a later one only the day of its content is known.
   */
  private void dates() {
    String first = itemMeta.childText("firstCreated");
    String version = itemMeta.childText("versionCreated");
    String created = contentMeta.childText("contentCreated");
    boolean initial = "1".equals(item.attribute("version"));
    draft.set(Field.PUBLISHED, version);
    draft.set(Field.PUBLISHED, initial && version != null ? version : created);
    draft.set(Field.PUBLISHED, first);
    draft.set(Field.UPDATED, contentMeta.childText("contentModified"));
    draft.set(Field.UPDATED, version);
    draft.set(Field.EXPIRES, first("expires"));
    XmlElement embargoed = itemMeta.child("embargoed");
    if (embargoed != null) {
      String until = embargoed.text();
      draft.set(Field.EMBARGOED, until.isBlank() ? NitfHead.NO_END : until);
    }
  }

  private void status() {
    List<String> notes = new ArrayList<>();
    for (XmlElement note : itemMeta.children("edNote")) {
      notes.add(BodyText.of(note));
    }
    draft.set(Field.ED_NOTE, String.join("\n\n", notes));
    for (XmlElement signal : itemMeta.children("signal")) {
      if (G2Concepts.code(signal).toLowerCase(Locale.ROOT).contains("correction")) {
        draft.set(Field.CORRECTION, "correction");
      }
    }
    XmlElement status = itemMeta.child("pubStatus");
    switch (G2Concepts.code(status).toLowerCase(Locale.ROOT)) {
      case "canceled", "cancelled" -> draft.set(Field.RETRACTION_KIND, "canceled");
      case "withheld" -> draft.set(Field.RETRACTION_KIND, "withheld");
      case "usable" -> draft.clear(Field.RETRACTION_KIND);
      default -> {}
    }
    if (draft.get(Field.RETRACTION_KIND) != null) {
      draft.set(Field.RETRACTION_REASON, draft.get(Field.ED_NOTE));
    }
  }

  private void rights() {
    for (XmlElement rights : item.children("rightsInfo")) {
      String notice = folded(rights.child("copyrightNotice"));
      String holder = concepts.name(rights.child("copyrightHolder"));
      if (notice != null || draft.get(Field.COPYRIGHT) == null) {
        draft.set(Field.COPYRIGHT, notice == null ? holder : notice);
      }
      draft.set(Field.USAGE_TERMS, folded(rights.child("usageTerms")));
    }
  }

  /** The text without the line ends of its source; null: none. */
  private static @Nullable String folded(@Nullable XmlElement element) {
    String text = element == null ? "" : BodyText.of(element);
    return text.isEmpty() ? null : text;
  }

  private void subjects() {
    for (XmlElement subject : contentMeta.children("subject")) {
      keyword(concepts.keyword(subject));
      for (XmlElement main : subject.children("mainConcept")) {
        keyword(concepts.keyword(main));
      }
      for (XmlElement facet : subject.children("facetConcept")) {
        facet(facet);
      }
    }
    for (XmlElement keyword : contentMeta.children("keyword")) {
      String name = keyword.text().strip();
      keyword(name.isEmpty() ? null : new Keyword(null, null, name));
    }
  }

  /** A facet without a code of its own has for its scheme what it is a facet of. */
  private void facet(XmlElement facet) {
    Keyword found = concepts.keyword(facet);
    if (found != null && found.code() == null) {
      String rel = facet.attribute(facet.attribute("reluri") == null ? "rel" : "reluri");
      found = new Keyword(rel, null, found.name());
    }
    keyword(found);
  }

  private void keyword(@Nullable Keyword keyword) {
    if (keyword != null) {
      draft.keywords().add(keyword);
    }
  }

  private void links() {
    for (XmlElement link : itemMeta.children("link")) {
      String rel = link.attribute("rel");
      String kind = G2Concepts.code(link.child("itemClass"));
      String mime = link.attribute("contenttype");
      String title = folded(link.child("headline"));
      draft
          .associations()
          .add(
              new Association(
                  rel == null ? null : rel.substring(rel.indexOf(':') + 1),
                  MediaKind.of(kind.isEmpty() ? mime : kind),
                  link.attribute("residref"),
                  title == null ? folded(link.child("title")) : title,
                  link.attribute("href")));
    }
  }

  private void language() {
    XmlElement language = contentMeta.child("language");
    if (draft.get(Field.LANGUAGE) == null) {
      draft.set(Field.LANGUAGE, item.xmlAttribute("lang"));
    }
    draft.set(Field.LANGUAGE, language == null ? null : language.attribute("tag"));
  }
}
