package dev.slugline.ingest.page.kind;

import static dev.slugline.ingest.page.WrittenPages.meta;

import dev.slugline.ingest.page.facts.LinkedData;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** What the written pages of the kinds have in common. */
final class KindPages {
  static final String FRONT = "https://www.skerrow.example/";
  static final String SECTION = "https://www.skerrow.example/coast/";
  static final String STORY = "https://www.skerrow.example/coast/keeper-paints-tower-red";
  static final String WEBSITE = meta("og:type", "website");
  static final String HEADLINE = "Harbour board puts off the dredging of the outer basin";
  static final String LINE =
      "The board said that the dredger had been promised to another port until the end of spring.";
  static final String GERMAN = "Hafenamt verschiebt das Ausbaggern des Vorhafens erneut";
  static final String JAPANESE = "港湾局が外港の浚渫を来年春まで延期すると発表";
  static final String ARABIC = "مجلس الميناء يؤجل تعميق الحوض الخارجي حتى نهاية الربيع";
  static final String SHORT =
      "The keeper of Skerrow light has painted his tower red, to the dismay of the pilots, who had"
          + " known it white for a hundred years, and has gone fishing since.";
  static final String MORE =
      "He said that white paint had become too dear, and that he would not wait for another winter"
          + " to see the old coat come off in the rain, whatever the pilots might say of it.";

  private KindPages() {}

  /** What a page is instead of an article; null: it is one. */
  static @Nullable String kind(@Nullable String url, String html) {
    Document document = Parser.htmlParser().parseInput(html, url == null ? "" : url);
    LinkedData data = LinkedData.of(document, 200);
    return PageKind.of(document, data).instead();
  }

  static String cards(int count, String label) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append("<div><h3>").append(HEADLINE).append(i).append("</h3><p>").append(LINE);
      out.append("</p><a href=/news/").append(i).append('>').append(label).append("</a></div>");
    }
    return out.toString();
  }

  static String wholeCards(int count) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append("<a href=/news/").append(i).append("><img src=x><h3>").append(HEADLINE);
      out.append("</h3><p>").append(LINE).append("</p></a>");
    }
    return out.toString();
  }
}
