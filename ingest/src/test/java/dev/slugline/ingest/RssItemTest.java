package dev.slugline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Association;
import dev.slugline.ingest.article.Article.Keyword;
import dev.slugline.ingest.article.Article.Source;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RssItemTest {
  private static final String SPACES =
      " xmlns:content='http://purl.org/rss/1.0/modules/content/'"
          + " xmlns:d='http://purl.org/dc/elements/1.1/' xmlns:t='http://purl.org/dc/terms/'"
          + " xmlns:m='https://search.yahoo.com/mrss' xmlns:a='http://www.w3.org/2005/Atom'"
          + " xmlns:i='http://www.itunes.com/DTDs/Podcast-1.0.dtd'"
          + " xmlns:fb='http://rssnamespace.org/feedburner/ext/1.0'";

  private static List<Article> items(String channel, String items) {
    return FeedXmlTest.articles(
        "<rss version='2.0'"
            + SPACES
            + "><channel><title>The &amp;amp; Wire</title>"
            + channel
            + items
            + "</channel></rss>");
  }

  private static Article item(String fields) {
    return items(
            "<link>https://wire.example/news/</link>",
            "<item><title>T</title>" + fields + "</item>")
        .get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bread &amp; boats|Bread & boats",
        "Bread &amp;amp; boats|Bread & boats",
        "Bread &amp;amp;amp; boats|Bread &amp; boats",
        "<![CDATA[R&uuml;ck &#8217; &amp; vor]]>|Rück ’ & vor",
        "The &lt;i&gt;Selkie&lt;/i&gt; sails|The Selkie sails",
        "5 &lt; 6 and x&lt;y|5 < 6 and x<y",
        "The <b>bold</b> one|The bold one",
        "Two&#10;  lines|Two lines",
      })
  void titlesAreDecodedOnceALayer(String written, String meant) {
    assertThat(items("", "<item><title>" + written + "</title></item>").get(0).title())
        .isEqualTo(meant);
  }

  @Test
  void theContentIsTheBodyAndTheDescriptionThenTheSummary() {
    Article both =
        item(
            "<description>Teaser &amp;amp; more</description>"
                + "<content:encoded><![CDATA[<p>One.</p><p>Two.</p>]]></content:encoded>");
    Article lone =
        item("<description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</description>");
    Article empty = item("<description>Text</description><content:encoded> </content:encoded>");
    Article same = item("<description>Same</description><content:encoded>Same</content:encoded>");

    assertThat(both.body()).isEqualTo("One.\n\nTwo.");
    assertThat(both.summary()).isEqualTo("Teaser & more");
    assertThat(lone.body()).isEqualTo("One.\n\nTwo.");
    assertThat(lone.summary()).isNull();
    assertThat(empty.body()).isEqualTo("Text");
    assertThat(same.body()).isEqualTo("Same");
    assertThat(same.summary()).isNull();
  }

  @Test
  void paragraphsOfPlainAndUnescapedTextAreKept() {
    assertThat(item("<description>One\nline.\n\nTwo.</description>").body())
        .isEqualTo("One line.\n\nTwo.");
    assertThat(item("<description><p>One.</p>\n<p>Two.</p></description>").body())
        .isEqualTo("One.\n\nTwo.");
    assertThat(
            item("<body xmlns='http://www.w3.org/1999/xhtml'><p>One.</p><p>Two.</p></body>").body())
        .isEqualTo("One.\n\nTwo.");
  }

  @Test
  void theTextAboutMediaIsTakenWhereThereIsNoOther() {
    String media =
        "<m:group><m:content url='https://w.example/1'/><m:description>On film.</m:description></m:group>";

    assertThat(item(media).body()).isEqualTo("On film.");
    assertThat(item(media + "<description>Words.</description>").body()).isEqualTo("Words.");
    assertThat(item("<m:title>Not this</m:title><i:summary>Heard.</i:summary>").body())
        .isEqualTo("Heard.");
  }

  @Test
  void addressesAreFoundWhereverTheyStand() {
    assertThat(item("<guid>https://wire.example/p/1</guid>").url())
        .isEqualTo("https://wire.example/p/1");
    assertThat(item("<guid isPermaLink='false'>https://wire.example/p/1</guid>").url()).isNull();
    assertThat(item("<guid>1234</guid>").url()).isNull();
    assertThat(item("<guid isPermaLink='true'>/p/1</guid>").url())
        .isEqualTo("https://wire.example/p/1");
    assertThat(
            item("<guid>https://wire.example/p/1</guid><link>https://wire.example/2</link>").url())
        .isEqualTo("https://wire.example/2");
    assertThat(item("<link>2024/ferry.html</link>").url())
        .isEqualTo("https://wire.example/news/2024/ferry.html");
    assertThat(item("<link xml:base='https://o.example/a/'>b</link>").url())
        .isEqualTo("https://o.example/a/b");
    assertThat(item("<a:link href='/c'/>").url()).isEqualTo("https://wire.example/c");
    assertThat(
            item("<link>https://p.example/1</link><fb:origLink>https://wire.example/9</fb:origLink>")
                .url())
        .isEqualTo("https://wire.example/9");
  }

  @Test
  void idsAreKeptAsTheyAre() {
    assertThat(item("<guid> 12 </guid><d:identifier>x</d:identifier>").sourceId()).isEqualTo("12");
    assertThat(item("<d:identifier>x</d:identifier>").sourceId()).isEqualTo("x");
  }

  @Test
  void anIdThatItemsShareIsNone() {
    String items =
        "<item><guid isPermaLink='false'>x</guid><title>A</title></item>"
            + "<item><guid isPermaLink='false'>x</guid><title>B</title></item>";

    assertThat(items("", items)).extracting(Article::sourceId).containsOnlyNulls();
  }

  @Test
  void datesAreTakenFromAnyModule() {
    Instant at = Instant.parse("2024-06-05T10:00:00Z");
    String date = "2024-06-05T10:00:00Z";

    assertThat(item("<pubDate>Wed, 05 Jun 2024 10:00:00 GMT</pubDate><d:date>1999-01-01</d:date>"))
        .returns(at, Article::publishedAt)
        .returns("Wed, 05 Jun 2024 10:00:00 GMT", Article::publishedRaw);
    assertThat(item("<d:date>" + date + "</d:date>").publishedAt()).isEqualTo(at);
    assertThat(item("<t:issued>" + date + "</t:issued>").publishedAt()).isEqualTo(at);
    assertThat(item("<t:created>" + date + "</t:created>").publishedAt()).isEqualTo(at);
    Article changed = item("<d:date>2024-06-04</d:date><t:modified>" + date + "</t:modified>");
    assertThat(changed.updatedAt()).isEqualTo(at);
    assertThat(changed.warnings()).doesNotContain("published-from-updated");
    Article modified = item("<a:updated>" + date + "</a:updated>");
    assertThat(modified.publishedAt()).isEqualTo(at);
    assertThat(modified.warnings()).contains("published-from-updated");
    assertThat(item("").warnings()).contains("no-date");
  }

  @Test
  void authorsAreNames() {
    assertThat(item("<author>ana@wire.example (Ana Lund)</author>").authors())
        .containsExactly("Ana Lund");
    assertThat(item("<author>Bo Ek &lt;bo@wire.example&gt;</author>").authors())
        .containsExactly("Bo Ek");
    assertThat(item("<d:creator>Ana Lund</d:creator><d:creator>Bo Ek</d:creator>").authors())
        .containsExactly("Ana Lund", "Bo Ek");
    assertThat(item("<author>a@w.example (Ana)</author><d:creator>Ana</d:creator>").authors())
        .containsExactly("Ana");
    assertThat(item("<i:author>Cleo</i:author>").authors()).containsExactly("Cleo");
    assertThat(item("<author>desk (at noon)</author>").authors()).containsExactly("desk (at noon)");
  }

  @Test
  void categoriesAndSubjectsAreKeywords() {
    assertThat(
            item("<category domain='urn:desk'>Ports</category><category> </category>"
                    + "<d:subject>Ferries</d:subject><m:keywords>sea, boats</m:keywords>"
                    + "<i:keywords>sea,tides</i:keywords>")
                .keywords())
        .containsExactly(
            new Keyword("urn:desk", null, "Ports"),
            new Keyword(null, null, "Ferries"),
            new Keyword(null, null, "sea"),
            new Keyword(null, null, "boats"),
            new Keyword(null, null, "tides"));
  }

  @Test
  void theChannelIsTheSourceUnlessTheItemNamesAnother() {
    Article own = item("");
    Article taken = item("<source url='https://other.example/rss'>The Other</source>");

    assertThat(own.source()).isEqualTo(new Source("The & Wire", "wire.example", null));
    assertThat(taken.source()).isEqualTo(new Source("The Other", "other.example", null));
    assertThat(item("<source url='https://other.example/rss'/>").source()).isEqualTo(own.source());
  }

  @Test
  void languageAndRightsComeFromTheNearest() {
    String channel = "<language>de-AT</language><copyright>© Wire</copyright>";
    List<Article> articles =
        items(
            channel,
            "<item><title>A</title></item><item xml:lang='fr'><title>B</title></item>"
                + "<item><title>C</title><d:language>it</d:language><d:rights>© Cleo</d:rights></item>");

    assertThat(articles).extracting(FeedXmlTest::language).containsExactly("de", "fr", "it");
    assertThat(articles)
        .extracting(Article::copyright)
        .containsExactly("© Wire", "© Wire", "© Cleo");
  }

  @Test
  void mediaAreAssociationsOneAnAddress() {
    Article article =
        item(
            "<enclosure url='https://w.example/a.mp3' type='audio/mpeg'/>"
                + "<m:content url='https://w.example/a.mp3'/>"
                + "<m:group><m:title>Film</m:title><m:content url='v.mp4' medium='video'/>"
                + "<m:thumbnail url='https://w.example/t.jpg'/></m:group>"
                + "<i:image href='https://w.example/i.png'/>");

    assertThat(article.associations())
        .containsExactly(
            new Association("enclosure", "audio", null, null, "https://w.example/a.mp3"),
            new Association("content", "video", null, "Film", "https://wire.example/news/v.mp4"),
            new Association("thumbnail", "picture", null, null, "https://w.example/t.jpg"),
            new Association("image", "picture", null, null, "https://w.example/i.png"));
  }

  @Test
  void itemsOfRdfStandBesideTheirChannel() {
    String rdf =
        """
        <r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="%s"
            xmlns:dc="http://purl.org/dc/elements/1.1/">
         <channel r:about="https://w.example/"><title>Wire</title><link>https://w.example/</link>
          <items><r:Seq><r:li r:resource="https://w.example/1"/></r:Seq></items></channel>
         <image><title>Logo</title></image>
         <item r:about="https://w.example/1"><title>One</title><description>Text</description>
          <dc:creator>Ana</dc:creator><dc:date>2024-06-05T10:00:00Z</dc:date></item></r:RDF>
        """;
    for (String space :
        List.of("http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/")) {
      List<Article> articles = FeedXmlTest.articles(rdf.formatted(space));

      assertThat(articles).hasSize(1);
      assertThat(articles.get(0).sourceId()).isEqualTo("https://w.example/1");
      assertThat(articles.get(0).url()).isEqualTo("https://w.example/1");
      assertThat(articles.get(0).authors()).containsExactly("Ana");
      assertThat(articles.get(0).source()).isEqualTo(new Source("Wire", "w.example", null));
      assertThat(articles.get(0).publishedAt()).isEqualTo(Instant.parse("2024-06-05T10:00:00Z"));
    }
  }
}
