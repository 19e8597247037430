package dev.slugline.ingest.page.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The text of the article on a page, part by part. */
public final class PageText {
  private static final int MOST_MARKED = 50;
  private static final int MOST_DESCRIPTIONS = 10;
  private static final int FEWEST_SENTENCES = 3;
  private static final int LEAST_RUNNING = 350;

  private final Layout layout;
  private final @Nullable Part headline;
  private final @Nullable String given;

  private PageText(Layout layout, @Nullable Part headline, @Nullable String given) {
    this.headline = headline;
    this.given = given;
    this.layout = layout;
  }

  /**
   * Reads a page.
   *
   * @param title the article's, where it is known
   * @param given the texts that the page's data has for the article
   */
  public static PageText of(Document document, @Nullable String title, List<String> given) {
    Layout layout = Layout.of(document);
    List<Element> marked =
        document.select("[itemprop~=(?i)articleBody]").stream().limit(MOST_MARKED).toList();
    Part headline = Headline.of(layout.parts(), title);
    List<String> described = descriptions(document);
    Part lead = Headline.described(layout, described);
    new Boxes(layout, headline, marked, lead).leave();
    List<Element> core = new Core(layout, headline, lead).find(marked);
    new Choice(layout, headline, lead, core).choose(title);
    return new PageText(layout, headline, Witness.hear(layout.parts(), given, described));
  }

  private static List<String> descriptions(Document document) {
    List<String> all = new ArrayList<>();
    document.select("meta[property=og:description], meta[name=description]").stream()
        .limit(MOST_DESCRIPTIONS)
        .forEach(each -> all.add(each.attr("content")));
    return all;
  }

  /** All parts of the page in order, each with the reason why it is left out, if it is. */
  public List<Part> parts() {
    return layout.parts();
  }

  /** Whether what is taken is a running text below a headline. */
  public boolean runs() {
    int sentences = 0;
    int links = 0;
    double prose = 0;
    for (Part part : layout.parts()) {
      links += part.isTaken() && part.isMostlyLinks() ? 1 : 0;
      if (part.isTaken() && part.isProse() && part.endsSentence() && part.inner == 0) {
        sentences++;
        prose += part.prose();
      }
    }
    return headline != null
        && !headline.isMostlyLinks()
        && sentences >= Math.max(FEWEST_SENTENCES, 4 * links)
        && prose >= LEAST_RUNNING;
  }

  /** Whether the text is not of the parts, but one that was given. */
  public boolean isGiven() {
    return given != null;
  }

  /** What is taken: paragraphs apart by a blank line, lines of a list or table each a line. */
  public String text() {
    if (given != null) {
      return given;
    }
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
        && Objects.equals(one.block.parent(), next.block.parent());
  }
}
