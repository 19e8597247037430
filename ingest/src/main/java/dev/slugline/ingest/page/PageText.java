package dev.slugline.ingest.page;

import dev.slugline.ingest.clean.HtmlText;
import java.util.List;
import java.util.regex.Pattern;
import net.dankito.readability4j.extended.Readability4JExtended;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The text of the article on a page: by Readability where the page is of a size that it can take,
 * else the largest part that is marked as article; what the page gives as its text in JSON-LD, where
 * that is the fuller.
 */
final class PageText {
  private static final int MOST_ELEMENTS = 15_000;
  private static final double FULLER = 1.2;
  private static final int SHORT = 200;
  private static final String NEVER_TEXT =
      "script, style, noscript, template, nav, footer, form, iframe, svg, button, dialog,"
          + " [role=navigation], [role=dialog], [role=alertdialog], [aria-modal=true], [hidden]";
  private static final Pattern APART =
      Pattern.compile(
          "(?i)(?:^|[\\s_-])(?:cookies?|consent|gdpr|onetrust|didomi|advert(?:isement)?s?|ad-slot"
              + "|newsletter|paywall|offer|share|sharing|social|related|recommended|comments?"
              + "|breadcrumbs?|read-?more|most-read|trending)(?:$|[\\s_-])");
  private static final String ARTICLES =
      "[itemprop=articleBody], article, main, [role=main], .article-body, .entry-content, body";

  private PageText() {}

  /**
   * The text, in which blocks are paragraphs; the document is changed.
   *
   * @param given what the page's JSON-LD gives as text
   */
  static String of(Document document, @Nullable String given, String url) {
    Element body = document.body();
    boolean small = document.getAllElements().size() <= MOST_ELEMENTS;
    document.select(NEVER_TEXT).remove();
    if (small) {
      for (Element element : List.copyOf(body.select("[class], [id]"))) {
        if (isApart(element)) {
          element.remove();
        }
      }
    }
    String marked = marked(body);
    String text = small ? readable(document, url) : "";
    if (text.strip().length() < Math.min(SHORT, marked.strip().length() / 2)) {
      text = marked;
    }
    return given != null && given.length() > FULLER * text.strip().length() ? given : text;
  }

  private static boolean isApart(Element element) {
    String marks = element.className() + " " + element.id();
    return APART.matcher(marks).find()
        && !element.is("html, body, main, article")
        && element.selectFirst("article, h1, [itemprop=articleBody]") == null;
  }

  private static String readable(Document document, String url) {
    Element content = new Readability4JExtended(url, document).parse().getArticleContent();
    return content == null ? "" : HtmlText.of(content);
  }

  private static String marked(Element body) {
    for (String each : ARTICLES.split(", ", -1)) {
      String longest = "";
      for (Element element : body.select(each)) {
        String text = HtmlText.of(element);
        longest = text.length() > longest.length() ? text : longest;
      }
      if (longest.strip().length() >= SHORT) {
        return longest;
      }
    }
    return HtmlText.of(body);
  }
}
