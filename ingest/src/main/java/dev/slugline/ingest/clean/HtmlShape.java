package dev.slugline.ingest.clean;

import java.util.Locale;
import java.util.Set;

/**
 * How HTML is nested, told from its tags before a tree is made of them: a tree's maker takes time
 * and memory by the product of depth and length where elements are left open.
 */
public final class HtmlShape {
  private static final int DEEPEST = 250;
  private static final int MOST_FORMATS = 40;
  private static final int MOST_TAGS = 300_000;
  private static final int LONGEST_NAME = 24;

  /** A maker of trees takes time by the square of a name's length. */
  private static final int NO_NAME = 20_000;

  private static final int BUCKETS = 256;

  /** Those that are never closed, or that the next of their kind closes. */
  private static final Set<String> NO_DEPTH =
      Set.of(
          "br",
          "img",
          "hr",
          "input",
          "meta",
          "link",
          "wbr",
          "area",
          "base",
          "col",
          "embed",
          "source",
          "track",
          "param",
          "p",
          "li",
          "dt",
          "dd",
          "option",
          "optgroup",
          "tr",
          "td",
          "th",
          "tbody",
          "thead",
          "tfoot",
          "html",
          "head",
          "body");

  /** Those that are opened anew in each block after the one in which they were left open. */
  private static final Set<String> FORMATS =
      Set.of(
          "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong",
          "tt", "u");

  private HtmlShape() {}

  /** Whether HTML is nested deeper, or has more tags, than any that was written to be read. */
  public static boolean isHostile(String html) {
    int[] open = new int[BUCKETS];
    int depth = 0;
    int formats = 0;
    int tags = 0;
    int stop = 0;
    for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
      boolean closes = html.startsWith("/", at + 1);
      int start = closes ? at + 2 : at + 1;
      int end = nameEnd(html, start);
      if (end == start) {
        continue;
      }
      tags++;
      stop = stop < end ? tagNameStop(html, end) : stop;
      if (stop - start > NO_NAME) {
        return true;
      }
      String name = html.substring(start, end).toLowerCase(Locale.ROOT);
      if (NO_DEPTH.contains(name)) {
        continue;
      }
      int bucket = name.hashCode() & (BUCKETS - 1);
      int change = !closes ? 1 : open[bucket] > 0 ? -1 : 0;
      open[bucket] += change;
      depth += change;
      formats += FORMATS.contains(name) ? change : 0;
      if (depth > DEEPEST || formats > MOST_FORMATS || tags > MOST_TAGS) {
        return true;
      }
    }
    return false;
  }

  /** Where a name ends of which all is part but spaces, slashes and the tag's end. */
  private static int tagNameStop(String html, int from) {
    int at = from;
    while (at < html.length()) {
      char c = html.charAt(at);
      if (c == '>' || c == '/' || c == ' ' || (c >= '\t' && c <= '\r')) {
        break;
      }
      at++;
    }
    return at;
  }

  /** Whether a tag, a comment or the like begins at this {@code <}. */
  static boolean opensTag(String html, int at) {
    if (at + 1 >= html.length()) {
      return false;
    }
    char c = html.charAt(at + 1);
    return c == '/' || c == '!' || c == '?' || isLetter(c);
  }

  /** Where a tag's name ends that begins here. */
  static int nameEnd(String html, int start) {
    int end = start;
    while (end < html.length()
        && end - start < LONGEST_NAME
        && (isLetter(html.charAt(end))
            || (end > start && html.charAt(end) >= '0' && html.charAt(end) <= '9'))) {
      end++;
    }
    return end;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** The place behind the next mark; the end where there is none. */
  static int after(String html, String mark, int from) {
    int found = html.indexOf(mark, from);
    return found < 0 ? html.length() : found + mark.length();
  }
}
