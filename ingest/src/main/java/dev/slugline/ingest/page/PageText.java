package dev.slugline.ingest.page;

import dev.slugline.ingest.format.Deadline;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The text of the article on a page. */
final class PageText {
  private static final double FULLER = 1.2;

  private final Layout layout;

  private PageText(Layout layout) {
    this.layout = layout;
  }

  /**
   * The text, in which blocks are paragraphs.
   *
   * @param given what the page's JSON-LD gives as text
   */
  static String of(
      Document document, @Nullable String title, @Nullable String given, Deadline clock) {
    Layout layout = Layout.of(document);
    List<Element> marked = List.copyOf(document.select("[itemprop~=(?i)articleBody]"));
    Part headline = Headline.of(layout.parts(), title);
    new Boxes(layout, headline, marked).leave();
    List<Element> core = new Core(layout, headline).find(marked);
    new Choice(layout, headline, core).choose(title);
    String text = new PageText(layout).text();
    return given != null && given.length() > FULLER * text.strip().length() ? given : text;
  }

  /** What is taken: paragraphs apart by a blank line, lines of a list or table each a line. */
  private String text() {
    StringBuilder out = new StringBuilder();
    Part before = null;
    for (Part part : layout.parts()) {
      if (part.isTaken()) {
        out.append(before == null ? "" : isOneList(before, part) ? "\n" : "\n\n");
        out.append(part.text.strip());
        before = part;
      }
    }
    return out.toString();
  }

  private static boolean isOneList(Part one, Part next) {
    String name = next.block.normalName();
    return (name.equals("li") || name.equals("tr") || name.equals("dt") || name.equals("dd"))
        && one.block.parent() == next.block.parent();
  }
}
