package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.article.Article.Association;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes a story out of an {@code nitf} element, be it alone or within NewsML. */
final class NitfStory {
  private NitfStory() {}

  /** Fills a draft with all that the element says. */
  static void read(XmlElement nitf, Draft draft) {
    XmlElement head = nitf.child("head");
    if (head != null) {
      draft.set(Field.TITLE, head.childText("title"));
      NitfHead.read(head, draft);
    }
    XmlElement body = nitf.child("body");
    if (body == null) {
      return;
    }
    draft.set(Field.LANGUAGE, nitf.xmlAttribute("lang"));
    draft.set(Field.LANGUAGE, body.xmlAttribute("lang"));
    lines(body, draft);
    body.children("body.content").forEach(content -> lines(content, draft));
    XmlElement top = body.child("body.head");
    if (top != null) {
      lines(top, draft);
      top(top, draft);
    }
    body(body, draft);
    for (XmlElement media : body.descendants("media")) {
      media(media, draft);
    }
  }

  /** The lines that stand above a story, wherever in it they are written. */
  private static void lines(XmlElement part, Draft draft) {
    XmlElement hedline = part.child("hedline");
    if (hedline != null) {
      XmlElement main = hedline.child("hl1");
      draft.set(Field.TITLE, main == null ? hedline.text() : main.text());
      draft.set(Field.SUMMARY, joined(hedline.children("hl2")));
    }
    draft.set(Field.DATELINE, line(part.child("dateline")));
    for (XmlElement byline : part.children("byline")) {
      byline(byline, draft.authors());
    }
  }

  private static void top(XmlElement top, Draft draft) {
    draft.set(Field.SUMMARY, joined(top.children("abstract")));
    draft.set(Field.CREDIT, line(top.child("distributor")));
    draft.set(Field.USAGE_TERMS, line(top.child("rights")));
    draft.set(Field.ED_NOTE, joined(top.children("note")));
  }

  private static void body(XmlElement body, Draft draft) {
    List<String> parts = new ArrayList<>();
    List<XmlElement> contents = body.children("body.content");
    if (contents.isEmpty()) {
      body.children().stream()
          .filter(part -> !part.name().startsWith("body."))
          .forEach(part -> parts.add(BodyText.of(part)));
    }
    contents.forEach(part -> parts.add(BodyText.of(part)));
    XmlElement end = body.child("body.end");
    XmlElement tagline = end == null ? null : end.child("tagline");
    parts.add(tagline == null ? "" : BodyText.of(tagline));
    parts.removeIf(String::isBlank);
    draft.set(Field.BODY, String.join("\n\n", parts));
  }

  /** The people that a byline marks as such, else those that its words name. */
  private static void byline(XmlElement byline, List<String> authors) {
    List<XmlElement> people = byline.descendants("person");
    if (!people.isEmpty()) {
      people.forEach(person -> authors.add(BodyText.of(person)));
      return;
    }
    StringBuilder words = new StringBuilder();
    for (Object part : byline.content()) {
      boolean title = part instanceof XmlElement inner && inner.name().equals("byttl");
      if (!title) {
        words.append(part instanceof XmlElement inner ? BodyText.of(inner) : part);
      }
    }
    List<String> names = Byline.names(words.toString().strip().replaceAll("[,;]$", ""));
    authors.addAll(names.isEmpty() ? Byline.names(byline.text()) : names);
  }

  private static void media(XmlElement media, Draft draft) {
    String type = media.attribute("media-type");
    XmlElement caption = media.child("media-caption");
    for (XmlElement reference : media.children("media-reference")) {
      String source = reference.attribute("source");
      String mime = reference.attribute("mime-type");
      String kind = MediaKind.of(type == null ? mime : type);
      draft
          .associations()
          .add(new Association(null, kind, reference.attribute("id"), line(caption), url(source)));
    }
  }

  /** An address as it stands; null: it is none. */
  private static @Nullable String url(@Nullable String source) {
    return source == null || source.isBlank() ? null : source.strip();
  }

  private static @Nullable String line(@Nullable XmlElement element) {
    return element == null ? null : String.join(" ", words(element));
  }

  private static List<String> words(XmlElement element) {
    return Arrays.stream(BodyText.of(element).split("\\s+", -1))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static String joined(List<XmlElement> elements) {
    return String.join("\n\n", elements.stream().map(BodyText::of).toList());
  }

  /** Whether an element is one of a story in NITF. */
  static boolean is(XmlElement element) {
    return element.name().toLowerCase(Locale.ROOT).equals("nitf");
  }
}
