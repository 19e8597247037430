package dev.slugline.ingest.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Chooses among the parts of a page those that are the article's text. */
final class Choice {
  private static final int LEAD_REACH = 14;
  private static final int LEAD = 40;
  private static final int REPEAT = 30;
  private static final int PULLED = 400;
  private static final int MOST_PULLED = 100;
  private static final int CAPTION = 300;
  private static final double LINKED = 0.6;
  private static final int GALLERY = 3;
  private static final double LITTLE = 1_000;
  private static final int CLOCK = 20;
  private static final int SIGN = 140;
  private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@[\\w-]+\\.[\\w.]+");
  private static final Pattern DATED =
      Pattern.compile(
          "\\b(?:19|20)\\d{2}\\b|\\b\\d{1,2}:\\d{2}\\b|\\d\\s?[\u5e74\u6708\ub144\uc6d4]");
  private static final Pattern CLOCKS =
      Pattern.compile("(?:[A-Z]{2,4} )?\\d{1,2}[:.h]\\d{2}(?: ?[ap]\\.?m\\.?)?(?: [A-Z]{2,4})?");

  private final Layout layout;
  private final @Nullable Part headline;
  private final List<Element> core;
  private String usual = "";

  Choice(Layout layout, @Nullable Part headline, List<Element> core) {
    this.layout = layout;
    this.headline = headline;
    this.core = core;
  }

  void choose(@Nullable String title) {
    leaveOutside();
    usual = usual();
    leaveTitle(title);
    leaveLinks();
    leaveCaptions();
    keepGallery();
    leaveClocks();
    leaveEnds();
    leaveRepeats();
    leaveBareHeadings();
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

  private void leaveTitle(@Nullable String title) {
    String bare = title == null ? "" : Letters.bare(title);
    for (Part part : layout.parts()) {
      if (part == headline || (part.isHeading() && Headline.isSame(Letters.bare(part.text), bare))) {
        part.leave("the headline");
      }
    }
  }

  private void leaveLinks() {
    for (Element block : layout.blocks()) {
      int weight = layout.weight(block);
      boolean list = block.normalName().equals("ul") || block.normalName().equals("ol");
      if (weight > 0
          && layout.inner(block) > LINKED * weight
          && !core.contains(block)
          && !isAround(block)
          && (list || layout.end(block) - layout.first(block) == 1 || block.normalName().equals("div"))) {
        layout.parts(block).forEach(part -> part.leave("links"));
      }
    }
  }

  private boolean isAround(Element block) {
    return layout.first(block) <= layout.first(core.get(0))
        && layout.end(core.get(core.size() - 1)) <= layout.end(block);
  }

  /** A short text in one small element with a picture is the picture's. */
  private void leaveCaptions() {
    for (Element block : layout.blocks()) {
      int parts = layout.end(block) - layout.first(block);
      if (parts > 0
          && parts <= 3
          && !block.normalName().equals("p")
          && !block.normalName().equals("td")
          && !block.normalName().equals("blockquote")
          && layout.weight(block) < CAPTION
          && !core.contains(block)
          && block.selectFirst("img, picture, video, amp-img") != null) {
        layout.parts(block).forEach(part -> part.leave(BoxNames.CAPTIONED));
      }
    }
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
      for (Part part : layout.parts()) {
        if (isPictured(part)) {
          part.take();
        }
      }
    }
  }

  private boolean isPictured(Part part) {
    String why = part.left();
    return part.isProse()
        && (headline == null || part.index > headline.index)
        && (BoxNames.CAPTIONED.equals(why) || BoxNames.PLAYER.equals(why));
  }

  private void leaveClocks() {
    for (Part part : layout.parts()) {
      String name = part.block.normalName();
      if (part.weight <= CLOCK && !name.equals("td") && !name.equals("tr") && !name.equals("li")
          && CLOCKS.matcher(part.text.strip()).matches()) {
        part.leave("a time");
      }
    }
  }

