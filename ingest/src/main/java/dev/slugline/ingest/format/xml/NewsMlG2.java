package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.article.Article.Association;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import dev.slugline.ingest.format.Found;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * NewsML-G2: a news item, or a news message with any number of items. What is no text is skipped by
 * its kind. A document that is ill-formed is refused as a whole.
 */
public final class NewsMlG2 extends NewsDocument {
  private static final String NAME = "newsml-g2";

  private static final String SPACE = "http://iptc.org/std/nar/";
  private static final String MESSAGE = "newsMessage";
  private static final Set<String> OTHER_ITEMS =
      Set.of("packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem");
  private static final Set<String> PARTS =
      Set.of("contentSet", "contentMeta", "itemMeta", "itemSet", "groupSet", "conceptSet");
  private static final Set<String> MEDIA =
      Set.of("picture", "graphic", "video", "audio", "animation", "3dmodel");

  public NewsMlG2() {
    super(NAME, "NewsML-G2");
  }

  @Override
  boolean claims(RootTag root) {
    String name = root.name();
    return root.space().startsWith(SPACE)
        || name.equals("newsItem")
        || name.equals(MESSAGE)
        || OTHER_ITEMS.contains(name)
        || PARTS.contains(name);
  }

  @Override
  List<XmlElement> items(XmlElement root) {
    if (!root.name().equals(MESSAGE)) {
      return List.of(root);
    }
    List<XmlElement> items = new ArrayList<>();
    root.children("itemSet").forEach(set -> items.addAll(set.children()));
    return items;
  }

  @Override
  Found read(XmlElement item, byte[] bytes, Reading reading) {
    String name = item.name();
    if (OTHER_ITEMS.contains(name)) {
      return skipped("a " + name);
    }
    if (!name.equals("newsItem")) {
      return broken("malformed", item + " is no item of NewsML-G2, only a part of one", bytes);
    }
    Draft draft = new Draft(NAME, bytes);
    G2Item found = new G2Item(item, draft);
    String kind = found.itemClass();
    if (MEDIA.contains(kind)) {
      return skipped("a newsItem that is " + article(kind));
    }
    XmlElement set = item.child("contentSet");
    boolean text;
    try {
      text = set != null && content(set, draft, reading);
    } catch (XmlProblem e) {
      return broken(e.code(), "in the content of " + item + ": " + e.reason(), bytes);
    }
    if (!text && !item.descendants("events").isEmpty()) {
      return skipped("a newsItem of events");
    }
    found.metadata(reading.root() == item ? null : sender(reading.root()));
    if (!text && kind.equals("composite") && draft.get(Field.RETRACTION_KIND) == null) {
      return skipped("a composite newsItem without a text");
    }
    once(item, draft);
    return story(item, draft);
  }

  private static String article(String noun) {
    return ("aeiou".indexOf(noun.charAt(0)) < 0 ? "a " : "an ") + noun;
  }

  private static @Nullable String sender(XmlElement message) {
    XmlElement header = message.child("header");
    return header == null ? null : header.childText("sender");
  }

  /** The members of a content set are renditions of one content: the first that can be read. */
  private static boolean content(XmlElement set, Draft draft, Reading reading) throws XmlProblem {
    InlineContent content = new InlineContent(draft, reading);
    boolean text = false;
    for (String name : List.of("inlineXML", "inlineData")) {
      for (XmlElement inline : set.children(name)) {
        if (text) {
          break;
        }
        String type = attribute(inline, "contenttype");
        text = content.read(inline, type, attribute(inline, "encoding"));
        if (text) {
          draft.set(Field.LANGUAGE, inline.xmlAttribute("lang"));
        } else if (!inline.content().isEmpty() && !inline.text().isBlank()) {
          draft.warnings().add("unread-content" + (type.isEmpty() ? "" : ":" + type));
        }
      }
    }
    set.children("remoteContent").forEach(remote -> remote(remote, draft));
    return text;
  }

  private static String attribute(XmlElement inline, String name) {
    String value = inline.attribute(name);
    return value == null ? "" : value.strip();
  }

  private static void remote(XmlElement remote, Draft draft) {
    String rendition = remote.attribute("rendition");
    draft
        .associations()
        .add(
            new Association(
                rendition == null ? null : rendition.substring(rendition.indexOf(':') + 1),
                MediaKind.of(remote.attribute("contenttype")),
                remote.attribute("residref"),
                remote.childText("headline"),
                remote.attribute("href")));
  }

  /** What has a field of its own is not said again at the head of the body. */
  private static void once(XmlElement item, Draft draft) {
    String body = draft.get(Field.BODY);
    if (body == null) {
      return;
    }
    List<@Nullable String> said =
        new ArrayList<>(
            Arrays.asList(
                draft.get(Field.TITLE), draft.get(Field.DATELINE), draft.get(Field.SLUGLINE)));
    XmlElement meta = item.child("contentMeta");
    if (meta != null) {
      meta.children("by").forEach(by -> said.add(by.text()));
    }
    draft.authors().forEach(name -> said.add("By " + name));
    draft.clear(Field.BODY);
    draft.set(Field.BODY, BodyText.without(body, said));
  }
}
