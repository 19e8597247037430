package dev.slugline.ingest.page;

import dev.slugline.ingest.RawParser;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages put together for tests, and what the parser makes of them. */
public final class WrittenPages {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");

  /** On a busy machine a page may take its time. */
  static final Limits PATIENT =
      Limits.DEFAULT.withBudgets(Duration.ofSeconds(30), Duration.ofSeconds(60));

  private WrittenPages() {}

  public static ParsedItem parse(@Nullable String url, String html) {
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    return new RawParser(PATIENT)
        .parse(new RawRecord(url, bytes, "text/html; charset=utf-8", false, null, null, null, NOW))
        .get(0);
  }

  public static ParsedItem parse(byte[] bytes, Limits limits) {
    return new RawParser(limits)
        .parse(new RawRecord(null, bytes, "text/html", false, null, null, null, NOW))
        .get(0);
  }

  /** A page with an ordinary frame around it: a header with its menu, and a footer. */
  public static String page(String title, String head, String body) {
    return "<!DOCTYPE html><html><head><meta charset=utf-8><title>"
        + title
        + "</title>"
        + head
        + "</head><body><header><a href=/>Skerrow Post</a><nav><ul><li><a href=/coast>Coast</a>"
        + "<li><a href=/trade>Trade</a><li><a href=/sport>Sport</a></ul></nav></header>"
        + body
        + "<footer><p>\u00a9 Skerrow Post. All rights reserved, also those of translation and of"
        + " reproduction in any other form whatever.</p><a href=/terms>Terms</a></footer></body>"
        + "</html>";
  }

  public static String meta(String property, String content) {
    return "<meta property=\"" + property + "\" content=\"" + content + "\">";
  }

  public static String linked(String json) {
    return "<script type=\"application/ld+json\">" + json + "</script>";
  }

  /** As many headlines, each with its own address. */
  public static String headlines(int count, String headline) {
    StringBuilder out = new StringBuilder("<ul>");
    for (int i = 0; i < count; i++) {
      out.append("<li><a href=/news/").append(i).append("-story.html>").append(headline);
      out.append(' ').append(i).append("</a></li>");
    }
    return out.append("</ul>").toString();
  }

  /** As many teasers: a headline that leads elsewhere, and two lines of what is told there. */
  public static String teasers(int count, String headline, String line) {
    StringBuilder out = new StringBuilder("<div class=list>");
    for (int i = 0; i < count; i++) {
      out.append("<article><h2><a href=/news/").append(i).append("-story.html>");
      out.append(headline).append(' ').append(i).append("</a></h2><p>").append(line);
      out.append(' ').append(i).append("</p></article>");
    }
    return out.append("</div>").toString();
  }

  public static String paragraphs(List<String> texts) {
    StringBuilder out = new StringBuilder();
    texts.forEach(text -> out.append("<p>").append(text).append("</p>"));
    return out.toString();
  }
}
