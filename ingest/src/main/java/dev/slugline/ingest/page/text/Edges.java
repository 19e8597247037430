package dev.slugline.ingest.page.text;

import dev.slugline.ingest.clean.TextCleaner;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Leaves out the lines above and below a text that are not of it, and what heads nothing. */
final class Edges {
  private static final int HEADED = 40;
  private static final int SIGN = 140;
  private static final int CLOCK = 20;
  private static final int MOST_IN_BOX = 20;
  private static final int LARGEST_BOX = 500;
  private static final int SHORT_TEXT = 300;
  private static final Pattern CLOCKS =
      Pattern.compile(
          "(?:[A-Z]{2,4} )?\\d{1,2}[:.h]\\d{2}(?: ?[ap]\\.?m\\.?)?(?: [A-Z]{2,4})?"
              + "|\\d{1,3}(?:\\+\\d{1,2})?['\u2019\u2032]");
  private static final Pattern MAIL = Pattern.compile("[\\w.+-]{1,64}@[\\w-]{1,64}\\.[\\w.]+");
  private static final Pattern DATED =
      Pattern.compile(
          "\\b(?:19|20)\\d{2}\\b|\\b\\d{1,2}:\\d{2}\\b|\\d\\s?[\u5e74\u6708\ub144\uc6d4]");

  private static final Set<String> OTHERS = Set.of(Choice.LINKS, Boxes.TEASER, BoxNames.OTHERS);

  private static final int LINE = 200;
  private static final int MOST_ASKED = 50;
  private static final Set<String> TOLD =
      Set.of("credit", "photo credit", "correction note", "date line");

  private final List<Part> parts;
  private final Looks looks;
  private int asked;

  Edges(Layout layout, Looks looks) {
    this.parts = layout.parts();
    this.looks = looks;
  }

  void leave() {
    leaveClocks();
    int from = 0;
    while (from < parts.size() && !(parts.get(from).isTaken() && parts.get(from).isProse())) {
      from++;
    }
    if (from == parts.size()) {
      return;
    }
    for (Part part : parts.subList(0, from)) {
      boolean heads = part.isHeading() && (part.weight >= HEADED || part.index == from - 1);
      if (!heads && !isForCleaning(part)) {
        part.leave("above the text");
      }
    }
    leaveSigns(from);
    leaveTail(from);
    if (leaveLastBox(from)) {
      leaveTail(from);
    }
  }

  private void leaveClocks() {
    for (Part part : parts) {
      if (part.weight <= CLOCK && !isRow(part) && CLOCKS.matcher(part.text.strip()).matches()) {
        part.leave("a time");
      }
    }
  }

  /** A line with a date near the beginning, or with an address, says who wrote it and when. */
  private void leaveSigns(int from) {
    int sentences = 0;
    for (Part part : parts.subList(from, parts.size())) {
      sentences += part.isTaken() && part.isProse() && part.endsSentence() ? 1 : 0;
      boolean line =
          part.isTaken()
              && !part.isHeading()
              && !part.endsSentence()
              && part.weight < (looks.isUsual(part) ? SIGN / 2 : SIGN);
      if (line && isSign(part, sentences < 2) && !isForCleaning(part)) {
        part.leave("who wrote it and when");
      }
    }
  }

  private static boolean isSign(Part part, boolean early) {
    boolean dated = early && DATED.matcher(part.text).find();
    return dated || ((early || !isRow(part)) && MAIL.matcher(part.text).find());
  }

  private void leaveTail(int from) {
    int to = last(from);
    for (Part part : parts.subList(to + 1, parts.size())) {
      if (!isForCleaning(part)) {
        part.leave("below the text");
      }
    }
  }

  /** Whether cleaning takes a line out and makes something of it, such as a credit or a date. */
  private boolean isForCleaning(Part part) {
    return part.isTaken()
        && part.weight <= LINE
        && asked++ < MOST_ASKED
        && TextCleaner.body(part.text).removed().stream()
            .anyMatch(removed -> TOLD.contains(removed.why()));
  }

  private int last(int from) {
    int to = parts.size() - 1;
    while (to > from && !(parts.get(to).isTaken() && isEnd(parts.get(to)))) {
      to--;
    }
    return to;
  }

  private static boolean isEnd(Part part) {
    boolean line = isRow(part) || part.block.normalName().equals("blockquote");
    return part.isProse() || (line && !part.isMostlyLinks());
  }

  /** Whether it is an item of a list or a row of a table. */
  private static boolean isRow(Part part) {
    return switch (part.block.normalName()) {
      case "li", "tr", "td", "dd" -> true;
      default -> false;
    };
  }

  /** A last box that looks like nothing else of the text and leads elsewhere is an offer. */
  private boolean leaveLastBox(int from) {
    int to = last(from);
    int start = to;
    int weight = 0;
    boolean leads = false;
    while (start > from && isBoxed(parts.get(start))) {
      Part part = parts.get(start);
      weight += part.isTaken() ? part.weight : 0;
      leads |= part.linked > 0 || hasButton(part.block);
      start--;
    }
    int all = 0;
    for (Part part : parts.subList(from, start + 1)) {
      all += part.isTaken() ? part.weight : 0;
    }
    if (start == to || !leads || weight > LARGEST_BOX || all < SHORT_TEXT || 4 * weight > all) {
      return false;
    }
    parts.subList(start + 1, to + 1).forEach(part -> part.leave("a box below the text"));
    return true;
  }

  private boolean isBoxed(Part part) {
    return !part.isTaken() || looks.isRare(part);
  }

  private static boolean hasButton(Element block) {
    Element parent = block.parent();
    return parent != null
        && parent.childrenSize() < MOST_IN_BOX
        && parent.children().stream().anyMatch(each -> each.normalName().equals("button"));
  }

  /** Leaves out the headings, and the lines that end with a colon, whose sections were left out. */
  void leaveBareHeadings() {
    for (Part part : parts) {
      int next = part.index + 1;
      boolean label = part.isTaken() && part.weight <= HEADED && part.text.strip().endsWith(":");
      if (label && next < parts.size() && isOfOthers(parts.get(next).left())) {
        part.leave("a label of what is left out");
      }
    }
    Part last = null;
    boolean gap = false;
    for (Part part : parts) {
      if (!part.isTaken()) {
        gap = true;
      } else if (part.isHeading()) {
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

  private static boolean isOfOthers(@Nullable String why) {
    return why != null && OTHERS.contains(why);
  }

  private static int level(Part part) {
    return part.block.normalName().charAt(1);
  }
}
