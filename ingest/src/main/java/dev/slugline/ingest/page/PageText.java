package dev.slugline.ingest.page;

import dev.slugline.ingest.clean.HtmlText;
import dev.slugline.ingest.format.Deadline;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import net.dankito.readability4j.extended.Readability4JExtended;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The text of the article on a page: by Readability where the page is of a size that it can take,
 * else the largest part that is marked as article; what the page gives as its text in JSON-LD,
 * where that is the fuller.
 */
final class PageText {
  private static final int MOST_ELEMENTS = 8_000;
  private static final double FULLER = 1.2;
  private static final int SHORT = 200;

  /** Links are of no use here; without a base to make them whole, the text would be logged. */
  private static final String ANY_BASE = "https://localhost/";

  private static final int MOST_MARKED = 20;
  private static final Set<String> NOTICES =
      Set.of(
          "advertisement",
          "advertising",
          "anzeige",
          "werbung",
          "publicit\u00e9",
          "publicidad",
          "pubblicit\u00e0",
          "publicidade",
          "advertentie",
          "reklama",
          "sponsored");
  private static final String NEVER_TEXT =
      "script, style, noscript, template, nav, footer, form, iframe, svg, button, dialog,"
          + " [role=navigation], [role=dialog], [role=alertdialog], [aria-modal=true], [hidden]";
  private static final String EMPTY =
      "div:empty, span:empty, p:empty, section:empty, aside:empty, li:empty, a:empty, i:empty";
  private static final Pattern APART =
      Pattern.compile(
          "(?i)(?:^|[\\s_-])(?:cookies?|consent|gdpr|onetrust|didomi|advert(?:isement)?s?|ad-slot"
              + "|newsletter|paywall|offer|share|sharing|social|related|recommended|comments?"
              + "|breadcrumbs?|most-read|trending)(?:$|[\\s_-])");
  private static final String ARTICLES =
      "[itemprop=articleBody], article, main, [role=main], .article-body, .entry-content, body";

  private PageText() {}

  /**
   * The text, in which blocks are paragraphs; the document is changed.
   *
   * @param given what the page's JSON-LD gives as text
   */
  static String of(
      Document document, @Nullable String title, @Nullable String given, Deadline clock) {
    Element body = document.body();
    document.select(NEVER_TEXT).remove();
    document.select(EMPTY).remove();
    boolean small = document.getAllElements().size() <= MOST_ELEMENTS;
    if (small) {
      prune(body, title);
    }
    String marked = marked(body, clock);
    String text = small && !clock.passed() ? readable(document) : "";
    if (text.strip().length() < Math.min(SHORT, marked.strip().length() / 2)) {
      text = marked;
    }
    return given != null && given.length() > FULLER * text.strip().length() ? given : text;
  }

  private static void prune(Element body, @Nullable String title) {
    int most = body.text().length() / 3;
    for (Element element : List.copyOf(body.select("[class], [id]"))) {
      if (isApart(element) && element.text().length() < most) {
        element.remove();
      }
    }
    for (Element element : List.copyOf(body.select("h1, p, div, span, aside"))) {
      boolean plain = element.childrenSize() < 2 && element.textNodes().size() < 4;
      if (plain && isNoText(element.text().strip(), element, title)) {
        element.remove();
      }
    }
  }

  private static boolean isApart(Element element) {
    String marks = element.className() + " " + element.id();
    return APART.matcher(marks).find()
        && !element.is("html, body, main, article")
        && element.selectFirst("article, h1, [itemprop=articleBody]") == null;
  }

  private static boolean isNoText(String text, Element element, @Nullable String title) {
    return element.normalName().equals("h1")
        ? text.equals(title)
        : text.length() < 30 && NOTICES.contains(text.toLowerCase(Locale.ROOT));
  }

  private static String readable(Document document) {
    Readability4JExtended readability = new Readability4JExtended(ANY_BASE, document);
    Element content = readability.parse().getArticleContent();
    return content == null ? "" : HtmlText.of(content);
  }

  private static String marked(Element body, Deadline clock) {
    for (String each : ARTICLES.split(", ", -1)) {
      String longest = "";
      for (Element element : body.select(each).stream().limit(MOST_MARKED).toList()) {
        String text = clock.passed() ? "" : HtmlText.of(element);
        longest = text.length() > longest.length() ? text : longest;
      }
      if (longest.strip().length() >= SHORT) {
        return longest;
      }
    }
    return HtmlText.of(body);
  }
}
