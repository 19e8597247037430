package dev.slugline.ingest.page.text;

import dev.slugline.ingest.clean.HtmlText;
import dev.slugline.ingest.page.text.Part.Links;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/**
 * A page's text, cut into parts at its block boundaries. The parts of an element and of all that is
 * in it are neighbours, so that what an element holds is a sum over a range.
 */
final class Layout {
  private static final int MOST_IN_CELL = 6;

  private final Element root;
  private final Addresses addresses;
  private final List<Part> parts = new ArrayList<>();
  private final List<Element> blocks = new ArrayList<>();
  private final Map<Element, int[]> ranges = new HashMap<>();
  private final Map<Element, Boolean> rows = new HashMap<>();
  private int[] weights = new int[1];
  private int[] links = new int[1];
  private int[] inners = new int[1];
  private double[] proses = new double[1];

  private Layout(Element root, Addresses addresses) {
    this.root = root;
    this.addresses = addresses;
  }

  static Layout of(Document document) {
    Element root = document.body();
    Layout layout = new Layout(root, Addresses.of(document));
    root.filter(layout.new Walk());
    layout.sum();
    return layout;
  }

  private void sum() {
    int n = parts.size();
    weights = new int[n + 1];
    links = new int[n + 1];
    inners = new int[n + 1];
    proses = new double[n + 1];
    for (int i = 0; i < n; i++) {
      Part part = parts.get(i);
      weights[i + 1] = weights[i] + part.weight;
      links[i + 1] = links[i] + part.linked;
      inners[i + 1] = inners[i] + part.inner;
      proses[i + 1] = proses[i] + Math.max(0, part.prose());
    }
  }

  Element root() {
    return root;
  }

  List<Part> parts() {
    return parts;
  }

  /** All elements that begin a block, in the order of the page. */
  List<Element> blocks() {
    return blocks;
  }

  List<Part> parts(Element block) {
    int[] range = range(block);
    return parts.subList(range[0], range[1]);
  }

  boolean holds(Element block, Part part) {
    int[] range = range(block);
    return range[0] <= part.index && part.index < range[1];
  }

  int first(Element block) {
    return range(block)[0];
  }

  /** Behind the last part of a block. */
  int end(Element block) {
    return range(block)[1];
  }

  boolean isBlock(Element element) {
    return ranges.containsKey(element);
  }

  private int[] range(Element block) {
    return ranges.getOrDefault(block, new int[2]);
  }

  int weight(Element block) {
    return weights[end(block)] - weights[first(block)];
  }

  int linked(Element block) {
    return links[end(block)] - links[first(block)];
  }

  /** What of it leads to the same site, or is there to share or to follow. */
  int inner(Element block) {
    return inners[end(block)] - inners[first(block)];
  }

  double prose(Element block) {
    return proses[end(block)] - proses[first(block)];
  }

  double prose() {
    return proses[parts.size()];
  }

  /** Cuts; the walk is jsoup's and not recursive. */
  private final class Walk implements NodeFilter {
    private final StringBuilder text = new StringBuilder();
    private final List<Element> open = new ArrayList<>();
    private int linked;
    private int inner;
    private boolean first;
    private boolean begun;
    private int inLink;
    private boolean isInner;
    private boolean leads;
    private int inPre;

    @Override
    public FilterResult head(Node node, int depth) {
      if (node instanceof TextNode words) {
        add(words.getWholeText());
        return FilterResult.CONTINUE;
      }
      if (!(node instanceof Element element)) {
        return FilterResult.CONTINUE;
      }
      String name = element.normalName();
      if (HtmlText.isUnread(name)) {
        return FilterResult.SKIP_ENTIRELY;
      }
      if (name.equals("br")) {
        lineEnd();
      } else if (name.equals("a") && element.hasAttr("href")) {
        inLink++;
        isInner = addresses.isInner(element.attr("href"));
        leads = isInner && element.attr("href").indexOf('#') < 0;
      } else if (isCell(element)) {
        text.append(' ');
      } else if (isBoundary(element)) {
        cut();
        open.add(element);
        blocks.add(element);
        ranges.put(element, new int[] {parts.size(), parts.size()});
        inPre += name.equals("pre") ? 1 : 0;
      }
      return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(@Nullable Node node, int depth) {
      if (node instanceof Element element) {
        String name = element.normalName();
        if (name.equals("a") && element.hasAttr("href")) {
          inLink--;
        }
        int[] range = ranges.get(element);
        if (range != null) {
          cut();
          open.remove(open.size() - 1);
          range[1] = parts.size();
          inPre -= name.equals("pre") ? 1 : 0;
        }
      }
      return FilterResult.CONTINUE;
    }

    private void add(String words) {
      int from = text.length();
      text.append(words);
      if (inPre == 0) {
        for (int i = from; i < text.length(); i++) {
          char c = text.charAt(i);
          if (c == '\n' || c == '\r' || c == '\t') {
            text.setCharAt(i, ' ');
          }
        }
      }
      if (inLink > 0) {
        int weight = Letters.weight(words);
        first |= leads && weight > 0 && !begun;
        linked += weight;
        inner += isInner ? weight : 0;
      }
      begun |= !words.isBlank();
    }

    /** One ends a line, two in a row a paragraph. */
    private void lineEnd() {
      int at = text.length() - 1;
      while (at >= 0 && (text.charAt(at) == ' ' || text.charAt(at) == '\u00a0')) {
        at--;
      }
      if (at >= 0 && text.charAt(at) == '\n') {
        cut();
      } else {
        text.append('\n');
      }
    }

    private void cut() {
      String words = text.toString();
      if (!words.isBlank() && Letters.weight(words) > 0) {
        Element block = open.isEmpty() ? root : open.get(open.size() - 1);
        parts.add(new Part(block, words, new Links(linked, inner, first), parts.size()));
      }
      text.setLength(0);
      linked = 0;
      inner = 0;
      first = false;
      begun = false;
    }
  }

  private boolean isCell(Element element) {
    String name = element.normalName();
    return (name.equals("td") || name.equals("th")) && isRow(element.parent());
  }

  /** Whether an element begins a block; a cell of a table that is a layout does. */
  private boolean isBoundary(Element element) {
    String name = element.normalName();
    return switch (name) {
      case "tr" -> true;
      case "td", "th" -> !isRow(element.parent());
      case "span", "a", "b", "i", "em", "strong", "small", "font", "u", "s" ->
          BoxNames.isAside(element);
      case "body", "dt", "dd", "center", "legend", "option" -> true;
      default -> HtmlText.isBlock(name) || name.indexOf('-') > 0;
    };
  }

  private boolean isRow(@Nullable Element row) {
    return row != null
        && row.normalName().equals("tr")
        && rows.computeIfAbsent(row, Layout::isDataRow);
  }

  /** Whether a row is a line of a table of data: short cells without blocks. */
  private static boolean isDataRow(Element row) {
    for (Element cell : row.children()) {
      for (Element inner : cell.children()) {
        if (HtmlText.isBlock(inner.normalName()) && cell.childrenSize() > 1) {
          return false;
        }
        if (inner.normalName().equals("table") || inner.childrenSize() > 2) {
          return false;
        }
      }
      if (cell.childNodeSize() > MOST_IN_CELL) {
        return false;
      }
    }
    return row.childrenSize() > 1;
  }
}
