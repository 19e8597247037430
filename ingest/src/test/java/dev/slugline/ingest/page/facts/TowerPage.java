package dev.slugline.ingest.page.facts;

import dev.slugline.ingest.clean.NewsDate;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import java.time.Instant;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Pages with a story of a tower, and the facts that are read of them. */
final class TowerPage {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  static final String TITLE = "Keeper of Skerrow paints his tower red";
  static final String TEXT =
      "<p>The lighthouse keeper of Skerrow has painted his tower red, to the dismay of the pilots,"
          + " who had known it white for a hundred and ten years and more, and who say so.</p>";
  static final String STORY = "<h1>" + TITLE + "</h1>";

  private TowerPage() {}

  static Draft read(String url, String head, String body) {
    Draft draft = new Draft("html", new byte[0]);
    var document =
        Parser.htmlParser()
            .parseInput("<html><head>" + head + "</head><body>" + body + "</body></html>", url);
    new PageFacts(document, LinkedData.of(document, 100), draft, NOW).read();
    return draft;
  }

  static Draft read(String head, String body) {
    return read("https://www.skerrow.example/news/tower", head, body);
  }

  static String linked(String json) {
    return "<script type=application/ld+json>" + json + "</script>";
  }

  static @Nullable Instant at(Draft draft, Field field) {
    return NewsDate.read(draft.get(field), NOW).at();
  }
}
