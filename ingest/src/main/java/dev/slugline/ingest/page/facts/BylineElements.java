package dev.slugline.ingest.page.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Which elements of a page are marked as bylines, and what lines they are made of. */
final class BylineElements {
  /** Longer names of classes are no person's work. */
  private static final int LONGEST = 500;

  private static final Pattern MARKED =
      Pattern.compile(
          "(?i)by-?line|author|autor|auteur|(?:^|[\\s_-])(?:writers?|reporters?|journalists?"
              + "|contributors?|signature|firma|penulis|wartawan|muhabir|yazar|redakteur|verfasser"
              + "|journalistes?|periodistas?|giornalist[ai]|forfatter|skribent|kirjoittaja|toimittaja|szerzo"
              + "|dziennikarz|novinar|avtor|muallif|kisha|gija|jizhe|zuozhe)(?:$|[\\s_-])");
  private static final Pattern NOT_NAMES =
      Pattern.compile(
          "(?i)avatar|thumb|image|photo|img|bio(?:$|[\\s_-])|social|follow|share|comment|related"
              + "|authori[sz]|authority|description|articles-by|more-");
  private static final Pattern AUTHOR_PAGE =
      Pattern.compile(
          "(?i)[/=](?:authors?|autor(?:es|en|i)?|auteurs?|profiles?|people|persons?|staff|by|bylines?"
              + "|writers?|contributors?|journalists?|journalistes?|reporters?|columnists?|redaktion"
              + "|redakteure?|penulis|yazar(?:lar)?|muhabir|avtor|authorlist|users?)(?:[/=?-]|$)");

  private BylineElements() {}

  /** Whether a link leads to the page of an author. */
  static boolean isAuthorPage(Element link) {
    return AUTHOR_PAGE.matcher(link.attr("href")).find();
  }

  static boolean isBeside(Element one, Element other) {
    Element parent = one.parent();
    Element above = parent == null ? null : parent.parent();
    return other.parents().contains(parent)
        || (above != null
            && !Nearby.ROOTS.contains(above.normalName())
            && other.parents().contains(above));
  }

  static boolean isMarked(Element element, boolean strictly) {
    boolean strict =
        element.attr("rel").equals("author")
            || element.attr("itemprop").equals("author")
            || (element.normalName().equals("a") && isAuthorPage(element));
    String marks =
        element.className()
            + " "
            + element.id()
            + " "
            + element.attr("data-testid")
            + " "
            + element.attr("aria-label");
    boolean other =
        element.className().length() > LONGEST || NOT_NAMES.matcher(element.className()).find();
    return (strict && !other)
        || (!strictly
            && !Nearby.ROOTS.contains(element.normalName())
            && !other
            && marks.length() <= LONGEST
            && MARKED.matcher(marks).find());
  }

  /** The lines of an element; one that begins with "and" goes on with that before it. */
  static List<String> lines(Element element) {
    List<String> lines = new ArrayList<>();
    for (Nearby.Line line : Nearby.within(element)) {
      int last = lines.size() - 1;
      if (last >= 0 && BylineWords.AND.matcher(" " + line.text()).lookingAt()) {
        lines.set(last, lines.get(last) + " " + line.text());
      } else {
        lines.add(line.text());
      }
    }
    return lines;
  }
}
