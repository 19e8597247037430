package dev.slugline.ingest.page.facts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/**
 * The lines that stand around a headline, down to the first paragraphs of the text: where a page
 * says who wrote it and when. One pass over the page; of its lines a bounded number is kept.
 */
final class Nearby implements NodeFilter {
  /** Between pieces of a line that are elements of their own. */
  static final String APART = " | ";

  private static final int BEFORE = 12;
  private static final int AFTER = 60;
  private static final int ELEMENTS = 30;
  private static final int PARAGRAPHS = 3;
  private static final int PARAGRAPH = 160;
  private static final int HAN_PARAGRAPH = 50;
  private static final int LONGEST = 2_000;
  private static final int MOST_NODES = 10_000;
  private static final Set<String> NEVER =
      Set.of(
          "script",
          "style",
          "noscript",
          "template",
          "nav",
          "form",
          "svg",
          "select",
          "iframe",
          "dialog",
          "object",
          "math");

  private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");
  static final Set<String> ROOTS = Set.of("body", "main", "article");

  private static final Pattern OTHERS =
      Pattern.compile(
          "(?i)(?:^|[\\s_-])(?:comments?|comentarios?|kommentare?|commentaires?|related|recommend"
              + "(?:ed|ations?)|most-?read|popular|trending|newsletter|teasers?|breadcrumbs?|today"
              + "|clock|cookies?|consent|sidebar)(?:$|[\\s_-])");

  /**
   * A line of the page.
   *
   * @param element in which it begins
   * @param heading whether it is one of the page's headings
   */
  record Line(String text, Element element, boolean heading) {
    /** Whether it is as long as a paragraph of text; in Chinese and Japanese these are shorter. */
    boolean isParagraph() {
      return text.length() >= PARAGRAPH
          || text.codePoints().filter(Character::isIdeographic).count() >= HAN_PARAGRAPH;
    }
  }

  private final @Nullable Element headline;
  private final Deque<Line> before = new ArrayDeque<>();
  private final List<Line> after = new ArrayList<>();
  private final Deque<Element> ahead = new ArrayDeque<>();
  private final List<Element> behind = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private @Nullable Element start;
  private boolean passed;
  private boolean closed;
  private int paragraphs;
  private int nodes;

  private Nearby(@Nullable Element headline) {
    this.headline = headline;
    this.passed = headline == null;
  }

  /**
   * The lines around a headline in the page's order; without one, those with which the page's
   * article begins.
   */
  static Nearby of(Document document, @Nullable Element headline) {
    Nearby nearby = new Nearby(headline);
    Element root = document.body();
    if (headline == null) {
      Element article = root.selectFirst("article, main, [role=main]");
      root = article == null ? root : article;
    }
    root.filter(nearby);
    nearby.flush();
    return nearby;
  }

  /** The lines in the page's order. */
  List<Line> lines() {
    List<Line> lines = new ArrayList<>(before);
    lines.addAll(after);
    return lines;
  }

  /** The elements among the lines before the headline, as many as are kept. */
  List<Element> ahead() {
    return List.copyOf(ahead);
  }

  /** The elements among the lines behind the headline. */
  List<Element> behind() {
    return List.copyOf(behind);
  }

  /** The lines of an element. */
  static List<Line> within(Element element) {
    Nearby nearby = new Nearby(null);
    element.filter(nearby);
    nearby.flush();
    return nearby.after;
  }

  /** Whether an element belongs to a part of the page that is about other things. */
  static boolean isOther(Element element) {
    return isOther(element.className()) || isOther(element.id());
  }

  private static boolean isOther(String marks) {
    return !marks.isEmpty() && marks.length() <= LONGEST && OTHERS.matcher(marks).find();
  }

  private boolean isLeftOut(Element element) {
    return NEVER.contains(element.normalName())
        || ((element.hasAttr("hidden") || isOther(element))
            && !ROOTS.contains(element.normalName())
            && (headline == null || !isWithin(headline, element)));
  }

  private static boolean isWithin(Element inner, Element outer) {
    return inner.equals(outer) || inner.parents().contains(outer);
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode words) {
      add(words);
    } else if (node instanceof Element element) {
      if (element.equals(headline)) {
        flush();
        passed = true;
        return FilterResult.SKIP_ENTIRELY;
      }
      if (isLeftOut(element)) {
        return FilterResult.SKIP_ENTIRELY;
      }
      keep(element);
      if (isBlock(element)) {
        flush();
      } else if (closed && !text.isEmpty()) {
        text.append(APART);
      }
      closed = false;
    }
    nodes += passed ? 1 : 0;
    return after.size() > AFTER || paragraphs >= PARAGRAPHS || nodes > MOST_NODES
        ? FilterResult.STOP
        : FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element element) {
      if (isBlock(element)) {
        flush();
      }
      closed = true;
    }
    return FilterResult.CONTINUE;
  }

  private void keep(Element element) {
    if (passed) {
      behind.add(element);
      return;
    }
    ahead.addLast(element);
    if (ahead.size() > ELEMENTS) {
      ahead.removeFirst();
    }
  }

  private static boolean isBlock(Element element) {
    return element.isBlock() || element.normalName().equals("br");
  }

  private void add(TextNode words) {
    if (words.isBlank()) {
      text.append(text.isEmpty() ? "" : " ");
      return;
    }
    if (start == null) {
      start = words.parent();
    }
    if (text.length() < LONGEST) {
      text.append(words.text());
    }
    closed = false;
  }

  private static boolean isHeading(Element element) {
    for (Element each = element; each != null; each = each.parent()) {
      if (HEADINGS.contains(each.normalName())) {
        return true;
      }
    }
    return false;
  }

  private void flush() {
    String line = text.toString().strip();
    Element element = start;
    text.setLength(0);
    start = null;
    closed = false;
    if (line.isEmpty() || element == null) {
      return;
    }
    Line made = new Line(line, element, isHeading(element));
    if (passed) {
      after.add(made);
      paragraphs += made.isParagraph() ? 1 : 0;
    } else {
      before.addLast(made);
      if (before.size() > BEFORE) {
        before.removeFirst();
      }
    }
  }
}
