package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.article.Article.Keyword;
import dev.slugline.ingest.clean.NewsDate;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the head of an NITF document says of its story. */
final class NitfHead {
  /** Stands for an embargo whose end the source does not tell, and which thus cannot be kept. */
  static final String NO_END = "the source gives no time at which it ends";

  private static final Set<String> CONTENT =
      Set.of(
          "classifier",
          "event",
          "function",
          "location",
          "object.title",
          "org",
          "person",
          "virtloc");

  private NitfHead() {}

  static void read(XmlElement head, Draft draft) {
    for (XmlElement part : head.children()) {
      switch (part.name()) {
        case "docdata" -> docdata(part, draft);
        case "pubdata" -> pubdata(part, draft);
        case "tobject" -> tobject(part, draft);
        case "revision-history" -> draft.set(Field.UPDATED, part.attribute("norm"));
        default -> {}
      }
    }
  }

  private static void docdata(XmlElement docdata, Draft draft) {
    for (XmlElement part : docdata.children()) {
      switch (part.name()) {
        case "doc-id" -> {
          draft.set(Field.ID, part.attribute("id-string"));
          source(part.attribute("regsrc"), draft);
        }
        case "date.issue" -> draft.set(Field.PUBLISHED, part.attribute("norm"));
        case "date.expire" -> draft.set(Field.EXPIRES, part.attribute("norm"));
        case "urgency" -> draft.set(Field.URGENCY, part.attribute("ed-urg"));
        case "du-key" -> {
          draft.set(Field.SLUGLINE, part.attribute("key"));
          draft.set(Field.VERSION, part.attribute("version"));
        }
        case "fixture" -> {
          if (docdata.child("du-key") == null) {
            draft.set(Field.SLUGLINE, part.attribute("fix-id"));
          }
        }
        case "ed-msg" -> note(part.attribute("info"), draft);
        case "correction" -> {
          draft.set(Field.CORRECTION, "correction");
          note(part.attribute("info"), draft);
        }
        case "doc.copyright" -> copyright(part, draft);
        case "doc.rights" -> draft.set(Field.USAGE_TERMS, rights(part));
        case "doc-scope" -> keyword("doc-scope", null, part.attribute("scope"), draft);
        case "series" -> keyword("series", null, part.attribute("series.name"), draft);
        case "key-list" ->
            part.children("keyword").forEach(it -> keyword(null, null, it.attribute("key"), draft));
        case "identified-content" -> part.children().forEach(it -> content(it, draft));
        default -> {}
      }
    }
    release(docdata.child("date.release"), draft);
    status(docdata.attribute("management-status"), draft);
  }

  private static void note(@Nullable String info, Draft draft) {
    String before = draft.get(Field.ED_NOTE);
    if (info != null && !info.isBlank()) {
      draft.set(Field.ED_NOTE, before == null ? info : before + "\n\n" + info);
    }
  }

  /**
   * A release later than the issue is an embargo; what cannot be compared is taken for one, since
   * nothing may get out too early. A release without an issue is the date of the story as well.
   */
  private static void release(@Nullable XmlElement release, Draft draft) {
    String norm = release == null ? null : release.attribute("norm");
    if (norm == null || norm.isBlank()) {
      return;
    }
    String issued = draft.get(Field.PUBLISHED);
    Instant at = NewsDate.read(norm, Instant.EPOCH).at();
    Instant issue = NewsDate.read(issued, Instant.EPOCH).at();
    if (at == null || issue == null || at.isAfter(issue)) {
      draft.set(Field.EMBARGOED, norm);
    }
    draft.set(Field.PUBLISHED, issued == null ? norm : issued);
  }

  private static void status(@Nullable String status, Draft draft) {
    switch (status == null ? "" : status.strip().toLowerCase(Locale.ROOT)) {
      case "withheld" -> draft.set(Field.RETRACTION_KIND, "withheld");
      case "canceled", "cancelled", "killed" -> draft.set(Field.RETRACTION_KIND, "canceled");
      case "embargoed" -> {
        if (draft.get(Field.EMBARGOED) == null) {
          draft.set(Field.EMBARGOED, NO_END);
        }
      }
      default -> {}
    }
    if (draft.get(Field.RETRACTION_KIND) != null) {
      draft.set(Field.RETRACTION_REASON, draft.get(Field.ED_NOTE));
    }
  }

  private static void copyright(XmlElement part, Draft draft) {
    String year = part.attribute("year");
    String holder = part.attribute("holder");
    String both = (year == null ? "" : year) + " " + (holder == null ? "" : holder);
    draft.set(Field.COPYRIGHT, both.isBlank() ? null : "Copyright " + both.strip());
  }

  private static @Nullable String rights(XmlElement part) {
    List<String> said = new ArrayList<>();
    for (String name :
        List.of("owner", "agent", "type", "geography", "startdate", "enddate", "limitations")) {
      String value = part.attribute(name);
      if (value != null && !value.isBlank()) {
        said.add(name + ": " + value.strip());
      }
    }
    return said.isEmpty() ? null : String.join("; ", said);
  }

  private static void pubdata(XmlElement part, Draft draft) {
    draft.set(Field.SOURCE_NAME, part.attribute("name"));
    draft.set(Field.SECTION, part.attribute("position.section"));
    String url = part.attribute("ex-ref");
    if (url != null && url.strip().startsWith("http")) {
      draft.set(Field.URL, url);
    }
    if (draft.get(Field.PUBLISHED) == null) {
      draft.set(Field.PUBLISHED, part.attribute("date.publication"));
    }
  }

  private static void source(@Nullable String name, Draft draft) {
    if (draft.get(Field.SOURCE_NAME) == null) {
      draft.set(Field.SOURCE_NAME, name);
    }
  }

  private static void tobject(XmlElement tobject, Draft draft) {
    XmlElement property = tobject.child("tobject.property");
    draft.set(Field.GENRE, property == null ? null : property.attribute("tobject.property.type"));
    for (XmlElement subject : tobject.children("tobject.subject")) {
      String maker = subject.attribute("tobject.subject.ipr");
      String code = subject.attribute("tobject.subject.refnum");
      String name = null;
      for (String level : List.of("detail", "matter", "type", "code")) {
        String value = subject.attribute("tobject.subject." + level);
        name = name == null || name.isBlank() ? value : name;
      }
      keyword(maker == null ? "IPTC" : maker, code, name == null ? code : name, draft);
    }
  }

  /** A thing that the story speaks of; what classifies it by type has that for its scheme. */
  private static void content(XmlElement part, Draft draft) {
    if (!CONTENT.contains(part.name())) {
      return;
    }
    String scheme = part.attribute("idsrc");
    String code = part.attribute("value");
    String text = BodyText.of(part);
    keyword(
        scheme == null ? part.attribute("type") : scheme,
        code,
        text.isBlank() ? code : text,
        draft);
  }

  private static void keyword(
      @Nullable String scheme, @Nullable String code, @Nullable String name, Draft draft) {
    if (name != null && !name.isBlank()) {
      draft.keywords().add(new Keyword(scheme, code, name.strip()));
    }
  }
}
