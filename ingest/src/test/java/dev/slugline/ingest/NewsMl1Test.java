package dev.slugline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Association;
import dev.slugline.ingest.article.Article.Keyword;
import dev.slugline.ingest.format.Field;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.ParsedItem.Broken;
import dev.slugline.ingest.format.ParsedItem.Ready;
import dev.slugline.ingest.format.ParsedItem.Skipped;
import dev.slugline.ingest.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewsMl1Test {
  private static final String XHTML =
      "<ContentItem><MimeType FormalName=\"text/xhtml\"/><DataContent><html"
          + " xmlns=\"http://www.w3.org/1999/xhtml\"><body>%s</body></html></DataContent></ContentItem>";
  private static final String STORY =
      "<NewsComponent><Role FormalName=\"Main\"/>"
          + XHTML.formatted("<p>One.</p><p>Two.</p>")
          + "</NewsComponent>";

  private static List<ParsedItem> parse(String items) {
    String text =
        "<NewsML Version=\"1.2\"><NewsEnvelope><SentFrom><Party FormalName=\"The Wire\"/></SentFrom>"
            + "<NewsService FormalName=\"World\"/></NewsEnvelope>"
            + items
            + "</NewsML>";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new RawParser(Limits.DEFAULT).parse(RawRecord.of(bytes, RawParserTest.NOW));
  }

  private static String item(int revision, String management, String component) {
    return """
        <NewsItem><Identification><NewsIdentifier><ProviderId>wire.example</ProviderId>
         <DateId>20240611</DateId><NewsItemId>17</NewsItemId><RevisionId PreviousRevision="0"
         Update="N">%d</RevisionId><PublicIdentifier>urn:newsml:wire.example:20240611:17:%dN\
        </PublicIdentifier></NewsIdentifier></Identification>
         <NewsManagement><FirstCreated>20240611T080000Z</FirstCreated>
         <ThisRevisionCreated>20240611T093000+0100</ThisRevisionCreated>%s</NewsManagement>
         %s</NewsItem>"""
        .formatted(revision, revision, management, component);
  }

  private static Article article(ParsedItem item) {
    assertThat(item).isInstanceOf(Ready.class);
    return ((Ready) item).article();
  }

  private static Article article(String management, String component) {
    return article(parse(item(1, management, component)).get(0));
  }

  private static String component(String within) {
    return "<NewsComponent>" + within + "</NewsComponent>";
  }

  @Test
  void shouldKeepTheFieldsOfTheEditorAndTheSubjects() {
    Article article =
        article(
            "<Urgency FormalName=\"3\"/>",
            component(
                """
                <NewsLines><HeadLine>Harbour opens</HeadLine><SubHeadLine>At last</SubHeadLine>
                 <ByLine>By Ann Bell</ByLine><DateLine>KELL</DateLine><SlugLine>PORT</SlugLine>
                 <CreditLine>Wire</CreditLine><KeywordLine>ferry, boats</KeywordLine></NewsLines>
                <RightsMetadata><Copyright><CopyrightHolder>The Wire</CopyrightHolder>
                 <CopyrightDate>2024</CopyrightDate></Copyright><UsageRights><Geography>Not in Kell
                 </Geography></UsageRights></RightsMetadata>
                <DescriptiveMetadata><Language FormalName="de"/><Genre FormalName="Feature"/>
                 <SubjectCode><SubjectMatter FormalName="04003000" Vocabulary="urn:s"/></SubjectCode>
                 <TopicOccurrence Topic="#t1"/></DescriptiveMetadata>
                <Metadata><MetadataType FormalName="Own"/>
                 <Property FormalName="OwnKeywords" Value="ports"/></Metadata>
                <TopicSet><Topic Duid="t1"><FormalName Scheme="ISIN">XX1</FormalName>
                 <Description>Kell Lines</Description></Topic></TopicSet>"""
                    + STORY));

    assertThat(article.format()).isEqualTo("newsml");
    assertThat(article.source()).isEqualTo(new Article.Source("The Wire", "wire.example", "World"));
    assertThat(article.title()).isEqualTo("Harbour opens");
    assertThat(article.summary()).isEqualTo("At last");
    assertThat(article.body()).isEqualTo("One.\n\nTwo.");
    assertThat(article.authors()).containsExactly("Ann Bell");
    assertThat(article.dateline()).isEqualTo("KELL");
    assertThat(article.slugline()).isEqualTo("PORT");
    assertThat(article.credit()).isEqualTo("Wire");
    assertThat(article.copyright()).isEqualTo("Copyright 2024 The Wire");
    assertThat(article.usageTerms()).isEqualTo("Not in Kell");
    assertThat(article.genre()).isEqualTo("Feature");
    assertThat(article.urgency()).isEqualTo(3);
    assertThat(article.language()).isEqualTo(new Article.Language("de", 1.0));
    assertThat(article.publishedAt()).isEqualTo(Instant.parse("2024-06-11T08:00:00Z"));
    assertThat(article.updatedAt()).isEqualTo(Instant.parse("2024-06-11T08:30:00Z"));
    assertThat(article.keywords())
        .containsExactly(
            new Keyword(null, null, "ferry"),
            new Keyword(null, null, "boats"),
            new Keyword("urn:s", "04003000", "04003000"),
            new Keyword("ISIN", "XX1", "Kell Lines"),
            new Keyword("OwnKeywords", null, "ports"));
  }

  @Test
  void shouldGiveAllRevisionsOfAnItemOneId() {
    String component = component("<NewsLines><HeadLine>H</HeadLine></NewsLines>" + STORY);
    List<ParsedItem> items = parse(item(1, "", component) + item(2, "", component));

    assertThat(items).hasSize(2);
    assertThat(article(items.get(0)).sourceId()).isEqualTo("urn:newsml:wire.example:20240611:17");
    assertThat(article(items.get(1)).id()).isEqualTo(article(items.get(0)).id());
    assertThat(article(items.get(1)).sourceVersion()).isEqualTo(2);
  }

  @Test
  void shouldMakeAnIdOfItsPartsWhereThePublicOneIsMissing() {
    String item =
        item(1, "", component(STORY)).replaceAll("(?s)<PublicId.*</PublicIdentifier>", "");

    assertThat(article(parse(item).get(0)).sourceId())
        .isEqualTo("urn:newsml:wire.example:20240611:17");
  }

  @Test
  void shouldKeepPicturesAndTheirLinesOutOfTheStory() {
    String photo =
        "<NewsComponent><Role FormalName=\"Photo\"/><NewsLines><HeadLine>A boat</HeadLine></NewsLines>"
            + "<ContentItem Duid=\"c1\" Href=\"http://x.example/1.jpg\"><MimeType"
            + " FormalName=\"image/jpeg\"/></ContentItem></NewsComponent>";
    String contact =
        "<NewsComponent><Role FormalName=\"Contact\"/>"
            + XHTML.formatted("<p>Call us</p>")
            + "</NewsComponent>";
    Article article =
        article(
            "",
            component(
                photo
                    + contact
                    + component("<NewsLines><HeadLine>Title</HeadLine></NewsLines>" + STORY)));

    assertThat(article.title()).isEqualTo("Title");
    assertThat(article.body()).isEqualTo("One.\n\nTwo.");
    assertThat(article.associations())
        .containsExactly(
            new Association("Photo", "picture", "c1", "A boat", "http://x.example/1.jpg"));
  }

  @Test
  void shouldSkipAnItemOfPicturesAlone() {
    String photo =
        "<NewsComponent><NewsLines><HeadLine>A boat</HeadLine></NewsLines><ContentItem Href=\"1.jpg\">"
            + "<MediaType FormalName=\"Photo\"/></ContentItem></NewsComponent>";

    assertThat(parse(item(1, "", photo)))
        .containsExactly(new Skipped("a NewsItem of picture alone, no article", "newsml"));
  }

  @Test
  void shouldSkipWhatHoldsNoComponent() {
    assertThat(parse(item(1, "", "<Update><Delete/></Update>") + item(1, "", "<TopicSet/>")))
        .containsExactly(
            new Skipped("a NewsItem with changes to another for its content, no article", "newsml"),
            new Skipped("a NewsItem with a TopicSet for its content, no article", "newsml"));
  }

  @Test
  void shouldReadOneOfTheEquivalentComponents() {
    String both =
        component(XHTML.formatted("<p>English.</p>"))
            + component(XHTML.formatted("<p>Deutsch.</p>"));
    String equivalents =
        component(both).replaceFirst("<NewsComponent>", "<NewsComponent EquivalentsList=\"yes\">");

    assertThat(article("", equivalents).body()).isEqualTo("English.");
    assertThat(article("", component(both)).body()).isEqualTo("English.\n\nDeutsch.");
  }

  @Test
  void shouldReadNitfAndPlainText() {
    String nitf =
        "<ContentItem><DataContent><nitf><body><body.head><hedline><hl1>Inner</hl1></hedline>"
            + "</body.head><body.content><p>Text.</p></body.content></body></nitf></DataContent></ContentItem>";
    String plain = "<ContentItem><DataContent>One.\n\nTwo.</DataContent></ContentItem>";

    assertThat(article("", component(nitf)).title()).isEqualTo("Inner");
    assertThat(article("", component(nitf)).body()).isEqualTo("Text.");
    assertThat(article("", component(plain)).body()).isEqualTo("One.\n\nTwo.");
  }

  @Test
  void shouldHoldAnEmbargoUntilItsStatusChanges() {
    String status = "<Status FormalName=\"Embargoed\"/>";
    String change =
        "<StatusWillChange><FutureStatus FormalName=\"Usable\"/><DateAndTime>20310101T000000Z"
            + "</DateAndTime></StatusWillChange>";

    assertThat(article(status + change, component(STORY)).embargoedUntil())
        .isEqualTo(Instant.parse("2031-01-01T00:00:00Z"));
    assertThat(parse(item(1, status, component(STORY))).get(0)).isInstanceOf(Broken.class);
    assertThat(article(change.replace("Usable", "Canceled"), component(STORY)).expiresAt())
        .isEqualTo(Instant.parse("2031-01-01T00:00:00Z"));
  }

  @Test
  void shouldTakeAWithdrawnStatusForARetraction() {
    assertThat(article("<Status FormalName=\"Withheld\"/>", "").retraction())
        .extracting(Article.Retraction::kind)
        .isEqualTo("withheld");
    assertThat(article("<Status FormalName=\"Canceled\"/>", component(STORY)).retraction())
        .extracting(Article.Retraction::kind)
        .isEqualTo("canceled");
  }

  @Test
  void shouldMarkACorrection() {
    String item = item(1, "<Instruction FormalName=\"Correction\"/>", component(STORY));

    assertThat(FormatDrafts.of("<NewsML>" + item + "</NewsML>").get(0).get(Field.CORRECTION))
        .isNotNull();
  }
}