  private void leaveEnds() {
    List<Part> parts = layout.parts();
    int from = 0;
    while (from < parts.size() && !(parts.get(from).isTaken() && parts.get(from).isProse())) {
      from++;
    }
    for (int i = 0; i < from && from < parts.size(); i++) {
      Part part = parts.get(i);
      if (!part.isHeading() || (i < from - 1 && part.weight < LEAD)) {
        part.leave("above the text");
      }
    }
    leaveSigns(from);
    int to = parts.size() - 1;
    while (to > from && !(parts.get(to).isTaken() && isEnd(parts.get(to)))) {
      to--;
    }
    for (int i = to + 1; i < parts.size() && to > from; i++) {
      parts.get(i).leave("below the text");
    }
  }

  /** A line with a date near the beginning, or with an address, says who wrote it and when. */
  private void leaveSigns(int from) {
    int prose = 0;
    for (Part part : layout.parts().subList(from, layout.parts().size())) {
      prose += part.isTaken() && part.isProse() && part.endsSentence() ? 1 : 0;
      boolean line =
          part.isTaken()
              && part.weight < (look(part).equals(usual) ? SIGN / 2 : SIGN)
              && !part.endsSentence();
      if (line
          && !part.isHeading()
          && (MAIL.matcher(part.text).find() || (prose < 2 && DATED.matcher(part.text).find()))) {
        part.leave("who wrote it and when");
      }
    }
  }

  private static boolean isEnd(Part part) {
    String name = part.block.normalName();
    boolean line = name.equals("li") || name.equals("tr") || name.equals("blockquote") || name.equals("dd");
    return part.isProse() || (line && !part.isMostlyLinks());
  }

  /** A quotation pulled out of the text, or a paragraph that is there in another place too. */
  private void leaveRepeats() {
    Map<String, Part> seen = new HashMap<>();
    StringBuilder all = new StringBuilder();
    for (Part part : layout.parts()) {
      if (part.isTaken() && part.weight >= REPEAT) {
        String bare = Letters.bare(part.text);
        Part before = seen.putIfAbsent(bare, part);
        if (before == null) {
          all.append(bare).append('\n');
        } else if (!look(part).equals(look(before))) {
          (look(part).equals(usual) ? before : part).leave("said twice");
        }
      }
    }
    int asked = 0;
    for (Part part : layout.parts()) {
      if (part.isTaken() && isPulled(part) && asked++ < MOST_PULLED) {
        String bare = Letters.bare(part.text);
        int first = all.indexOf(bare);
        if (first != all.lastIndexOf(bare)) {
          part.leave("said again");
        }
      }
    }
  }

  private boolean isPulled(Part part) {
    return part.weight >= REPEAT && part.weight < PULLED && !look(part).equals(usual);
  }

  /** How most of the text looks in the source. */
  private String usual() {
    Map<String, Double> looks = new HashMap<>();
    String most = "";
    for (Part part : layout.parts()) {
      if (part.isTaken()) {
        String look = look(part);
        double sum = looks.merge(look, Math.max(0, part.prose()), Double::sum);
        most = sum > looks.getOrDefault(most, 0.0) ? look : most;
      }
    }
    return most;
  }

  private static String look(Part part) {
    return part.block.normalName() + "." + part.block.className();
  }

  private void leaveBareHeadings() {
    Part last = null;
    boolean gap = false;
    for (Part part : layout.parts()) {
      if (!part.isTaken()) {
        gap = true;
        continue;
      }
      if (part.isHeading()) {
        if (last != null && gap && level(last) >= level(part)) {
          last.leave("a heading of what is left out");
        }
        last = part;
        gap = false;
      } else {
        last = null;
      }
    }
    if (last != null) {
      last.leave("a heading of what is left out");
    }
  }

  private static int level(Part part) {
    return part.block.normalName().charAt(1);
  }
}
