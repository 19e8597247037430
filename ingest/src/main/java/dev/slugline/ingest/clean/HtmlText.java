package dev.slugline.ingest.clean;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/**
 * The text of HTML as a reader sees it: blocks are paragraphs, an item of a list and a row of a
 * table is a line each, entities are decoded once, what is hidden is left out. Linear in the input,
 * however deep it is nested. Thread-safe.
 */
public final class HtmlText {
  private static final Pattern TAG =
      Pattern.compile(
          "</?(?:p|br|div|span|h[1-6]|ul|ol|li|a|b|i|strong|em|blockquote|img|figure)(?:\\s[^<>=]{0,60}=[^<>]{0,999})?\\s?/?>",
          Pattern.CASE_INSENSITIVE);
  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "div",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "ul",
          "ol",
          "li",
          "blockquote",
          "figure",
          "figcaption",
          "section",
          "article",
          "table",
          "tr",
          "pre",
          "hr",
          "header",
          "footer",
          "aside",
          "main",
          "nav",
          "address",
          "details",
          "summary",
          "dl",
          "fieldset",
          "form");
  private static final Set<String> LINES = Set.of("li", "tr", "dt", "dd", "option", "legend");
  private static final Set<String> UNREAD =
      Set.of(
          "script",
          "style",
          "template",
          "noscript",
          "title",
          "textarea",
          "select",
          "button",
          "iframe",
          "object",
          "svg",
          "math",
          "audio",
          "video",
          "canvas",
          "rt",
          "rp");

  private HtmlText() {}

  /** Whether a text that should be plain has the tags of HTML in it. */
  public static boolean looksLikeHtml(String text) {
    return text.indexOf('<') >= 0 && TAG.matcher(text).find();
  }

  /** Whether an element of this name begins a paragraph. */
  public static boolean isBlock(String name) {
    return BLOCKS.contains(name);
  }

  /** Whether what is in an element of this name is nothing that is read. */
  public static boolean isUnread(String name) {
    return UNREAD.contains(name);
  }

  /** The text of a fragment; lines and paragraphs still want {@link TextCleaner}. */
  public static String of(String html) {
    if (html.indexOf('<') < 0) {
      String text = html.indexOf('&') < 0 ? html : Parser.unescapeEntities(html, false);
      return text.replace('\n', ' ').replace('\r', ' ').replace('\t', ' ');
    }
    if (HtmlShape.isHostile(html)) {
      return FlatHtml.text(html);
    }
    return of(Parser.htmlParser().parseInput(html, ""));
  }

  /** The text of an element and of all that is in it. */
  public static String of(Element root) {
    Writer writer = new Writer();
    root.filter(writer);
    return writer.out.toString();
  }

  /** Whether nobody is to see an element. */
  public static boolean isHidden(Element element) {
    if (!element.hasAttr("hidden") && !element.hasAttr("style")) {
      return false;
    }
    String style = element.attr("style").toLowerCase(Locale.ROOT).replace(" ", "");
    return element.hasAttr("hidden")
        || style.contains("display:none")
        || style.contains("visibility:hidden");
  }

  /** Writes text down as it comes; the walk itself is jsoup's and not recursive. */
  private static final class Writer implements NodeFilter {
    private final StringBuilder out = new StringBuilder();
    private int pre;

    @Override
    public FilterResult head(Node node, int depth) {
      if (node instanceof TextNode text) {
        String words = text.getWholeText();
        out.append(
            pre > 0 ? words : words.replace('\n', ' ').replace('\r', ' ').replace('\t', ' '));
        return FilterResult.CONTINUE;
      }
      if (!(node instanceof Element element)) {
        return FilterResult.CONTINUE;
      }
      String name = element.normalName();
      if (UNREAD.contains(name) || (depth > 0 && isHidden(element))) {
        return FilterResult.SKIP_ENTIRELY;
      }
      newLines(name.equals("br") ? -1 : lines(name));
      if (name.equals("td") || name.equals("th")) {
        out.append(' ');
      }
      pre += name.equals("pre") ? 1 : 0;
      return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(@Nullable Node node, int depth) {
      if (node instanceof Element element) {
        String name = element.normalName();
        pre -= name.equals("pre") ? 1 : 0;
        newLines(lines(name));
      }
      return FilterResult.CONTINUE;
    }

    private static int lines(String name) {
      return LINES.contains(name) ? 1 : BLOCKS.contains(name) ? 2 : 0;
    }

    /** Ends the line, or the paragraph, unless it has ended; -1: a further line end. */
    private void newLines(int wanted) {
      int at = out.length();
      while (at > 0 && out.length() - at < wanted && out.charAt(at - 1) == '\n') {
        at--;
      }
      out.append("\n".repeat(wanted < 0 ? 1 : wanted - (out.length() - at)));
    }
  }
}
