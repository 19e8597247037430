package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.article.Article.Association;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks the components of a NewsML 1 item: the lines and metadata of those that lead to the story,
 * the story itself, and the pictures and films beside it.
 */
final class NewsMl1Content {
  private static final Set<String> MEDIA =
      Set.of("photo", "picture", "image", "graphic", "logo", "video", "audio", "animation");

  /** Parts of a release that are no text of the story. */
  private static final Set<String> ASIDE =
      Set.of("contact", "stylesheet", "caption", "thumbnail", "preview", "quicklook");

  private static final Set<String> STORY = Set.of("body", "main", "maintext", "story", "article");

  private final Draft draft;
  private final NewsDocument.Reading reading;
  private final NewsMl1Metadata metadata;
  private final List<String> media = new ArrayList<>();
  private final List<String> stories = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private @Nullable XmlElement main;
  private @Nullable XmlElement leaf;
  private @Nullable String headline;
  private @Nullable String subHeadline;

  NewsMl1Content(Draft draft, NewsDocument.Reading reading) {
    this.draft = draft;
    this.reading = reading;
    this.metadata = new NewsMl1Metadata(draft, reading.labelled());
  }

  /** A component to be looked at, and what the nearest role above it was. */
  private record Step(XmlElement component, String role) {}

  /**
   * Fills the draft from a component and all within, in the order of the document.
   *
   * @throws XmlProblem where a content has to be well-formed and is not
   */
  void read(XmlElement top) throws XmlProblem {
    Deque<Step> open = new ArrayDeque<>();
    open.push(new Step(top, ""));
    while (!open.isEmpty()) {
      Step step = open.pop();
      XmlElement component = step.component;
      String own = NewsMl1Item.lower(NewsMl1Item.formalName(component.child("Role")));
      String role = own.isEmpty() ? step.role : own;
      if (MEDIA.contains(role)) {
        media(component, role);
        continue;
      }
      if (ASIDE.contains(role)) {
        continue;
      }
      contents(component, role);
      leaf = leaf == null || leaf == component.parent() ? component : leaf;
      List<XmlElement> inner = component.children("NewsComponent");
      boolean alternatives = "yes".equals(component.attribute("EquivalentsList"));
      int until = alternatives ? Math.min(1, inner.size()) : inner.size();
      for (int i = until - 1; i >= 0; i--) {
        open.push(new Step(inner.get(i), role));
      }
    }
    finish();
  }

  /** The lines and metadata of the story are those on the way from the top to its component. */
  private void finish() {
    Deque<XmlElement> way = new ArrayDeque<>();
    XmlElement at = main == null ? leaf : main;
    while (at != null && at.name().equals("NewsComponent")) {
      way.push(at);
      at = at.parent();
    }
    way.forEach(metadata::read);
    if (draft.get(Field.TITLE) == null) {
      draft.set(Field.TITLE, headline);
    }
    if (draft.get(Field.SUMMARY) == null) {
      draft.set(Field.SUMMARY, subHeadline);
    }
    List<String> parts = stories.isEmpty() ? texts : stories;
    draft.clear(Field.BODY);
    List<@Nullable String> said = new ArrayList<>();
    said.add(draft.get(Field.TITLE));
    said.add(draft.get(Field.DATELINE));
    said.add(draft.get(Field.SLUGLINE));
    said.addAll(metadata.bylines());
    draft.set(Field.BODY, BodyText.without(String.join("\n\n", parts), said));
  }

  /** Reads the component's own contents: texts among them are renditions of one another. */
  private void contents(XmlElement component, String role) throws XmlProblem {
    boolean found = false;
    for (XmlElement item : component.children("ContentItem")) {
      String type = type(item);
      String kind = MediaKind.of(type);
      boolean other = kind != null && !kind.equals("text") && !kind.equals("file");
      if (other) {
        media.add(kind);
      }
      if (other || (item.attribute("Href") != null && item.child("DataContent") == null)) {
        association(item, component, kind);
      } else if (!found) {
        found = text(item, component, role);
      }
    }
  }

  private static String type(XmlElement item) {
    String mime = NewsMl1Item.lower(NewsMl1Item.formalName(item.child("MimeType")));
    XmlElement media = item.child("MediaType");
    return mime.isEmpty() ? NewsMl1Item.lower(NewsMl1Item.formalName(media)) : mime;
  }

  private boolean text(XmlElement item, XmlElement component, String role) throws XmlProblem {
    String type = type(item);
    XmlElement holder = item.child("DataContent");
    String encoding = "";
    XmlElement encoded = item.child("Encoding");
    if (holder == null && encoded != null) {
      holder = encoded.child("DataContent");
      encoding = Objects.requireNonNullElse(encoded.attribute("Notation"), "");
    }
    if (holder == null || type.equals("text/css")) {
      return false;
    }
    Draft story = role.startsWith("head") || role.startsWith("sub") ? aside() : draft;
    boolean read = new InlineContent(story, reading).read(holder, type, encoding);
    String body = story.get(Field.BODY);
    if (!read || body == null) {
      return false;
    }
    if (role.equals("headline")) {
      headline = body;
    } else if (role.startsWith("sub")) {
      subHeadline = body;
    } else {
      story(body, component, STORY.contains(role));
    }
    return true;
  }

  private void story(String body, XmlElement component, boolean named) {
    List<String> kind = named ? stories : texts;
    if (stories.isEmpty() && kind.isEmpty()) {
      main = component;
    }
    kind.add(body);
  }

  private Draft aside() {
    return new Draft(draft.format(), draft.bytes());
  }

  private void media(XmlElement component, String role) {
    String kind = Objects.requireNonNullElse(MediaKind.of(role), role);
    media.add(kind);
    List<XmlElement> items = component.descendants("ContentItem");
    association(items.isEmpty() ? component : items.get(items.size() - 1), component, kind);
  }

  private void association(XmlElement item, XmlElement component, @Nullable String kind) {
    XmlElement lines = component.child("NewsLines");
    XmlElement line = lines == null ? null : lines.child("HeadLine");
    String title = line == null ? null : BodyText.of(line);
    String role = NewsMl1Item.formalName(component.child("Role"));
    String href = item.attribute("Href");
    draft.associations().add(new Association(role, kind, item.attribute("Duid"), title, href));
  }

  /** The kind of what the item holds when it holds no text; null: it holds nothing else. */
  @Nullable String onlyMedia() {
    return media.isEmpty() ? null : media.get(0);
  }
}
