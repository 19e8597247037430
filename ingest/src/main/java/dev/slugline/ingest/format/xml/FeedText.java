package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.clean.HtmlText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The texts of feeds, with the layers of markup taken off that they say they have. */
final class FeedText {
  private static final Pattern TAG =
      Pattern.compile("</?[a-zA-Z][a-zA-Z0-9]*+(?:\\s[^<>]*+)?/?>|<!--");
  private static final Pattern PARAGRAPH = Pattern.compile("\\r?\\n[ \\t]*+(?:\\r?\\n\\s*+)+");
  private static final Pattern LINE = Pattern.compile("[ \\t]*+\\r?\\n[ \\t]*+");
  private static final Set<String> VOID =
      Set.of("br", "hr", "img", "input", "wbr", "area", "col", "embed", "source", "track");

  private FeedText() {}

  /** A title, description or content of RSS, which is HTML within XML, escaped or not. */
  static String html(XmlElement element) {
    return element.children().isEmpty()
        ? html(element.text())
        : HtmlText.of(markup(element, false));
  }

  /** The first of the elements in which there is any text; null: none. */
  static @Nullable String firstHtml(List<XmlElement> elements) {
    for (XmlElement element : elements) {
      String text = html(element);
      if (!text.isBlank()) {
        return text;
      }
    }
    return null;
  }

  /** Where there is no tag, a blank line is all that tells paragraphs apart. */
  private static String html(String text) {
    if (TAG.matcher(text).find()) {
      return HtmlText.of(text);
    }
    String[] paragraphs = PARAGRAPH.split(text.strip(), -1);
    for (int i = 0; i < paragraphs.length; i++) {
      paragraphs[i] = plain(LINE.matcher(paragraphs[i]).replaceAll(" "));
    }
    return String.join("\n\n", paragraphs);
  }

  /** Text whose {@code <} are no tags. */
  private static String plain(String text) {
    return HtmlText.of(text.replace("<", "&lt;"));
  }

  /**
   * A text of Atom, of which the type says what it is.
   *
   * @return null when it is no text
   */
  static @Nullable String atom(XmlElement element) {
    String type = attribute(element, "type");
    String mode = attribute(element, "mode");
    boolean html = type.contains("html") || (type.isEmpty() && mode.equals("escaped"));
    if (mode.equals("base64")) {
      return base64(element, html, html || isText(type));
    }
    if (!element.children().isEmpty() && !type.equals("text")) {
      return html || isText(type) || FeedSpace.of(inner(element)) == FeedSpace.XHTML
          ? HtmlText.of(markup(element, !type.equals("html")))
          : null;
    }
    if (html) {
      return html(element.text());
    }
    return isText(type) ? element.text() : null;
  }

  private static boolean isText(String type) {
    // what has no slash is no type at all, and says nothing
    return type.indexOf('/') < 0 || type.startsWith("text/");
  }

  private static String inner(XmlElement element) {
    return element.children().get(0).space();
  }

  private static @Nullable String base64(XmlElement element, boolean html, boolean text) {
    if (!text) {
      return null;
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(element.text().strip());
      String decoded = new String(bytes, StandardCharsets.UTF_8);
      return html ? html(decoded) : decoded;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String attribute(XmlElement element, String name) {
    String value = element.attribute(name);
    return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
  }

  /** What stands within an element as HTML, of which only the tags matter. */
  static String markup(XmlElement element, boolean escape) {
    StringBuilder out = new StringBuilder();
    element.walk(
        inner -> {
          if (inner != element) {
            out.append('<').append(inner.name()).append('>');
          }
        },
        text -> out.append(escape ? text.replace("&", "&amp;").replace("<", "&lt;") : text),
        left -> {
          if (left != element && !VOID.contains(left.name())) {
            out.append("</").append(left.name()).append('>');
          }
        });
    return out.toString();
  }
}
