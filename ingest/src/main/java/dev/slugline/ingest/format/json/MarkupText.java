package dev.slugline.ingest.format.json;

import dev.slugline.ingest.clean.HtmlText;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;

/**
 * The text of a body in HTML, XHTML or NITF: its paragraphs, without its head and without pictures
 * and their captions. Nothing of it has to be well-formed. Linear, not recursive.
 */
final class MarkupText {
  private static final Set<String> UNREAD =
      Set.of(
          "head",
          "body.head",
          "body.end",
          "script",
          "style",
          "template",
          "noscript",
          "svg",
          "figure",
          "media",
          "nav");
  private static final Set<String> BLOCKS =
      Set.of("block", "hl1", "hl2", "bq", "dl", "dt", "dd", "note", "fn", "body.content", "th");

  private MarkupText() {}

  static String of(String markup) {
    // the reader of XML leaves the tree as it is written, which that of HTML mends at a cost
    Document document = Jsoup.parse(markup, "", Parser.xmlParser());
    StringBuilder out = new StringBuilder(markup.length());
    document.filter(
        new NodeFilter() {
          @Override
          public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode text) {
              append(text.getWholeText(), out);
            } else if (node instanceof Element element) {
              String name = element.tagName().toLowerCase(Locale.ROOT);
              if (UNREAD.contains(name)) {
                return FilterResult.SKIP_ENTIRELY;
              }
              out.append(opening(element, name));
            }
            return FilterResult.CONTINUE;
          }

          @Override
          public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element) {
              out.append(isBlock(element.tagName().toLowerCase(Locale.ROOT)) ? "\n\n" : "");
            }
            return FilterResult.CONTINUE;
          }
        });
    return out.toString();
  }

  private static void append(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
    }
  }

  private static String opening(Element element, String name) {
    if (name.equals("br")) {
      return "\n";
    }
    if (isBlock(name)) {
      return "\n\n";
    }
    // cells, and labels that style alone keeps apart
    boolean label =
        name.equals("span")
            && element.previousSibling() instanceof Element before
            && before.tagName().equals("span")
            && !before.className().equals(element.className());
    return label || name.equals("td") ? " " : "";
  }

  private static boolean isBlock(String name) {
    return HtmlText.isBlock(name) || BLOCKS.contains(name);
  }
}
