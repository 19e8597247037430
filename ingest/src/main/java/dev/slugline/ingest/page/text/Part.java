package dev.slugline.ingest.page.text;

import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * A run of text between two block boundaries of a page, and what became of it. Weights are in
 * letters of an alphabet: a sign of a script that has one sign a syllable or word counts three.
 */
public final class Part {
  private static final int WHOLE = 70;
  private static final int SENTENCE = 25;
  private static final int HEAVIEST = 1_500;
  private static final int LINK = 100;
  private static final int LONGEST_CLASS = 40;
  private static final double SHORT = -6;

  final Element block;
  final String text;
  final int weight;
  final int linked;
  final int inner;
  final boolean opensWithLink;
  final int index;
  private final boolean ended;
  private @Nullable String left;
  private @Nullable String bare;

  /**
   * @param block the nearest block around the text
   * @param links the weights of what of the text is linked
   * @param index the place among the page's parts
   */
  Part(Element block, String text, Links links, int index) {
    this.block = block;
    this.text = text;
    this.weight = Letters.weight(text);
    this.linked = Math.min(links.all(), weight);
    this.inner = Math.min(links.inner(), weight);
    this.opensWithLink = links.first();
    this.index = index;
    this.ended = Letters.endsSentence(text);
  }

  /**
   * What of a text is linked.
   *
   * @param inner what leads to the same site, or is there to share or to follow
   * @param first whether the text begins with such a link
   */
  record Links(int all, int inner, boolean first) {}

  /** The words as they stand in the page. */
  public String text() {
    return text;
  }

  /** Why the part is left out; null: it is taken. */
  public @Nullable String left() {
    return left;
  }

  /** The element and the one around it, by their names and classes. */
  public String place() {
    Element parent = block.parent();
    return (parent == null ? "" : name(parent) + " > ") + name(block);
  }

  private static String name(Element element) {
    String classes = element.className().strip();
    String first = classes.isEmpty() ? "" : "." + classes.replaceAll("\\s.*", "");
    return element.normalName() + first.substring(0, Math.min(LONGEST_CLASS, first.length()));
  }

  /** The text as {@link Letters#bare} has it; made once. */
  String bare() {
    String made = bare;
    if (made == null) {
      made = Letters.bare(text);
      bare = made;
    }
    return made;
  }

  boolean isTaken() {
    return left == null;
  }

  /** Leaves the part out; the first reason stands. */
  void leave(String why) {
    if (left == null) {
      left = why;
    }
  }

  /** Takes the part after all. */
  void take() {
    left = null;
  }

  boolean isHeading() {
    String name = block.normalName();
    return name.length() == 2 && name.charAt(0) == 'h' && Character.isDigit(name.charAt(1));
  }

  /** Whether it closes with the mark that ends a sentence. */
  boolean endsSentence() {
    return ended;
  }

  boolean isMostlyLinks() {
    return 2 * linked > weight && weight - linked < WHOLE;
  }

  /** Whether it reads like a paragraph of a text. */
  boolean isProse() {
    return prose() > 0;
  }

  /** How much it reads like a paragraph of a text; below 0 like what stands around one. */
  double prose() {
    if (isHeading()) {
      return 0;
    }
    if (isMostlyLinks()) {
      return -Math.min(weight, LINK) / 2.0;
    }
    double free = Math.min(HEAVIEST, weight) * (1 - (double) linked / Math.max(1, weight));
    if (weight >= WHOLE) {
      return ended || Letters.hasNoMarks(text) ? free : free / 2;
    }
    return weight >= SENTENCE && ended ? free * 0.7 : SHORT;
  }
}
