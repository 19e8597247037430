package dev.slugline.ingest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Association;
import dev.slugline.ingest.article.Article.Keyword;
import dev.slugline.ingest.article.Article.Source;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AtomEntryTest {
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String OLD = "http://purl.org/atom/ns#";

  private static Article entry(String space, String fields) {
    return FeedXmlTest.articles(
            "<f:feed xmlns:f='"
                + space
                + "' xmlns:h='http://www.w3.org/1999/xhtml' xml:base='https://s.example/a/'"
                + " xml:lang='nl'><f:title>Site</f:title>"
                + "<f:link rel='self' href='feed'/><f:author><f:name>Bo</f:name></f:author>"
                + "<f:rights>© Site</f:rights>"
                + "<f:entry>"
                + fields
                + "</f:entry></f:feed>")
        .get(0);
  }

  private static Article entry(String fields) {
    return entry(ATOM, "<f:title>T</f:title>" + fields);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<f:title>A &amp;amp; &lt;b&gt;</f:title>|A &amp; <b>",
        "<f:title type='text'>A &lt; B &amp;eacute;</f:title>|A < B &eacute;",
        "<f:title type='html'>The &lt;em&gt;Selkie&lt;/em&gt; &amp;amp; co</f:title>|The Selkie & co",
        "<f:title type='xhtml'><h:div>The <h:em>Selkie</h:em> &amp; co &lt;</h:div></f:title>|The Selkie & co <",
      })
  void theTypeSaysWhatATitleIs(String title, String meant) {
    assertThat(entry(ATOM, title).title()).isEqualTo(meant);
  }

  @Test
  void contentIsReadByItsType() {
    String two = "One &\n\nTwo.";
    String html = "&lt;p>One &amp;amp;&lt;/p>&lt;p>Two.&lt;/p>";
    String inline = "<h:p>One &amp;</h:p><h:p>Two.</h:p>";

    assertThat(entry("<f:content type='html'>" + html + "</f:content>").body()).isEqualTo(two);
    assertThat(entry("<f:content type='text/html'>" + html + "</f:content>").body()).isEqualTo(two);
    assertThat(entry("<f:content type='xhtml'><h:div>" + inline + "</h:div></f:content>").body())
        .isEqualTo(two);
    assertThat(
            entry("<f:content type='application/xml'><h:body>" + inline + "</h:body></f:content>")
                .body())
        .isEqualTo(two);
    assertThat(entry("<f:content type='text/plain'>a &lt;p> b</f:content>").body())
        .isEqualTo("a <p> b");
    assertThat(entry("<f:content type='image/png'>iVBORw0KGgo=</f:content>").body()).isEmpty();
    assertThat(entry("<f:content type='image/svg+xml'><svg>x</svg></f:content>").body()).isEmpty();
  }

  @Test
  void theModesOfTheOldVersionAreRead() {
    String coded =
        Base64.getEncoder().encodeToString("<p>One é</p>".getBytes(StandardCharsets.UTF_8));

    assertThat(old("type='text/html' mode='escaped'", "&lt;p>One &amp;eacute;&lt;/p>"))
        .isEqualTo("One é");
    assertThat(old("mode='escaped'", "&lt;p>One&lt;/p>")).isEqualTo("One");
    assertThat(old("type='application/xhtml+xml' mode='xml'", "<h:div>One<h:br/>two</h:div>"))
        .isEqualTo("One\ntwo");
    assertThat(old("", "1 &lt; 2")).isEqualTo("1 < 2");
    assertThat(old("type='text/html' mode='base64'", coded)).isEqualTo("One é");
    assertThat(old("type='text/plain' mode='base64'", "?")).isEmpty();
  }

  private static @Nullable String old(String attributes, String content) {
    String element = "<f:content " + attributes + ">" + content + "</f:content>";
    return entry(OLD, "<f:title>T</f:title>" + element).body();
  }

  @Test
  void aSummaryStandsBesideItsContent() {
    Article both = entry("<f:summary>S</f:summary><f:content>C</f:content>");

    assertThat(both.body()).isEqualTo("C");
    assertThat(both.summary()).isEqualTo("S");
    assertThat(entry("<f:summary>S</f:summary>").body()).isEqualTo("S");
  }

  @Test
  void theAlternateIsTheAddressAndHtmlBeforeOthers() {
    Article article =
        entry(
            "<f:link rel='edit' href='https://s.example/e'/>"
                + "<f:link rel='alternate' type='application/json' href='https://s.example/j'/>"
                + "<f:link type='text/html' href='h'/>"
                + "<f:link rel='enclosure' type='image/png' title='Boat' href='/p.png'/>");

    assertThat(article.url()).isEqualTo("https://s.example/a/h");
    assertThat(article.associations())
        .containsExactly(
            new Association("enclosure", "picture", null, "Boat", "https://s.example/p.png"));
    assertThat(entry("<f:link rel='self' href='x'/>").url()).isNull();
  }

  @Test
  void basesAreNestedForLinksAndIds() {
    Article article =
        FeedXmlTest.articles(
                "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://s.example/a/'>"
                    + "<entry xml:base='b/'><title>T</title><id>one</id>"
                    + "<link xml:base='../c/' href='d?e=1'/></entry></feed>")
            .get(0);

    assertThat(article.url()).isEqualTo("https://s.example/a/c/d?e=1");
    assertThat(article.sourceId()).isEqualTo("https://s.example/a/b/one");
    assertThat(entry("<f:id>tag:s.example,2024:1</f:id>").sourceId())
        .isEqualTo("tag:s.example,2024:1");
    assertThat(entry("<f:id>urn:x:1</f:id>").sourceId()).isEqualTo("urn:x:1");
  }

  @Test
  void datesOfBothVersionsAreRead() {
    Article now =
        entry(
            "<f:published>2024-06-05T10:00:00Z</f:published><f:updated>2024-06-06T10:00:00Z</f:updated>");
    Article old =
        entry(
            OLD,
            "<f:title>T</f:title><f:issued>2004-06-05T10:00:00Z</f:issued>"
                + "<f:modified>2004-06-06T10:00:00Z</f:modified>");
    Article updated = entry("<f:updated>2024-06-06T10:00:00Z</f:updated>");

    assertThat(now.publishedAt()).isEqualTo(Instant.parse("2024-06-05T10:00:00Z"));
    assertThat(now.updatedAt()).isEqualTo(Instant.parse("2024-06-06T10:00:00Z"));
    assertThat(now.warnings()).doesNotContain("published-from-updated");
    assertThat(old.publishedAt()).isEqualTo(Instant.parse("2004-06-05T10:00:00Z"));
    assertThat(old.updatedAt()).isEqualTo(Instant.parse("2004-06-06T10:00:00Z"));
    assertThat(updated.publishedAt()).isEqualTo(updated.updatedAt()).isNotNull();
    assertThat(updated.warnings()).contains("published-from-updated");
  }

  @Test
  void authorsLanguageAndRightsAreInheritedFromTheFeed() {
    Article inherited = entry("");
    Article own =
        entry(
            "<f:author><f:name>Ana</f:name><f:email>a@s.example</f:email></f:author>"
                + "<f:author><f:email>c@s.example</f:email></f:author><f:rights>© Ana</f:rights>"
                + "<f:content xml:lang='fr'>Texte</f:content>");

    assertThat(inherited.authors()).containsExactly("Bo");
    assertThat(inherited.copyright()).isEqualTo("© Site");
    assertThat(FeedXmlTest.language(inherited)).isEqualTo("nl");
    assertThat(own.authors()).containsExactly("Ana", "c@s.example");
    assertThat(own.copyright()).isEqualTo("© Ana");
    assertThat(FeedXmlTest.language(own)).isEqualTo("fr");
  }

  @Test
  void anEntryTakenOverIsOfTheSourceThatItNames() {
    Article own = entry("");
    Article taken =
        entry(
            "<f:source><f:title>Other</f:title><f:link href='https://o.example/'/>"
                + "<f:author><f:name>Oda</f:name></f:author></f:source>");

    assertThat(own.source()).isEqualTo(new Source("Site", "s.example", null));
    assertThat(taken.source()).isEqualTo(new Source("Other", "o.example", null));
    assertThat(taken.authors()).containsExactly("Oda");
    assertThat(taken.copyright()).isEqualTo("© Site");
  }

  @Test
  void categoriesKeepTheirSchemeAndCode() {
    assertThat(
            entry(
                    "<f:category term='04' scheme='urn:desk' label='Ports'/><f:category term='sea'/>"
                        + "<f:category label='Tides'/><f:category/>")
                .keywords())
        .containsExactly(
            new Keyword("urn:desk", "04", "Ports"),
            new Keyword(null, null, "sea"),
            new Keyword(null, null, "Tides"));
  }

  @Test
  void aDeletedEntryIsARetractionOfTheSameArticle() {
    String head = "<feed xmlns='http://www.w3.org/2005/Atom'><title>S</title>";
    Article entry =
        FeedXmlTest.articles(head + "<entry><id>urn:x:1</id><title>T</title></entry></feed>")
            .get(0);
    List<Article> gone =
        FeedXmlTest.articles(
            head
                + "<d:deleted-entry xmlns:d='http://purl.org/atompub/tombstones/1.0' ref='urn:x:1'"
                + " when='2024-06-05T10:00:00Z'><d:comment>Wrong.</d:comment></d:deleted-entry></feed>");

    assertThat(gone).hasSize(1);
    assertThat(gone.get(0).id()).isEqualTo(entry.id());
    Article.Retraction retraction = requireNonNull(gone.get(0).retraction());
    assertThat(retraction.kind()).isEqualTo("canceled");
    assertThat(retraction.reason()).isEqualTo("Wrong.");
  }
}
