package dev.slugline.ingest.clean;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The text of an HTML fragment: blocks become paragraphs, entities are decoded once. Linear. */
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
          "aside");
  private static final Set<String> UNREAD = Set.of("script", "style", "template", "noscript");
  private static final int LONGEST_ENTITY = 10;
  private static final Map<String, Integer> ENTITIES = new HashMap<>();

  static {
    List<String> latin =
        List.of(
            "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr"
                .split(" ", -1));
    putAll(latin, 160);
    putAll(
        List.of(
            "deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest"
                .split(" ", -1)),
        176);
    putAll(
        List.of(
            ("Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave"
                    + " Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash"
                    + " Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml"
                    + " aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth"
                    + " ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc"
                    + " uuml yacute thorn yuml")
                .split(" ", -1)),
        192);
    ENTITIES.putAll(Map.of("amp", 38, "lt", 60, "gt", 62, "quot", 34, "apos", 39, "euro", 0x20ac));
    ENTITIES.putAll(
        Map.of(
            "ndash", 0x2013, "mdash", 0x2014, "lsquo", 0x2018, "rsquo", 0x2019, "sbquo", 0x201a,
            "ldquo", 0x201c, "rdquo", 0x201d, "bdquo", 0x201e, "hellip", 0x2026, "trade", 0x2122));
    ENTITIES.putAll(Map.of("bull", 0x2022, "ensp", 32, "emsp", 32, "thinsp", 32));
  }

  private HtmlText() {}

  private static void putAll(List<String> names, int first) {
    for (int i = 0; i < names.size(); i++) {
      ENTITIES.put(names.get(i), first + i);
    }
  }

  /** Whether a text that should be plain has the tags of HTML in it. */
  public static boolean looksLikeHtml(String text) {
    return text.indexOf('<') >= 0 && TAG.matcher(text).find();
  }

  /** Whether an element of this name begins a paragraph. */
  public static boolean isBlock(String name) {
    return BLOCKS.contains(name);
  }

  public static String of(String html) {
    StringBuilder out = new StringBuilder(html.length());
    int at = 0;
    while (at < html.length()) {
      char c = html.charAt(at);
      if (c == '<' && at + 1 < html.length() && opensTag(html.charAt(at + 1))) {
        at = tag(html, at, out);
      } else if (c == '&') {
        at = entity(html, at, out);
      } else {
        out.append(c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
        at++;
      }
    }
    return out.toString();
  }

  private static boolean opensTag(char c) {
    return c == '/' || c == '!' || c == '?' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** Reads over a tag or comment; what never ends goes to the end. */
  private static int tag(String html, int at, StringBuilder out) {
    if (html.startsWith("<!--", at)) {
      return after(html, "-->", at + 4);
    }
    int start = html.charAt(at + 1) == '/' ? at + 2 : at + 1;
    int end = start;
    while (end < html.length() && Character.isLetterOrDigit(html.charAt(end))) {
      end++;
    }
    String name = html.substring(start, end).toLowerCase(Locale.ROOT);
    int next = after(html, ">", end);
    if (name.equals("br")) {
      out.append('\n');
    } else if (BLOCKS.contains(name)) {
      out.append("\n\n");
    } else if (UNREAD.contains(name) && start == at + 1) {
      int close = next;
      while (close < html.length()
          && !(html.charAt(close) == '<'
              && html.regionMatches(true, close, "</" + name, 0, name.length() + 2))) {
        close++;
      }
      return after(html, ">", close);
    }
    return next;
  }

  private static int after(String html, String mark, int from) {
    int found = html.indexOf(mark, from);
    return found < 0 ? html.length() : found + mark.length();
  }

  private static int entity(String html, int at, StringBuilder out) {
    int end = html.indexOf(';', at);
    if (end >= 0 && end - at <= LONGEST_ENTITY) {
      int point = point(html.substring(at + 1, end));
      if (point > 0) {
        out.appendCodePoint(point);
        return end + 1;
      }
    }
    out.append('&');
    return at + 1;
  }

  /** The character that an entity stands for; 0: none. */
  private static int point(String name) {
    if (!name.startsWith("#")) {
      return ENTITIES.getOrDefault(name, 0);
    }
    boolean hex = name.length() > 2 && (name.charAt(1) == 'x' || name.charAt(1) == 'X');
    try {
      int point = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
      return Character.isValidCodePoint(point) ? point : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
