package dev.slugline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.format.Decoded;
import dev.slugline.ingest.format.Format;
import dev.slugline.ingest.format.PlainText;
import dev.slugline.ingest.format.json.JsonArticles;
import dev.slugline.ingest.format.xml.FeedXml;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnifferTest {
  private static final String RSS =
      "<?xml version=\"1.0\"?>\n<rss><channel><item><title>T</title></item></channel></rss>";
  private static final String ATOM = "<feed xmlns=\"http://www.w3.org/2005/Atom\"/>";
  private static final String JSON = "{\"title\": \"T\"}";
  private static final String PAGE = "<!DOCTYPE html><html><body>T</body></html>";

  private static Sniffer.Choice choose(String text, String type) {
    return Sniffer.choose(Decoded.of(text.getBytes(StandardCharsets.UTF_8)), type);
  }

  private static void fits(String text, String type, Class<? extends Format> format) {
    Sniffer.Choice choice = choose(text, type);
    assertThat(choice.format()).as(type).isInstanceOf(format);
    assertThat(choice.mistyped()).as(type).isFalse();
  }

  private static void loses(String text, String type, Class<? extends Format> format) {
    Sniffer.Choice choice = choose(text, type);
    assertThat(choice.format()).as(type).isInstanceOf(format);
    assertThat(choice.mistyped()).as(type).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/xml",
        "text/xml; charset=utf-8",
        "APPLICATION/RSS+XML",
        "application/atom+xml",
        "application/octet-stream",
        "; charset=utf-8",
        ""
      })
  void shouldBelieveAnyXmlTypeOfAnyXml(String type) {
    fits(RSS, type, FeedXml.class);
    fits(ATOM, type, FeedXml.class);
  }

  @Test
  void shouldLetTheBytesWin() {
    loses(RSS, "text/html", FeedXml.class);
    loses(RSS, "text/plain", FeedXml.class);
    loses(ATOM, "application/json", FeedXml.class);
    loses(ATOM, "application/gzip", FeedXml.class);
    loses(JSON, "application/xml", JsonArticles.class);
    loses(JSON, "text/html", JsonArticles.class);
    loses("A line of text\nand another", "application/json", PlainText.class);
    loses("A line of text", "application/rss+xml", PlainText.class);
    assertThat(choose(PAGE, "text/plain").format()).isNotInstanceOf(PlainText.class);
    assertThat(choose(PAGE, "text/plain").mistyped()).isTrue();
  }

  @Test
  void shouldBelieveThatTextIsPlain() {
    fits(JSON, "text/plain", PlainText.class);
    fits("< 5 % of votes", "text/plain", PlainText.class);
    fits("<Laughter> in the hall", "text/plain; charset=utf-8", PlainText.class);
  }

  @Test
  void shouldReadJsonUnderAnyOfItsNames() {
    fits(JSON, "application/json", JsonArticles.class);
    fits(JSON + "\n" + JSON, "application/x-ndjson", JsonArticles.class);
    fits(JSON, "application/feed+json; charset=utf-8", JsonArticles.class);
  }
}
