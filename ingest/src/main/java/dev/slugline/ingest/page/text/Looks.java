package dev.slugline.ingest.page.text;

import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Element;

/**
 * How the paragraphs of a text look in the source: by the names and classes of their element and of
 * the one around it. Most paragraphs of an article look alike; what stands among them and is not of
 * it mostly does not.
 */
final class Looks {
  private static final double RARE = 0.15;
  private static final double MOST = 0.5;
  private static final int LONGEST_CLASS = 1_000;

  private final Map<String, Double> own = new HashMap<>();
  private final Map<String, Double> around = new HashMap<>();
  private double prose;
  private String usual = "";
  private int firstUsual = Integer.MAX_VALUE - 1;

  private Looks() {}

  /** The looks of what is taken. */
  static Looks of(Layout layout) {
    Looks looks = new Looks();
    for (Part part : layout.parts()) {
      double prose = part.isTaken() ? Math.max(0, part.prose()) : 0;
      if (prose > 0) {
        looks.prose += prose;
        String look = look(part.block);
        looks.own.merge(look, prose, Double::sum);
        looks.around.merge(around(part), prose, Double::sum);
      }
    }
    double most = 0;
    for (Map.Entry<String, Double> each : looks.own.entrySet()) {
      if (each.getValue() > most) {
        looks.usual = each.getKey();
        most = each.getValue();
      }
    }
    double least = MOST * looks.prose;
    for (Part part : layout.parts()) {
      if (part.isTaken() && looks.isUsual(part) && most >= least) {
        looks.firstUsual = part.index;
        break;
      }
    }
    return looks;
  }

  static String look(Element element) {
    String classes = element.attr("class");
    String head = classes.substring(0, Math.min(LONGEST_CLASS, classes.length()));
    return element.normalName() + "." + head.strip();
  }

  static boolean areAlike(Part one, Part other) {
    return look(one.block).equals(look(other.block));
  }

  private static String around(Part part) {
    Element parent = part.block.parent();
    return parent == null ? "" : look(parent);
  }

  /** Whether a part looks like most of the text. */
  boolean isUsual(Part part) {
    return look(part.block).equals(usual);
  }

  /** The place of the first part that looks like most; that of no part where there is no such. */
  int firstUsual() {
    return firstUsual;
  }

  /** Whether a part is an element, or is in one, as little of the text is. */
  boolean isRare(Part part) {
    return around.getOrDefault(around(part), 0.0) < RARE * prose
        || own.getOrDefault(look(part.block), 0.0) < RARE * prose;
  }
}
