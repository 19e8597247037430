package dev.slugline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedXmlTest {
  private static final String RSS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
          xmlns:media="http://search.yahoo.com/mrss/">
       <channel><title>The Wire</title><link>https://wire.example/</link>
        <item><title>A &amp;amp; B</title><guid>1</guid><link>https://wire.example/1</link>
         <description>Teaser</description>
         <content:encoded><![CDATA[<p>One.</p><p>Two.</p>]]></content:encoded>
         <media:title>A picture</media:title><author>a@wire.example (Ana)</author>
         <pubDate>Wed, 05 Jun 2024 10:00:00 GMT</pubDate><category>nato</category></item>
        <item><title>Second</title><guid>2</guid><description>Only a teaser</description></item>
       </channel></rss>
      """;
  private static final String ATOM =
      """
      <feed xmlns="http://www.w3.org/2005/Atom"><title>Site</title>
       <entry><id>x</id><title>A &amp;amp; B</title><link href="https://s.example/1"/>
        <author><name>Bo</name><email>b@s.example</email></author>
        <content type="xhtml"><div><p>One.</p><p>Two.</p></div></content></entry>
       <entry><id>x</id><title>Other</title><link href="https://s.example/2"/>
        <summary>Text</summary></entry></feed>
      """;

  private static List<ParsedItem> parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new RawParser(Limits.DEFAULT).parse(RawRecord.of(bytes, RawParserTest.NOW));
  }

  private static Article article(ParsedItem item) {
    assertThat(item).isInstanceOf(ParsedItem.Ready.class);
    return ((ParsedItem.Ready) item).article();
  }

  /** Java 25 has a limit of its own, below which ours must not depend on the Java at hand. */
  @Test
  void shouldSayThatAFeedIsNestedTooDeeplyOnEveryJava() {
    List<ParsedItem> items = parse("<rss>" + "<a>".repeat(5_000) + "</a>".repeat(5_000) + "</rss>");

    assertThat(items)
        .singleElement()
        .isInstanceOfSatisfying(
            ParsedItem.Broken.class, broken -> assertThat(broken.code()).isEqualTo("over-limit"));
  }

  @Test
  void rssItemsAreArticles() {
    List<ParsedItem> items = parse(RSS);
    assertThat(items).hasSize(2);
    Article first = article(items.get(0));
    assertThat(first.title()).isEqualTo("A & B");
    assertThat(first.body()).isEqualTo("One.\n\nTwo.");
    assertThat(first.summary()).isEqualTo("Teaser");
    assertThat(first.authors()).containsExactly("Ana");
    assertThat(first.source()).isEqualTo(new Article.Source("The Wire", "wire.example", null));
    assertThat(first.publishedAt()).isEqualTo(Instant.parse("2024-06-05T10:00:00Z"));
    assertThat(article(items.get(1)).body()).isEqualTo("Only a teaser");
  }

  @Test
  void atomTitlesHaveNoHtmlLayerAndSharedIdsAreNone() {
    List<ParsedItem> items = parse(ATOM);
    Article first = article(items.get(0));
    assertThat(first.title()).isEqualTo("A &amp; B");
    assertThat(first.body()).isEqualTo("One.\n\nTwo.");
    assertThat(first.authors()).containsExactly("Bo");
    assertThat(first.sourceId()).isNull();
    assertThat(first.id()).isNotEqualTo(article(items.get(1)).id());
  }

  @Test
  void whatCameBeforeTheDamageIsKept() {
    List<ParsedItem> items = parse(RSS.replace("Only a teaser", "Only & a"));
    assertThat(items).hasSize(2);
    assertThat(items.get(1)).isInstanceOf(ParsedItem.Broken.class);
    assertThat(((ParsedItem.Broken) items.get(1)).reason()).contains("line");
  }

  @Test
  void nothingOutsideIsRead() {
    String attack =
        "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
            + "<rss><channel><item><title>T &x;</title></item></channel></rss>";
    assertThat(parse(attack).toString()).doesNotContain("root:");
    assertThat(parse("<rss>" + "<a>".repeat(5000)).get(0)).isInstanceOf(ParsedItem.Broken.class);
  }
}
