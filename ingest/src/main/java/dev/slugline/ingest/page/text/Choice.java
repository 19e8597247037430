package dev.slugline.ingest.page.text;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/** Chooses among the parts of a page those that are the article's text. */
final class Choice {
  /** The reason for what only leads to other articles. */
  static final String LINKS = "links";

  private static final int LEAD_REACH = 14;
  private static final int LEAD = 40;
  private static final int CAPTION = 300;
  private static final Evaluator PICTURES = Selector.evaluatorOf("img, picture, video, amp-img");
  private static final int FEW_PARTS = 3;
  private static final double LINKED = 0.6;
  private static final int GALLERY = 3;
  private static final int LARGEST_BOX = 400;
  private static final double LITTLE = 1_000;

  private final Layout layout;
  private final @Nullable Part headline;
  private final @Nullable Part lead;
  private final List<Element> core;

  /**
   * @param lead the part that the page's description is of
   * @param core the elements that hold the text, in order
   */
  Choice(Layout layout, @Nullable Part headline, @Nullable Part lead, List<Element> core) {
    this.layout = layout;
    this.lead = lead;
    this.headline = headline;
    this.core = core;
  }

  void choose(@Nullable String title) {
    leaveOutside();
    leaveTitle(title);
    leaveLinks();
    leaveCaptions();
    keepGallery();
    Looks looks = Looks.of(layout);
    takeFolded(looks);
    leaveOddBoxes(looks);
    Edges edges = new Edges(layout, looks);
    edges.leave();
    Repeats.leave(layout.parts(), looks);
    edges.leaveBareHeadings();
  }

  private void leaveOutside() {
    int at = 0;
    int start = layout.first(core.get(0));
    for (Element each : core) {
      for (; at < layout.first(each); at++) {
        Part part = layout.parts().get(at);
        if (!isLead(part, start)) {
          part.leave("outside the article");
        }
      }
      at = layout.end(each);
    }
    for (; at < layout.parts().size(); at++) {
      layout.parts().get(at).leave("outside the article");
    }
  }

  /** Whether a part stands between the headline and the text and is a sentence of its own. */
  private boolean isLead(Part part, int start) {
    return headline != null
        && part.index > headline.index
        && part.index <= headline.index + LEAD_REACH
        && part.index < start
        && !part.isMostlyLinks()
        && part.weight >= LEAD
        && (part.isProse() || part.isHeading());
  }

  /** What is not shown at first, but looks like the text around it, is folded away. */
  private void takeFolded(Looks looks) {
    Set<String> shown = new HashSet<>();
    for (Part part : layout.parts()) {
      if (part.isTaken()) {
        shown.add(part.bare());
      }
    }
    int end = layout.end(core.get(core.size() - 1));
    for (Part part : layout.parts().subList(layout.first(core.get(0)), end)) {
      if (BoxNames.UNSHOWN.equals(part.left())
          && part.isProse()
          && looks.isUsual(part)
          && !shown.contains(part.bare())) {
        part.take();
      }
    }
  }

  /**
   * A small box among the paragraphs that looks like nothing else of the text and leads elsewhere.
   */
  private void leaveOddBoxes(Looks looks) {
    int start = layout.first(core.get(0));
    int end = layout.end(core.get(core.size() - 1));
    int until = looks.firstUsual() + 1;
    for (Element block : layout.blocks()) {
      int first = layout.first(block);
      if (first >= Math.max(start, until) && layout.end(block) <= end && isOdd(block, looks)) {
        layout.parts(block).forEach(part -> part.leave("a box among the text"));
        until = layout.end(block);
      }
    }
  }

  private boolean isOdd(Element block, Looks looks) {
    boolean box =
        switch (block.normalName()) {
          case "div", "section", "aside", "article" -> true;
          default -> block.normalName().indexOf('-') > 0;
        };
    int weight = layout.weight(block);
    if (!box || weight == 0 || weight > LARGEST_BOX) {
      return false;
    }
    for (Part part : layout.parts(block)) {
      if (part.isTaken() && !looks.isRare(part)) {
        return false;
      }
    }
    if (block.selectFirst("blockquote, table, li, dd") != null) {
      return false;
    }
    return layout.linked(block) > 0 || block.selectFirst("button") != null;
  }

  private void leaveTitle(@Nullable String title) {
    String bare = title == null ? "" : Letters.bare(title);
    for (Part part : layout.parts()) {
      if (part == headline || (part.isHeading() && Headline.isSame(part.bare(), bare))) {
        part.leave("the headline");
      }
    }
  }

  /** Lists and lines that are little but links to the same site lead to other articles. */
  private void leaveLinks() {
    for (Element block : layout.blocks()) {
      int weight = layout.weight(block);
      if (weight > 0
          && layout.inner(block) > LINKED * weight
          && !isAround(block)
          && (isListOrBox(block) || layout.end(block) - layout.first(block) <= FEW_PARTS)) {
        layout.parts(block).forEach(part -> part.leave(LINKS));
      }
    }
  }

  private static boolean isListOrBox(Element block) {
    String name = block.normalName();
    return name.equals("ul") || name.equals("ol") || name.equals("div");
  }

  private boolean isAround(Element block) {
    return core.contains(block)
        || (layout.first(block) <= layout.first(core.get(0))
            && layout.end(core.get(core.size() - 1)) <= layout.end(block));
  }

  /** A short text in one small element with a picture is the picture's. */
  private void leaveCaptions() {
    Set<Element> pictured = withPictures();
    for (Element block : layout.blocks()) {
      int parts = layout.end(block) - layout.first(block);
      boolean text =
          switch (block.normalName()) {
            case "p", "td", "blockquote" -> true;
            default -> false;
          };
      if (parts > 0
          && parts <= FEW_PARTS
          && !text
          && layout.weight(block) < CAPTION
          && !isAround(block)
          && !(lead != null && layout.holds(block, lead))
          && pictured.contains(block)) {
        layout.parts(block).forEach(part -> part.leave(BoxNames.CAPTIONED));
      }
    }
  }

  /** All elements in which there is a picture. */
  private Set<Element> withPictures() {
    Set<Element> all = new HashSet<>();
    for (Element picture : layout.root().select(PICTURES)) {
      Element at = picture;
      while (at != null && all.add(at)) {
        at = at.parent();
      }
    }
    return all;
  }

  /** Where there is more text below the pictures than beside them, that is the article. */
  private void keepGallery() {
    double text = 0;
    double captions = 0;
    int pictures = 0;
    for (Part part : layout.parts()) {
      text += part.isTaken() ? Math.max(0, part.prose()) : 0;
      if (isPictured(part)) {
        captions += part.prose();
        pictures++;
      }
    }
    if (pictures >= GALLERY && captions > text && text < LITTLE) {
      layout.parts().stream().filter(this::isPictured).forEach(Part::take);
    }
  }

  private boolean isPictured(Part part) {
    String why = part.left();
    return part.isProse()
        && (headline == null || part.index > headline.index)
        && (BoxNames.CAPTIONED.equals(why) || BoxNames.PLAYER.equals(why));
  }
}
