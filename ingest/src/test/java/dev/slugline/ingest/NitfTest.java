package dev.slugline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Keyword;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.ParsedItem.Broken;
import dev.slugline.ingest.format.ParsedItem.Ready;
import dev.slugline.ingest.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NitfTest {
  private static final String BODY =
      """
      <body><body.head><hedline><hl1>Harbour opens</hl1><hl2>First boat on Monday</hl2></hedline>
       <byline>By Ann Bell and Carl Dorn<byttl>, Staff Writers</byttl></byline>
       <distributor>The Wire</distributor>
       <dateline><location>KELL</location>, <story.date>June 10</story.date> -</dateline>
       </body.head><body.content><p>The harbour
       opened.</p><hl2>The boats</hl2><ul><li>One</li><li>Two</li></ul>
       <table><tr><th>Port</th><th>Hour</th></tr><tr><td>Kell</td><td>9:00</td></tr></table>
       </body.content><body.end><tagline>Edited by Eve Fox</tagline></body.end></body>
      """;

  private static List<ParsedItem> parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new RawParser(Limits.DEFAULT).parse(RawRecord.of(bytes, RawParserTest.NOW));
  }

  private static String nitf(String docdata) {
    return "<?xml version=\"1.0\"?><!DOCTYPE nitf SYSTEM \"nitf-3-5.dtd\"><nitf xml:lang=\"en\"><head>"
        + "<title>Fallback</title>"
        + docdata
        + "</head>"
        + BODY
        + "</nitf>";
  }

  private static Article article(String head) {
    ParsedItem item = parse(nitf(head)).get(0);
    assertThat(item).isInstanceOf(Ready.class);
    return ((Ready) item).article();
  }

  @Test
  void shouldReadTheStoryWithoutSayingItsLinesTwice() {
    Article article = article("");

    assertThat(article.format()).isEqualTo("nitf");
    assertThat(article.title()).isEqualTo("Harbour opens");
    assertThat(article.summary()).isEqualTo("First boat on Monday");
    assertThat(article.authors()).containsExactly("Ann Bell", "Carl Dorn");
    assertThat(article.dateline()).isEqualTo("KELL, June 10 -");
    assertThat(article.credit()).isEqualTo("The Wire");
    assertThat(article.language()).isEqualTo(new Article.Language("en", 1.0));
    assertThat(article.body())
        .isEqualTo(
            "The harbour opened.\n\nThe boats\n\n- One\n- Two\n\nPort | Hour\nKell | 9:00\n\n"
                + "Edited by Eve Fox");
  }

  @Test
  void shouldKeepWhatTheHeadSays() {
    Article article =
        article(
            """
            <tobject><tobject.property tobject.property.type="Feature"/>
             <tobject.subject tobject.subject.refnum="04000000" tobject.subject.type="Economy"
              tobject.subject.matter="Shipping"/></tobject>
            <docdata><doc-id id-string="w-17" regsrc="WIRE"/><urgency ed-urg="2"/>
             <date.issue norm="20130731T095800Z"/><date.expire norm="20130831T000000+0200"/>
             <du-key key="PORT-OPEN" version="4"/><doc.copyright year="2013" holder="The Wire"/>
             <doc.rights owner="The Wire" geography="not in Kell"/><ed-msg info="Adds a quote."/>
             <doc-scope scope="business"/><series series.name="Ports"/>
             <key-list><keyword key="ferry"/></key-list>
             <identified-content><classifier type="topic" value="t9">boats</classifier>
              <org idsrc="ISIN" value="XX1">Kell Lines</org></identified-content></docdata>
            <pubdata name="Daily Wire" position.section="Business" ex-ref="https://w.example/17"/>
            <revision-history norm="20130731T101500Z"/>
            """);

    assertThat(article.sourceId()).isEqualTo("w-17");
    assertThat(article.sourceVersion()).isEqualTo(4);
    assertThat(article.source()).isEqualTo(new Article.Source("Daily Wire", null, null));
    assertThat(article.urgency()).isEqualTo(2);
    assertThat(article.publishedAt()).isEqualTo(Instant.parse("2013-07-31T09:58:00Z"));
    assertThat(article.updatedAt()).isEqualTo(Instant.parse("2013-07-31T10:15:00Z"));
    assertThat(article.expiresAt()).isEqualTo(Instant.parse("2013-08-30T22:00:00Z"));
    assertThat(article.slugline()).isEqualTo("PORT-OPEN");
    assertThat(article.copyright()).isEqualTo("Copyright 2013 The Wire");
    assertThat(article.usageTerms()).isEqualTo("owner: The Wire; geography: not in Kell");
    assertThat(article.edNote()).isEqualTo("Adds a quote.");
    assertThat(article.genre()).isEqualTo("Feature");
    assertThat(article.section()).isEqualTo("Business");
    assertThat(article.url()).isEqualTo("https://w.example/17");
    assertThat(article.keywords())
        .containsExactly(
            new Keyword("IPTC", "04000000", "Shipping"),
            new Keyword("doc-scope", null, "business"),
            new Keyword("series", null, "Ports"),
            new Keyword(null, null, "ferry"),
            new Keyword("topic", "t9", "boats"),
            new Keyword("ISIN", "XX1", "Kell Lines"));
  }

  @Test
  void shouldTakeAReleaseAfterTheIssueForAnEmbargo() {
    String issue =
        "<docdata><date.issue norm=\"20130731T095800Z\"/><date.release norm=\"%s\"/></docdata>";

    assertThat(article(issue.formatted("20310801T000000Z")).embargoedUntil())
        .isEqualTo(Instant.parse("2031-08-01T00:00:00Z"));
    assertThat(article(issue.formatted("20130731T095800Z")).embargoedUntil()).isNull();
    assertThat(article(issue.formatted("")).embargoedUntil()).isNull();
    assertThat(article(issue.replace("date.issue", "x").formatted("20310801")).publishedAt())
        .isEqualTo(Instant.parse("2031-08-01T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"withheld,withheld", "canceled,canceled", "killed,canceled"})
  void shouldTakeAWithdrawnStatusForARetraction(String status, String kind) {
    Article article =
        article("<docdata management-status=\"" + status + "\"><ed-msg info=\"Why\"/></docdata>");

    assertThat(article.retraction())
        .isEqualTo(new Article.Retraction(kind, "Why", null, RawParserTest.NOW));
  }

  @Test
  void shouldRefuseAnEmbargoWithoutAnEnd() {
    assertThat(parse(nitf("<docdata management-status=\"embargoed\"/>")).get(0))
        .isInstanceOfSatisfying(
            Broken.class,
            broken -> assertThat(broken.reason()).contains("no time at which it ends"));
  }

  @Test
  void shouldMarkACorrection() {
    String head = "<docdata><correction info=\"The port is Kell.\"/></docdata>";
    Draft draft = FormatDrafts.of(nitf(head)).get(0);

    assertThat(draft.get(Field.CORRECTION)).isNotNull();
    assertThat(draft.get(Field.ED_NOTE)).isEqualTo("The port is Kell.");
  }

  @Test
  void shouldReadAStoryWhoseLinesStandInItsContent() {
    String text =
        "<nitf><body><body.content><hedline><hl1>Inside</hl1></hedline><byline>Ann Bell</byline>"
            + "<p>Text.</p></body.content></body></nitf>";
    Article article = ((Ready) parse(text).get(0)).article();

    assertThat(article.title()).isEqualTo("Inside");
    assertThat(article.authors()).containsExactly("Ann Bell");
    assertThat(article.body()).isEqualTo("Text.");
  }

  @Test
  void shouldRefuseANitfWithoutAnything() {
    assertThat(parse("<nitf><head/></nitf>").get(0))
        .isInstanceOfSatisfying(
            Broken.class,
            broken -> assertThat(broken.reason()).contains("neither a headline nor a text"));
  }
}
