package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.article.Article.Association;
import dev.slugline.ingest.clean.HtmlText;
import dev.slugline.ingest.format.Deadline;
import dev.slugline.ingest.format.Decoded;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import dev.slugline.ingest.format.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the content that NewsML carries, whichever way it is written: as NITF or XHTML elements, as
 * their markup in text, as plain text, in base64.
 */
final class InlineContent {
  private static final Set<String> TEXTUAL =
      Set.of(
          "html",
          "body",
          "article",
          "main",
          "section",
          "div",
          "p",
          "pre",
          "blockquote",
          "ul",
          "ol",
          "dl",
          "table",
          "figure",
          "header",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "span",
          "br",
          "a",
          "b",
          "i",
          "em",
          "strong",
          "body.content",
          "block");

  private static final Pattern EMPTY_LINE = Pattern.compile("\n[ \t\r]*+\n");
  private static final Pattern INDENTED = Pattern.compile("\n(?:[ ]{2,}+|\t++)");

  private final Draft draft;
  private final Limits limits;
  private final Deadline deadline;

  InlineContent(Draft draft, NewsDocument.Reading reading) {
    this.draft = draft;
    this.limits = reading.limits();
    this.deadline = reading.deadline();
  }

  /**
   * Takes the story out of what an element holds.
   *
   * @return whether there was one
   * @throws XmlProblem where the element holds markup in text that has to be well-formed and is not
   */
  boolean read(XmlElement holder, String type, String encoding) throws XmlProblem {
    List<XmlElement> children = holder.children();
    if (children.isEmpty()) {
      return text(holder.text(), type, encoding);
    }
    for (XmlElement child : children) {
      if (NitfStory.is(child)) {
        NitfStory.read(child, draft);
        return draft.get(Field.BODY) != null;
      }
    }
    for (XmlElement child : children) {
      if (TEXTUAL.contains(child.name().toLowerCase(Locale.ROOT))) {
        return markup(child.name().equalsIgnoreCase("html") ? child : holder);
      }
    }
    return false;
  }

  /** HTML as elements. */
  private boolean markup(XmlElement holder) {
    XmlElement head = holder.child("head");
    if (head != null && draft.get(Field.TITLE) == null) {
      draft.set(Field.TITLE, head.childText("title"));
    }
    draft.set(Field.LANGUAGE, holder.xmlAttribute("lang"));
    for (XmlElement image : holder.descendants("img")) {
      String source = image.attribute("src");
      if (source != null && source.strip().startsWith("http")) {
        String alt = image.attribute("alt");
        draft
            .associations()
            .add(new Association(null, "picture", null, blankless(alt), source.strip()));
      }
    }
    XmlElement body = holder.child("body");
    String text = BodyText.of(body == null ? holder : body);
    draft.set(Field.BODY, text);
    return !text.isBlank();
  }

  private static @Nullable String blankless(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private boolean text(String written, String type, String encoding) throws XmlProblem {
    String text = written.strip();
    if (encoding.toLowerCase(Locale.ROOT).contains("base64")) {
      text = unpacked(text);
    }
    if (text.isEmpty()) {
      return false;
    }
    RootTag root = type.equals("text/plain") ? null : RootTag.of(text);
    if (root != null && root.name().equals("nitf")) {
      NitfStory.read(inner(text), draft);
      return draft.get(Field.BODY) != null;
    }
    boolean html = type.contains("html") || root != null || HtmlText.looksLikeHtml(text);
    String body = html && !type.equals("text/plain") ? BodyText.ofHtml(text) : indented(text);
    draft.set(Field.BODY, body);
    return !body.isBlank();
  }

  /** Plain text whose paragraphs are told by an indented first line alone gets blank lines. */
  private static String indented(String text) {
    return EMPTY_LINE.matcher(text).find() ? text : INDENTED.matcher(text).replaceAll("\n\n");
  }

  private XmlElement inner(String text) throws XmlProblem {
    Decoded decoded = new Decoded(text, StandardCharsets.UTF_8, List.of());
    return XmlReader.strict(decoded, limits, deadline).root();
  }

  private static String unpacked(String base64) throws XmlProblem {
    try {
      return Decoded.of(Base64.getMimeDecoder().decode(base64)).text().strip();
    } catch (IllegalArgumentException e) {
      throw new XmlProblem("malformed", "base64 is broken: " + e.getMessage());
    }
  }
}
