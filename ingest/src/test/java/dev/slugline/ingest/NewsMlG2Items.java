package dev.slugline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.ParsedItem.Broken;
import dev.slugline.ingest.format.ParsedItem.Ready;
import dev.slugline.ingest.format.ParsedItem.Skipped;
import dev.slugline.ingest.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** News items in NewsML-G2, and what the parser makes of them. */
final class NewsMlG2Items {
  static final String SPACE = "xmlns=\"http://iptc.org/std/nar/2006-10-01/\"";
  static final String XHTML =
      "<inlineXML contenttype=\"application/xhtml+xml\"><html"
          + " xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title></head><body>%s</body>"
          + "</html></inlineXML>";
  static final String STORY = XHTML.formatted("<p>The first.</p><p>The second.</p>");

  private NewsMlG2Items() {}

  static List<ParsedItem> parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new RawParser(Limits.DEFAULT).parse(RawRecord.of(bytes, RawParserTest.NOW));
  }

  static String item(String itemMeta, String contentMeta, String content) {
    return """
        <newsItem %s guid="urn:x:1" version="3" xml:lang="en-GB">
         <itemMeta><itemClass qcode="ninat:text"/><provider literal="Wire"/>%s</itemMeta>
         <contentMeta>%s</contentMeta><contentSet>%s</contentSet></newsItem>"""
        .formatted(SPACE, itemMeta, contentMeta, content);
  }

  static Article article(String itemMeta, String contentMeta, String content) {
    return article(parse(item(itemMeta, contentMeta, content)).get(0));
  }

  static Article article(ParsedItem item) {
    assertThat(item).isInstanceOf(Ready.class);
    return ((Ready) item).article();
  }

  static String reason(ParsedItem item) {
    return item instanceof Broken broken ? broken.reason() : ((Skipped) item).reason();
  }

  static String message(String items) {
    return "<newsMessage "
        + SPACE
        + "><header><sender>s.example</sender></header><itemSet>"
        + items
        + "</itemSet></newsMessage>";
  }
}
