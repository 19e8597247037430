package dev.slugline.ingest.page.kind;

import dev.slugline.ingest.clean.HtmlText;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a live blog as they stand on the page: what is marked so, or children of one
 * element that are alike, each with a time of day and with running text.
 *
 * @param around in which they are
 * @param entries in the order of the page
 */
record LiveGroup(Element around, List<Element> entries) {
  private static final Evaluator LINKS = Selector.evaluatorOf("a[href]");
  private static final Evaluator LEADING =
      Selector.evaluatorOf("h2 a[href], h3 a[href], h4 a[href], a[href]:has(h2, h3, h4)");
  private static final Evaluator DATED = Selector.evaluatorOf("[datetime]");
  private static final Evaluator FIRST = Selector.evaluatorOf("h1");
  private static final int MOST_TIMES = 5_000;
  private static final int MOST_LEVELS = 10;
  private static final int MOST_TRIED = 5;
  private static final int FEWEST = 5;
  private static final int FEWEST_TOLD = 2;
  private static final int LEAST_PROSE = 40;
  private static final int LONGEST_DAYS = 10;
  private static final double MOST_LINKED = 0.5;
  private static final String APART =
      "aside, nav, footer, dialog, [role=complementary], [role=navigation]";

  /** Elements of one name in one other. */
  private record Place(Element parent, String name) {}

  /**
   * The entries.
   *
   * @param told whether the page says that it is a live blog; what does not must look more like one
   * @return null: there are none
   */
  static @Nullable LiveGroup of(Document document, PageAddress address, boolean told) {
    List<Element> marked = new ArrayList<>();
    for (Element each : document.body().select("[itemprop~=(?i)^liveBlogUpdate$]")) {
      Element last = marked.isEmpty() ? null : marked.get(marked.size() - 1);
      if (last == null || !within(each, last)) {
        marked.add(each);
      }
    }
    Element parent = marked.isEmpty() ? null : marked.get(0).parent();
    if (marked.size() >= FEWEST_TOLD && parent != null) {
      return new LiveGroup(parent, marked);
    }
    return alike(document, address, told);
  }

  private static boolean within(Element inner, Element outer) {
    Element at = inner.parent();
    while (at != null && !at.equals(outer)) {
      at = at.parent();
    }
    return at != null;
  }

  private static @Nullable LiveGroup alike(Document document, PageAddress address, boolean told) {
    List<Map.Entry<Place, Set<Element>>> groups = new ArrayList<>(places(document).entrySet());
    int least = told ? FEWEST_TOLD : FEWEST;
    groups.removeIf(it -> it.getValue().size() < least);
    groups.sort(Comparator.comparingInt(it -> -it.getValue().size()));
    for (Map.Entry<Place, Set<Element>> each :
        groups.subList(0, Math.min(MOST_TRIED, groups.size()))) {
      LiveGroup group = entries(each.getKey(), each.getValue());
      if (group.entries.size() >= least && group.isLive(address, told)) {
        return group;
      }
    }
    return null;
  }

  private static Map<Place, Set<Element>> places(Document document) {
    Map<Place, Set<Element>> places = new HashMap<>();
    int times = 0;
    for (Element element : document.body().getAllElements()) {
      if (!isTime(element) || times++ >= MOST_TIMES) {
        continue;
      }
      Element child = element;
      Element parent = child.parent();
      for (int level = 0; level < MOST_LEVELS && parent != null; level++) {
        Place place = new Place(parent, child.normalName());
        places.computeIfAbsent(place, it -> new LinkedHashSet<>()).add(child);
        child = parent;
        parent = child.parent();
      }
    }
    return places;
  }

  static boolean isTime(Element element) {
    return element.normalName().equals("time")
        || element.hasAttr("datetime")
        || (hasFigure(element) && LiveWords.isTime(element.ownText()));
  }

  /** Whether there is a figure in an element's own text: most have none, and so no time. */
  private static boolean hasFigure(Element element) {
    for (int i = 0; i < element.childNodeSize(); i++) {
      if (element.childNode(i) instanceof TextNode words
          && words.getWholeText().codePoints().anyMatch(Character::isDigit)) {
        return true;
      }
    }
    return false;
  }

  /** The timed ones with text, and those beside them of the same shape that have no time. */
  private static LiveGroup entries(Place place, Set<Element> timed) {
    Set<String> shapes = new LinkedHashSet<>();
    timed.forEach(it -> shapes.add(it.className()));
    List<Element> entries = new ArrayList<>();
    for (Element child : place.parent.children()) {
      boolean alike = child.normalName().equals(place.name) && shapes.contains(child.className());
      if ((timed.contains(child) || (alike && !child.className().isEmpty())) && isText(child)) {
        entries.add(child);
      }
    }
    return new LiveGroup(place.parent, entries);
  }

  private static boolean isText(Element entry) {
    int all = PageBlocks.weight(HtmlText.of(entry).strip());
    int linked = entry.select(LINKS).stream().mapToInt(it -> PageBlocks.weight(it.text())).sum();
    return all - linked >= LEAST_PROSE && linked < MOST_LINKED * all;
  }

  private boolean isLive(PageAddress address, boolean told) {
    if (around.closest(APART) != null || isComments()) {
      return false;
    }
    long away = entries.stream().filter(it -> leadsAway(it, address)).count();
    if (2 * away >= entries.size()) {
      return false;
    }
    return told
        || (areOfDays()
            && 2 * entries.stream().filter(LiveGroup::isClocked).count() >= entries.size());
  }

  private boolean isComments() {
    Element at = around;
    while (at != null && !at.normalName().equals("body")) {
      if (LiveWords.saysComments(marks(at)) && at.selectFirst(FIRST) == null) {
        return true;
      }
      at = at.parent();
    }
    return LiveWords.saysComments(marks(entries.get(0)))
        || around.selectFirst("textarea, [itemtype$=Comment], [itemprop=comment]") != null;
  }

  private static String marks(Element element) {
    return element.className() + ' ' + element.id() + ' ' + element.attr("aria-label");
  }

  private static boolean leadsAway(Element entry, PageAddress address) {
    Element link = entry.selectFirst(LEADING);
    return link != null && address.elsewhere(link.attr("href")) != null;
  }

  private static boolean isClocked(Element entry) {
    for (Element element : entry.getAllElements()) {
      if (element.attr("datetime").contains(":")
          || (hasFigure(element) && LiveWords.isTime(element.ownText()))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the days that are given lie close together; a history has years between them. */
  private boolean areOfDays() {
    LocalDate first = null;
    LocalDate last = null;
    for (Element entry : entries) {
      Element time = entry.selectFirst(DATED);
      LocalDate day = time == null ? null : day(time.attr("datetime"));
      if (day != null) {
        first = first == null || day.isBefore(first) ? day : first;
        last = last == null || day.isAfter(last) ? day : last;
      }
    }
    return first == null || last == null || !first.plusDays(LONGEST_DAYS).isBefore(last);
  }

  private static @Nullable LocalDate day(String datetime) {
    try {
      return LocalDate.parse(
          datetime.strip().substring(0, Math.min(10, datetime.strip().length())));
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
