package dev.slugline.ingest.clean;

import java.util.Locale;
import java.util.Set;
import org.jsoup.parser.Parser;

/**
 * The text of HTML that is too deep or too broken to be made a tree of: one walk from tag to tag,
 * with an eye for nothing but blocks. Linear, memory flat.
 */
public final class FlatHtml {
  private static final Set<String> UNREAD = Set.of("script", "style", "template", "noscript");

  private FlatHtml() {}

  /** The text of the whole; what never ends goes to the end. */
  public static String text(String html) {
    StringBuilder out = new StringBuilder(html.length());
    int at = 0;
    while (at < html.length()) {
      int open = html.indexOf('<', at);
      int end = open < 0 ? html.length() : open;
      out.append(html, at, end);
      if (open < 0) {
        break;
      }
      if (HtmlShape.opensTag(html, open)) {
        at = tag(html, open, out);
      } else {
        out.append('<');
        at = open + 1;
      }
    }
    return Parser.unescapeEntities(out.toString(), false);
  }

  private static int tag(String html, int at, StringBuilder out) {
    if (html.startsWith("<!--", at)) {
      return HtmlShape.after(html, "-->", at + 4);
    }
    boolean closes = html.charAt(at + 1) == '/';
    int start = closes ? at + 2 : at + 1;
    int end = HtmlShape.nameEnd(html, start);
    String name = html.substring(start, end).toLowerCase(Locale.ROOT);
    int next = HtmlShape.after(html, ">", end);
    if (name.equals("br")) {
      out.append('\n');
    } else if (HtmlText.isBlock(name)) {
      out.append("\n\n");
    }
    return UNREAD.contains(name) && !closes ? afterElement(html, name, next) : next;
  }

  private static int afterElement(String html, String name, int from) {
    int close = html.indexOf("</", from);
    while (close >= 0 && !html.regionMatches(true, close + 2, name, 0, name.length())) {
      close = html.indexOf("</", close + 2);
    }
    return close < 0 ? html.length() : HtmlShape.after(html, ">", close);
  }
}
