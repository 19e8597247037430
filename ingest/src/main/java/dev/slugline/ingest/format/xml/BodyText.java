package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.clean.TextCleaner;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The text that a reader of NITF or HTML sees: paragraphs and headings apart by a blank line, items
 * of lists and rows of tables on lines of their own. Captions, and what else belongs to a picture,
 * are no text of the story, nor are the lines that stand in fields of their own. Linear.
 */
final class BodyText {
  private static final Set<String> BLOCKS =
      words(
          "p div section article main header footer aside h1 h2 h3 h4 h5 h6 hl1 hl2 ul ol dl table"
              + " blockquote bq block pre hr note address figure details body body.content"
              + " body.end tagline nitf-table");
  private static final Set<String> LINES = words("li tr dt dd summary caption credit");
  private static final Set<String> UNREAD =
      words(
          "media media-caption media-producer media-metadata media-reference figcaption hedline"
              + " byline dateline distributor nitf-table-metadata script style head title template"
              + " noscript object audio video svg iframe button select textarea frac-sep");
  private static final Set<String> SPACED = words("name.given name.family");

  private final StringBuilder out = new StringBuilder();
  private final Deque<Integer> lists = new ArrayDeque<>();
  private int unread;
  private int preformatted;
  private int gap;
  private boolean space;
  private String mark = "";
  private int cells;
  private boolean rowBegun;
  private boolean rowOpened;

  private BodyText() {}

  private static Set<String> words(String names) {
    return Set.of(names.split(" ", -1));
  }

  /** The text of an element and all within, without recursion. */
  static String of(XmlElement root) {
    BodyText text = new BodyText();
    root.walk(
        element -> {
          if (element != root) {
            text.open(lower(element.name()));
          }
        },
        text::append,
        element -> {
          if (element != root) {
            text.close(lower(element.name()));
          }
        });
    return text.out.toString();
  }

  /** The text of a page or a piece of one. */
  static String ofHtml(String html) {
    BodyText text = new BodyText();
    NodeTraversor.traverse(
        new NodeVisitor() {
          @Override
          public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
              text.append(words.getWholeText());
            } else {
              text.open(lower(node.nodeName()));
            }
          }

          @Override
          public void tail(Node node, int depth) {
            if (!(node instanceof TextNode)) {
              text.close(lower(node.nodeName()));
            }
          }
        },
        Jsoup.parse(html).body());
    return text.out.toString();
  }

  /**
   * A body without its first paragraphs where they say again what stands in other fields, such as
   * the headline.
   */
  static String without(String body, Collection<@Nullable String> said) {
    Set<String> known = new HashSet<>();
    for (String field : said) {
      known.add(bare(field));
    }
    String rest = body;
    for (int i = 0; i < said.size() && !rest.isEmpty(); i++) {
      int end = rest.indexOf("\n\n");
      String first = bare(end < 0 ? rest : rest.substring(0, end));
      if (!first.isEmpty() && !known.contains(first)) {
        return rest;
      }
      rest = end < 0 ? "" : rest.substring(end).strip();
    }
    return rest;
  }

  private static String bare(@Nullable String text) {
    String line = TextCleaner.line(text);
    return line == null ? "" : lower(line);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private void open(String name) {
    if (UNREAD.contains(name)) {
      unread++;
    }
    if (unread > 0) {
      return;
    }
    switch (name) {
      case "br" -> breakLine();
      case "ul", "ol" -> lists.push(name.equals("ol") ? 1 : 0);
      case "pre" -> preformatted++;
      case "tr" -> {
        cells = 0;
        rowBegun = false;
      }
      case "td", "th" -> cells += rowBegun ? 1 : 0;
      default -> space |= SPACED.contains(name);
    }
    apart(name);
    if (name.equals("li")) {
      mark = item();
    }
    rowOpened |= name.equals("tr");
  }

  private void close(String name) {
    if (UNREAD.contains(name)) {
      unread--;
      return;
    }
    if (unread > 0) {
      return;
    }
    switch (name) {
      case "ul", "ol" -> lists.poll();
      case "pre" -> preformatted--;
      case "tr" -> {
        cells = 0;
        rowOpened = false;
      }
      case "li" -> mark = "";
      case "frac-num" -> append("/");
      default -> {}
    }
    apart(name);
  }

  private void apart(String name) {
    if (mark.isEmpty() && !rowOpened) { // what opens an item or a row begins with its text
      gap = Math.max(gap, BLOCKS.contains(name) ? 2 : LINES.contains(name) ? 1 : 0);
    }
  }

  private void breakLine() {
    gap = Math.min(2, gap + 1);
  }

  private String item() {
    Integer number = lists.peek();
    if (number == null || number == 0) {
      return "- ";
    }
    lists.pop();
    lists.push(number + 1);
    return number + ". ";
  }

  private void append(String text) {
    for (int i = 0; unread == 0 && i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' && preformatted > 0) {
        breakLine();
      } else if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
        space = true;
      } else {
        begin();
        out.append(c);
      }
    }
  }

  /** Writes what lies between the text so far and the character that comes. */
  private void begin() {
    if (cells > 0) {
      out.append(" | ".repeat(cells));
    } else if (gap > 0 && !out.isEmpty()) {
      out.append(gap == 1 ? "\n" : "\n\n");
    } else if (space && !out.isEmpty()) {
      out.append(' ');
    }
    out.append(mark);
    mark = "";
    gap = 0;
    cells = 0;
    space = false;
    rowBegun = true;
    rowOpened = false;
  }
}
