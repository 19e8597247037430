package dev.slugline.ingest.page.kind;

import dev.slugline.ingest.clean.HtmlText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of text of a page in their order, each with how much of it is linked and where to. One
 * walk, linear in the page; the document is left as it is. One use each.
 */
final class PageBlocks implements NodeFilter {
  private static final int MOST_BLOCKS = 50_000;
  private static final int LONGEST = 300;
  private static final Set<String> CELLS = Set.of("td", "th", "dt", "dd", "label", "legend");
  private static final Set<String> APART = Set.of("nav", "footer", "aside", "dialog");
  private static final Set<String> APART_ROLES =
      Set.of("navigation", "contentinfo", "complementary", "dialog", "alertdialog", "search");

  /**
   * A block.
   *
   * @param text its first 300 characters, spaces folded
   * @param weight its length, in characters of an alphabet
   * @param linked how much of that is in links
   * @param link where the first link goes that leads elsewhere on the site; null: none does
   * @param heading whether it is a heading
   * @param first whether it is a heading of the first rank
   * @param apart whether it is in a part for navigation and the like
   */
  record Block(
      String text,
      int weight,
      int linked,
      @Nullable String link,
      boolean heading,
      boolean first,
      boolean apart) {
    /** Whether it is hardly more than a link. */
    boolean isLink() {
      return link != null && linked >= 0.6 * weight;
    }

    /** Whether it is a piece of running text. */
    boolean isProse(int least) {
      return weight >= least && linked < 0.35 * weight && !heading;
    }
  }

  private final List<Block> blocks = new ArrayList<>();
  private final Set<String> wordless = new HashSet<>();
  private final StringBuilder text = new StringBuilder();
  private final PageAddress address;
  private int weight;
  private int linked;
  private int apart;
  private int headings;
  private int firsts;
  private int anchors;
  private long total;
  private long opened;
  private boolean heading;
  private boolean first;
  private @Nullable String link;
  private @Nullable String open;

  private PageBlocks(PageAddress address) {
    this.address = address;
  }

  static PageBlocks of(Document document, PageAddress address) {
    PageBlocks walk = new PageBlocks(address);
    document.body().filter(walk);
    walk.flush();
    return walk;
  }

  List<Block> blocks() {
    return blocks;
  }

  /** The pages to which links lead that have no words: pictures, or covers of a whole teaser. */
  Set<String> wordless() {
    return wordless;
  }

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
    if (HtmlText.isUnread(name)
        || name.equals("head")
        || (depth > 0 && HtmlText.isHidden(element))) {
      return FilterResult.SKIP_ENTIRELY;
    }
    if (isBlock(name)) {
      flush();
    }
    step(element, name, 1);
    return blocks.size() < MOST_BLOCKS ? FilterResult.CONTINUE : FilterResult.STOP;
  }

  @Override
  public FilterResult tail(@Nullable Node node, int depth) {
    if (node instanceof Element element) {
      String name = element.normalName();
      if (isBlock(name)) {
        flush();
      }
      step(element, name, -1);
    }
    return FilterResult.CONTINUE;
  }

  private static boolean isBlock(String name) {
    return HtmlText.isBlock(name) || CELLS.contains(name);
  }

  private void step(Element element, String name, int change) {
    String role = element.attr("role");
    if (APART.contains(name) || APART_ROLES.contains(role)) {
      apart += change;
    }
    boolean ranked = name.length() == 2 && name.charAt(0) == 'h' && name.charAt(1) <= '6';
    if ((ranked && !name.equals("hr")) || role.equals("heading")) {
      headings += change;
      firsts += name.equals("h1") ? change : 0;
    }
    if (name.equals("a") && element.hasAttr("href")) {
      if (change < 0 && open != null && total == opened && apart == 0) {
        wordless.add(open);
      }
      anchors += change;
      opened = total;
      open = change > 0 ? address.elsewhere(element.attr("href")) : null;
    }
  }

  private void add(String words) {
    int before = weight;
    boolean space = text.isEmpty() || text.charAt(text.length() - 1) == ' ';
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      boolean white = Character.isWhitespace(c) || c == '\u00a0';
      if (white && space) {
        continue;
      }
      space = white;
      weight += weight(c);
      if (text.length() < LONGEST) {
        text.append(white ? ' ' : c);
      }
    }
    if (weight > before) {
      total += weight - before;
      linked += anchors > 0 ? weight - before : 0;
      link = link == null ? open : link;
      heading |= headings > 0;
      first |= firsts > 0;
    }
  }

  /** The weight of a text as of a block. */
  static int weight(String words) {
    return words.chars().map(c -> weight((char) c)).sum();
  }

  /** A character of Chinese or Japanese says as much as three of an alphabet. */
  private static int weight(char c) {
    if (c >= '\u3040' && c <= '\u9fff') {
      return 3;
    }
    return c >= '\uac00' && c <= '\ud7af' ? 2 : 1;
  }

  private void flush() {
    String words = text.toString().strip();
    if (!words.isEmpty()) {
      blocks.add(new Block(words, weight, linked, link, heading, first, apart > 0));
    }
    text.setLength(0);
    weight = 0;
    linked = 0;
    link = null;
    heading = false;
    first = false;
  }
}
