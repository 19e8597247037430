package dev.slugline.ingest.page.text;

import dev.slugline.ingest.clean.HtmlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
  /** The reason for one of several that each lead to another article. */
  static final String TEASER = "a teaser";

  private static final double MOST = 0.5;
  private static final double A_FIFTH = 0.2;
  private static final int LARGEST_FORM = 300;
  private static final int LEAST_LEAD = 60;
  private static final int MOST_FIELDS = 200;
  private static final Evaluator FIELDS =
      Selector.evaluatorOf(
          "input[type=email], input[type=text], input[type=password], input:not([type]), textarea");
  private static final Evaluator TEASING =
      Selector.evaluatorOf("img, picture, h2, h3, h4, h5, time");
  private static final int LEAST_ABOVE = 200;
  private static final int LONGEST_LABEL = 20;
  private static final double MOSTLY = 0.8;
  private static final int CARDS = 3;
  private static final int LARGEST_CARD = 700;
  private static final Set<String> FRAMES = Set.of("html", "body", "main");
  private static final Set<String> CARD_NAMES =
      Set.of("div", "li", "article", "section", "a", "dl", "td");

  private final Layout layout;
  private final @Nullable Part headline;
  private final List<Element> marked;
  private final @Nullable Part lead;
  private int counted;
  private int sentencesAbove;
  private double proseAbove;

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
        leaveAnswers(block);
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
        layout.parts(box).forEach(part -> part.leave(BoxNames.FORM));
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
    if (name.equals("header") && layout.prose(block) < LEAST_LEAD) {
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
    return layout.prose(block) > MOST * layout.prose() && !Alike.isItemised(layout, block);
  }

  /** Leaves out the children that look alike and each lead to another page. */
  private void leaveCards(Element block) {
    if (block.childrenSize() < CARDS) {
      return;
    }
    Map<String, Integer> looks = new HashMap<>();
    for (Element child : block.children()) {
      if (isCard(child)) {
        looks.merge(Alike.look(child), 1, Integer::sum);
      }
    }
    for (Element child : looks.isEmpty() ? List.<Element>of() : block.children()) {
      if (looks.getOrDefault(Alike.look(child), 0) >= CARDS && isCard(child)) {
        layout.parts(child).forEach(part -> part.leave(TEASER));
      }
    }
  }

  /**
   * Leaves out the children below a text that look alike and each have the same label or a button,
   * such as what readers say of it.
   */
  private void leaveAnswers(Element block) {
    Map<String, List<Element>> looks = new HashMap<>();
    for (Element child : block.children()) {
      if (layout.isBlock(child) && layout.end(child) - layout.first(child) > 0) {
        looks.computeIfAbsent(Alike.look(child), it -> new ArrayList<>()).add(child);
      }
    }
    for (List<Element> alike : looks.values()) {
      if (alike.size() >= CARDS && isBelowText(alike.get(0)) && areLabelled(alike)) {
        alike.forEach(each -> layout.parts(each).forEach(part -> part.leave("readers' answers")));
      }
    }
  }

  /** Whether there is running text between the headline and an element; asked in page order. */
  private boolean isBelowText(Element first) {
    if (headline == null || layout.first(first) <= headline.index) {
      return false;
    }
    counted = Math.max(counted, headline.index + 1);
    for (; counted < layout.first(first); counted++) {
      Part part = layout.parts().get(counted);
      if (part.isTaken() && part.isProse() && part.endsSentence()) {
        sentencesAbove++;
        proseAbove += part.prose();
      }
    }
    return sentencesAbove > 1 && proseAbove > LEAST_ABOVE;
  }

  private boolean areLabelled(List<Element> alike) {
    Map<String, Integer> labels = new HashMap<>();
    int telling = 0;
    int buttons = 0;
    for (Element each : alike) {
      Set<String> own = new HashSet<>();
      for (Part part : layout.parts(each)) {
        telling += part.isProse() ? 1 : 0;
        if (part.weight <= LONGEST_LABEL && !part.endsSentence()) {
          own.add(part.text.strip());
        }
      }
      own.forEach(label -> labels.merge(label, 1, Integer::sum));
      buttons += each.selectFirst("button") == null ? 0 : 1;
    }
    int most = labels.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    double enough = MOSTLY * alike.size();
    return telling >= enough && (most >= enough || buttons >= enough);
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
