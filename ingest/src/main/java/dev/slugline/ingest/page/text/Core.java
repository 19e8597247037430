package dev.slugline.ingest.page.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Where the article's text is on a page: the element whose paragraphs are the most, and what
 * belongs to it further up.
 */
final class Core {
  private static final Set<String> WRAPS =
      Set.of(
          "p",
          "li",
          "ul",
          "ol",
          "blockquote",
          "dd",
          "dt",
          "dl",
          "tr",
          "tbody",
          "table",
          "pre",
          "span",
          "b",
          "i",
          "em",
          "strong",
          "font",
          "a",
          "small",
          "u",
          "s",
          "figure",
          "center",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6");
  private static final double[] SHARES = {1, 0.6, 0.3};
  private static final Pattern GOOD =
      Pattern.compile("(?i)article|body|content|story|entry|post|text|main|news|detail");
  private static final int LEVELS = 12;
  private static final int FAR = 40;
  private static final int NEAR = 15;
  private static final double A_QUARTER = 0.25;
  private static final double LEAD = 2;

  private final Layout layout;
  private final @Nullable Part headline;
  private final @Nullable Part lead;

  Core(Layout layout, @Nullable Part headline, @Nullable Part lead) {
    this.layout = layout;
    this.lead = lead;
    this.headline = headline;
  }

  /** The elements that hold the text, in order, none within another. */
  List<Element> find(List<Element> marked) {
    Element top = top();
    if (top == null) {
      return List.of(layout.root());
    }
    List<Element> said = new ArrayList<>();
    double prose = 0;
    for (Element each : marked) {
      boolean inner = !said.isEmpty() && layout.first(each) < layout.end(said.get(said.size() - 1));
      if (!inner && taken(each) > 0) {
        said.add(each);
        prose += taken(each);
      }
    }
    if (prose > 0.5 * taken(top)) {
      return said;
    }
    return List.of(climb(top));
  }

  private @Nullable Element top() {
    Map<Element, Double> scores = new HashMap<>();
    for (Part part : layout.parts()) {
      double prose = part.isTaken() ? part.prose() : 0;
      if (prose > 0) {
        prose *= part == lead ? LEAD : 1;
        Element at = container(part);
        for (int i = 0; i < SHARES.length && at != null; i++) {
          scores.merge(at, prose * SHARES[i], Double::sum);
          at = at.parent();
        }
      }
    }
    for (Element block : layout.blocks()) {
      scores.computeIfPresent(block, (it, score) -> score * goodness(it));
    }
    Element best = best(scores, 0, layout.parts().size());
    if (best == null || headline == null || layout.first(best) <= headline.index) {
      return best;
    }
    // what follows on the headline is the article, though there may be more of what people say of
    // it
    Element near = best(scores, headline.index + 1, layout.first(best));
    return near != null
            && Alike.isItemised(layout, best)
            && layout.first(near) <= headline.index + NEAR
            && score(scores, near) > A_QUARTER * score(scores, best)
        ? near
        : best;
  }

  private static double score(Map<Element, Double> scores, Element block) {
    return scores.getOrDefault(block, 0.0);
  }

  /** The best of the elements with parts from one place to another only. */
  private @Nullable Element best(Map<Element, Double> scores, int from, int to) {
    Element best = null;
    double most = 0;
    for (Element block : layout.blocks()) {
      double score = score(scores, block);
      if (score > most && from <= layout.first(block) && layout.end(block) <= to) {
        best = block;
        most = score;
      }
    }
    return best;
  }

  private Element container(Part part) {
    Element at = part.block;
    boolean alone = layout.end(at) - layout.first(at) == 1;
    Element up = alone ? at.parent() : at;
    while (up != null && up.parent() != null && WRAPS.contains(up.normalName())) {
      up = up.parent();
    }
    return up == null ? at : up;
  }

  private double goodness(Element block) {
    double good = 1 - 0.8 * layout.linked(block) / Math.max(1, layout.weight(block));
    String name = block.normalName();
    if (name.equals("article") || GOOD.matcher(block.className() + " " + block.id()).find()) {
      good *= 1.2;
    }
    if (name.equals("body")) {
      good *= 0.5;
    }
    if (headline != null && layout.end(block) <= headline.index) {
      good *= 0.4;
    } else if (headline != null && layout.first(block) > headline.index + FAR) {
      good *= 0.5;
    }
    return good;
  }

  /** The prose in an element that is not left out. */
  private double taken(Element block) {
    double sum = 0;
    for (Part part : layout.parts(block)) {
      sum += part.isTaken() ? Math.max(0, part.prose()) : 0;
    }
    return sum;
  }

  private double clutter(Element block) {
    double sum = 0;
    for (Part part : layout.parts(block)) {
      sum += part.isTaken() && part.prose() <= 0 ? Math.min(part.weight, 60) : 0;
    }
    return sum;
  }

  /** The highest element that adds more text than clutter to what is below it. */
  private Element climb(Element top) {
    Element best = top;
    double prose = taken(top);
    double clutter = clutter(top);
    Element at = top;
    for (int i = 0; i < LEVELS && !isLast(at); i++) {
      Element up = at.parent();
      if (up == null || up.normalName().equals("body")) {
        break;
      }
      double gain = taken(up) - prose;
      if (gain > prose && unlike(up, top) > gain / 2 && Alike.isItemised(layout, up)) {
        break;
      }
      double cost = clutter(up) - clutter;
      boolean whole = headline != null && layout.holds(best, headline);
      if (gain > 0 && gain > (whole ? 2 : 1) * cost) {
        best = up;
        prose += gain;
        clutter += cost;
      }
      at = up;
    }
    return best;
  }

  /** The prose of an element that looks like none in another. */
  private double unlike(Element block, Element other) {
    Set<String> looks = new HashSet<>();
    layout.parts(other).forEach(part -> looks.add(Looks.look(part.block)));
    double sum = 0;
    for (Part part : layout.parts(block)) {
      boolean like = looks.contains(Looks.look(part.block));
      sum += part.isTaken() && !like ? Math.max(0, part.prose()) : 0;
    }
    return sum;
  }

  /** Whether an element is one of several articles, so that what is above it is not its own. */
  private boolean isLast(Element at) {
    if (!at.normalName().equals("article")) {
      return false;
    }
    for (Element other : at.parent() == null ? List.<Element>of() : at.parent().children()) {
      if (!other.equals(at) && other.normalName().equals("article")) {
        return true;
      }
    }
    return headline != null && layout.holds(at, headline);
  }
}
