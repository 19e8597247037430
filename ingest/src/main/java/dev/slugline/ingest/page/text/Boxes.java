package dev.slugline.ingest.page.text;

import dev.slugline.ingest.clean.HtmlText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out the boxes of a page that are no text of an article: by their names, and teasers by
 * their repetition. A box that holds the headline or most of the page's text stays, whatever it is
 * called.
 */
final class Boxes {
  private static final double MOST = 0.5;
  private static final double A_FIFTH = 0.2;
  private static final int LARGEST_FORM = 300;
  private static final int MOST_FIELDS = 200;
  private static final Evaluator FIELDS =
      Selector.evaluatorOf(
          "input[type=email], input[type=text], input[type=password], input:not([type]), textarea");
  private static final Evaluator TEASING =
      Selector.evaluatorOf("img, picture, h2, h3, h4, h5, time");
  private static final int CARDS = 3;
  private static final int LARGEST_CARD = 700;
  private static final Set<String> FRAMES = Set.of("html", "body", "main");
  private static final Set<String> CARD_NAMES =
      Set.of("div", "li", "article", "section", "a", "dl", "td");

  private final Layout layout;
  private final @Nullable Part headline;
  private final List<Element> marked;
  private final @Nullable Part lead;

  /** Many elements of a page have the same class. */
  private final Map<String, String> byClass = new HashMap<>();

  /**
   * @param marked the elements that say that they hold the text
   * @param lead the part that the page's description is of
   */
  Boxes(Layout layout, @Nullable Part headline, List<Element> marked, @Nullable Part lead) {
    this.lead = lead;
    this.layout = layout;
    this.headline = headline;
    this.marked = marked;
  }

  void leave() {
    leaveForms();
    int until = 0;
    for (Element block : layout.blocks()) {
      if (layout.end(block) <= until || FRAMES.contains(block.normalName())) {
        continue;
      }
      String why = why(block);
      if (why != null && !isKept(block, why)) {
        layout.parts(block).forEach(part -> part.leave(why));
        until = layout.end(block);
      } else {
        leaveCards(block);
      }
    }
  }

  /** What asks for something to be typed in is left out with the words around it. */
  private void leaveForms() {
    double all = layout.prose();
    int asked = 0;
    for (Element field : layout.root().select(FIELDS)) {
      if (asked++ == MOST_FIELDS) {
        return;
      }
      Element box = null;
      Element at = field;
      while (at != null && !at.normalName().equals("body") && layout.weight(at) < LARGEST_FORM) {
        if (layout.isBlock(at) && (headline == null || !layout.holds(at, headline))) {
          box = layout.prose(at) <= all * A_FIFTH ? at : box;
        }
        at = at.parent();
      }
      if (box != null) {
        layout.parts(box).forEach(part -> part.leave("a form"));
      }
    }
  }

  private @Nullable String why(Element block) {
    if (HtmlText.isHidden(block)) {
      return BoxNames.UNSHOWN;
    }
    String tag = BoxNames.byTag(block);
    if (tag != null) {
      return tag;
    }
    String name = block.normalName();
    if (name.equals("aside")) {
      return "beside the article";
    }
    if (name.equals("header") && layout.prose(block) < A_FIFTH * layout.prose()) {
      return "a header";
    }
    String named = byClass.computeIfAbsent(BoxNames.words(block), BoxNames::byWords);
    return named.isEmpty() ? null : named;
  }

  private boolean isKept(Element block, String why) {
    if (headline != null && layout.holds(block, headline)) {
      return !why.equals(BoxNames.UNSHOWN) || layout.prose(block) > MOST * layout.prose();
    }
    if (lead != null && layout.holds(block, lead) && BoxNames.byTag(block) == null) {
      return true;
    }
    for (Element each : marked) {
      if (layout.first(block) <= layout.first(each)
          && layout.end(each) <= layout.end(block)
          && layout.prose(each) > 0) {
        return true;
      }
    }
    return layout.prose(block) > MOST * layout.prose() && !isItemised(block);
  }

  /** Whether most of a block is a list of three or more that look alike, such as comments. */
  private boolean isItemised(Element block) {
    Element list = block;
    for (Element inner = block; inner != null; inner = largest(inner)) {
      list = inner;
      Map<String, Integer> looks = new HashMap<>();
      for (Element child : list.children()) {
        boolean item = layout.isBlock(child) && layout.end(child) - layout.first(child) > 1;
        if (item && looks.merge(look(child), 1, Integer::sum) >= CARDS) {
          return true;
        }
      }
    }
    return false;
  }

  /** The child with most of the prose; null: none has so much. */
  private @Nullable Element largest(Element block) {
    for (Element child : block.children()) {
      if (layout.isBlock(child) && layout.prose(child) > MOST * layout.prose(block)) {
        return child;
      }
    }
    return null;
  }

  /** What an element has in common with its like: its name and the first of its classes. */
  private static String look(Element element) {
    String classes = element.className().strip();
    int end = classes.indexOf(' ');
    return element.normalName() + "." + (end < 0 ? classes : classes.substring(0, end));
  }

  /** Leaves out the children that look alike and each lead to another page. */
  private void leaveCards(Element block) {
    if (block.childrenSize() < CARDS) {
      return;
    }
    Map<String, Integer> looks = new HashMap<>();
    for (Element child : block.children()) {
      if (isCard(child)) {
        looks.merge(look(child), 1, Integer::sum);
      }
    }
    for (Element child : looks.isEmpty() ? List.<Element>of() : block.children()) {
      if (looks.getOrDefault(look(child), 0) >= CARDS && isCard(child)) {
        layout.parts(child).forEach(part -> part.leave("a teaser"));
      }
    }
  }

  private boolean isCard(Element child) {
    if (!layout.isBlock(child) || !CARD_NAMES.contains(child.normalName())) {
      return false;
    }
    int weight = layout.weight(child);
    if (weight == 0
        || weight > LARGEST_CARD
        || (headline != null && layout.holds(child, headline))) {
      return false;
    }
    int inner = layout.inner(child);
    Part first = layout.parts(child).get(0);
    boolean titled = first.opensWithLink && 10 * first.inner >= 9 * first.weight;
    return titled
        || (first.opensWithLink && 5 * inner >= weight)
        || (3 * inner >= weight && child.selectFirst(TEASING) != null);
  }
}
