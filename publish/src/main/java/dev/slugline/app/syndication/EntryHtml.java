package dev.slugline.app.syndication;

import dev.slugline.app.syndication.Feed.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a feed reader shows of an article: made by us, so nothing of it is the article's markup. */
final class EntryHtml {
  private EntryHtml() {}

  /** The summary, the sentence that shows why, and where it is explained. */
  static String summary(Entry entry) {
    StringBuilder html = new StringBuilder();
    paragraphs(entry.summary(), html);
    if (!entry.sentence().isEmpty()) {
      html.append("<blockquote><p>");
      marked(entry.sentence(), entry.marks(), html);
      html.append("</p></blockquote>");
    }
    html.append("<p>");
    if (entry.source() != null) {
      escaped(entry.source(), html);
      html.append(" · ");
    }
    html.append("<a href=\"");
    escaped(entry.explain(), html);
    return html.append("\">Why it has its tags</a></p>").toString();
  }

  /** The full text; null: it may not be passed on. */
  static @Nullable String body(Entry entry) {
    if (entry.body() == null) {
      return null;
    }
    StringBuilder html = new StringBuilder();
    paragraphs(entry.body(), html);
    return html.toString();
  }

  private static void paragraphs(@Nullable String text, StringBuilder html) {
    if (text == null || text.isBlank()) {
      return;
    }
    for (String paragraph : text.strip().split("\\n\\s*\\n", -1)) {
      html.append("<p>");
      escaped(paragraph, html);
      html.append("</p>");
    }
  }

  private static void marked(String sentence, List<Integer> marks, StringBuilder html) {
    int at = 0;
    for (int i = 0; i + 1 < marks.size(); i += 2) {
      escaped(sentence.substring(at, marks.get(i)), html);
      html.append("<mark>");
      escaped(sentence.substring(marks.get(i), marks.get(i + 1)), html);
      html.append("</mark>");
      at = marks.get(i + 1);
    }
    escaped(sentence.substring(at), html);
  }

  /** A text as HTML. */
  static String escaped(String text) {
    StringBuilder html = new StringBuilder();
    escaped(text, html);
    return html.toString();
  }

  private static void escaped(String text, StringBuilder html) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        default -> html.append(c);
      }
    }
  }
}
