package dev.slugline.ingest.page.text;

import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Tells the lists of a page, whose items look alike. */
final class Alike {
  private static final int FEWEST = 3;
  private static final int LABEL = 40;
  private static final double MOST = 0.5;

  private Alike() {}

  /** Whether most of a block is a list of three or more that look alike, such as comments. */
  static boolean isItemised(Layout layout, Element block) {
    Element list = block;
    for (Element inner = block; inner != null; inner = largest(layout, inner)) {
      list = inner;
      Map<String, Integer> looks = new HashMap<>();
      for (Element child : list.children()) {
        if (isItem(layout, child) && looks.merge(look(child), 1, Integer::sum) >= FEWEST) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether there is more than one line in it, one of them short, such as a name or a date. */
  private static boolean isItem(Layout layout, Element child) {
    if (!layout.isBlock(child) || layout.end(child) - layout.first(child) < 2) {
      return false;
    }
    for (Part part : layout.parts(child)) {
      if (part.weight <= LABEL && !part.isHeading() && !part.endsSentence()) {
        return true;
      }
    }
    return false;
  }

  /** The child with most of the prose; null: none has so much. */
  private static @Nullable Element largest(Layout layout, Element block) {
    for (Element child : block.children()) {
      if (layout.isBlock(child) && layout.prose(child) > MOST * layout.prose(block)) {
        return child;
      }
    }
    return null;
  }

  /** What an element has in common with its like: its name and the first of its classes. */
  static String look(Element element) {
    String classes = element.className().strip();
    int end = classes.indexOf(' ');
    return element.normalName() + "." + (end < 0 ? classes : classes.substring(0, end));
  }
}
