package dev.slugline.ingest;

import static dev.slugline.ingest.NewsMlG2Items.SPACE;
import static dev.slugline.ingest.NewsMlG2Items.STORY;
import static dev.slugline.ingest.NewsMlG2Items.article;
import static dev.slugline.ingest.NewsMlG2Items.item;
import static dev.slugline.ingest.NewsMlG2Items.message;
import static dev.slugline.ingest.NewsMlG2Items.parse;
import static dev.slugline.ingest.NewsMlG2Items.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Keyword;
import dev.slugline.ingest.format.Field;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.ParsedItem.Broken;
import dev.slugline.ingest.format.ParsedItem.Skipped;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields of a news item in NewsML-G2, and the items of a message. */
class NewsMlG2Test {
  @Test
  void shouldKeepTheFieldsOfTheEditor() {
    Article article =
        article(
            """
            <versionCreated>2024-06-11T10:15:00Z</versionCreated>
            <firstCreated>2024-06-10T08:00:00Z</firstCreated>
            <service qcode="svc:uk"><name>UK service</name></service>
            <edNote>Adds a quote.</edNote><edNote>More to come.</edNote>
            """,
            """
            <urgency>4</urgency><headline>Harbour opens</headline><slugline>PORT-OPEN</slugline>
            <dateline>KELL, June 10</dateline><creditline>Wire/Ann Bell</creditline>
            <genre qcode="genre:feature"><name>Feature</name></genre><by>By Ann Bell</by>
            <language tag="de"/>
            """,
            STORY);

    assertThat(article.format()).isEqualTo("newsml-g2");
    assertThat(article.sourceId()).isEqualTo("urn:x:1");
    assertThat(article.sourceVersion()).isEqualTo(3);
    assertThat(article.title()).isEqualTo("Harbour opens");
    assertThat(article.body()).isEqualTo("The first.\n\nThe second.");
    assertThat(article.authors()).containsExactly("Ann Bell");
    assertThat(article.urgency()).isEqualTo(4);
    assertThat(article.slugline()).isEqualTo("PORT-OPEN");
    assertThat(article.dateline()).isEqualTo("KELL, June 10");
    assertThat(article.credit()).isEqualTo("Wire/Ann Bell");
    assertThat(article.genre()).isEqualTo("Feature");
    assertThat(article.edNote()).isEqualTo("Adds a quote.\n\nMore to come.");
    assertThat(article.source()).isEqualTo(new Article.Source("Wire", null, "UK service"));
    assertThat(article.language()).isEqualTo(new Article.Language("de", 1.0));
    assertThat(article.publishedAt()).isEqualTo(Instant.parse("2024-06-10T08:00:00Z"));
    assertThat(article.updatedAt()).isEqualTo(Instant.parse("2024-06-11T10:15:00Z"));
    assertThat(article.warnings()).containsExactly("short-body");
  }

  @Test
  void shouldKeepSubjectsWithSchemeCodeAndName() {
    Article article =
        article(
            "",
            """
            <headline>H</headline>
            <subject qcode="medtop:20000642"><name xml:lang="de">Sanktion</name>
             <name xml:lang="en">sanction</name><broader qcode="medtop:11000000"/></subject>
            <subject uri="http://cv.example/topic/77"><name>Seventy-seven</name></subject>
            <subject literal="Acme"/><subject qcode="person:9"/><subject qcode="place:1"/>
            <subject><mainConcept qcode="medtop:1"><name>swimming</name></mainConcept>
             <facetConcept rel="facet:distance"><name>200 m</name></facetConcept></subject>
            <keyword>ferry</keyword>
            """,
            STORY
                + "</contentSet><assert qcode=\"person:9\"><name>Ann Bell</name></assert><contentSet>");

    assertThat(article.keywords())
        .containsExactly(
            new Keyword("medtop", "20000642", "sanction"),
            new Keyword("http://cv.example/topic/", "77", "Seventy-seven"),
            new Keyword(null, null, "Acme"),
            new Keyword("person", "9", "Ann Bell"),
            new Keyword("place", "1", "1"),
            new Keyword("medtop", "1", "swimming"),
            new Keyword("facet:distance", null, "200 m"),
            new Keyword(null, null, "ferry"));
  }

  @Test
  void shouldTakeTheMainHeadlineOfSeveral() {
    String headlines =
        "<headline role=\"hld:sub\">Sub</headline><headline xml:lang=\"fr\">Le port</headline>"
            + "<headline role=\"hld:web\">Web</headline><headline>Main</headline>";

    assertThat(article("", headlines, STORY).title()).isEqualTo("Main");
    assertThat(article("<title>Named</title>", "", item("", "", "")).title()).isEqualTo("Named");
  }

  @Test
  void shouldKeepRightsOnOneLineEach() {
    String rights =
        "<rightsInfo><copyrightHolder literal=\"Wire\"/><copyrightNotice>(c)\n   Wire"
            + "</copyrightNotice><usageTerms>Not\n   for print</usageTerms></rightsInfo><itemMeta>";
    Article article =
        article(
            parse(item("", "<headline>H</headline>", STORY).replace("<itemMeta>", rights)).get(0));

    assertThat(article.copyright()).isEqualTo("(c) Wire");
    assertThat(article.usageTerms()).isEqualTo("Not for print");
  }

  @Test
  void shouldDateAFirstVersionByItselfAndALaterOneByItsContent() {
    String dates = "<versionCreated>2024-06-11T10:15:00Z</versionCreated>";
    String created = "<headline>H</headline><contentCreated>2024-06-01</contentCreated>";
    String first = item(dates, created, STORY).replace("version=\"3\"", "version=\"1\"");

    assertThat(article(dates, "<headline>H</headline>", STORY).publishedAt())
        .isEqualTo(Instant.parse("2024-06-11T10:15:00Z"));
    assertThat(article(dates, created, STORY).publishedAt())
        .isEqualTo(Instant.parse("2024-06-01T00:00:00Z"));
    assertThat(article(parse(first).get(0)).publishedAt())
        .isEqualTo(Instant.parse("2024-06-11T10:15:00Z"));
  }

  @Test
  void shouldHoldWhatIsEmbargoedAndRefuseAnEmbargoWithoutAnEnd() {
    String until = "<embargoed>2031-01-01T12:00:00+01:00</embargoed>";

    assertThat(article(until, "<headline>H</headline>", STORY).embargoedUntil())
        .isEqualTo(Instant.parse("2031-01-01T11:00:00Z"));
    assertThat(parse(item("<embargoed/>", "<headline>H</headline>", STORY)).get(0))
        .isInstanceOfSatisfying(
            Broken.class,
            broken -> {
              assertThat(broken.code()).isEqualTo("malformed");
              assertThat(broken.reason()).contains("embargo", "no time at which it ends");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<pubStatus qcode=\"stat:canceled\"/>",
        "<pubStatus uri=\"http://cv.iptc.org/newscodes/pubstatusg2/canceled\"/>"
      })
  void shouldTakeACanceledItemForARetraction(String status) {
    Article article = article(status + "<edNote>Wrong port.</edNote>", "", "");

    assertThat(article.sourceId()).isEqualTo("urn:x:1");
    assertThat(article.retraction())
        .isEqualTo(new Article.Retraction("canceled", "Wrong port.", null, RawParserTest.NOW));
  }

  @Test
  void shouldTellWithheldFromCanceledAndNameTheSameArticle() {
    Article usable = article("<pubStatus qcode=\"stat:usable\"/>", "<headline>H</headline>", STORY);
    Article withheld =
        article("<pubStatus qcode=\"stat:withheld\"/>", "<headline>H</headline>", "");

    assertThat(withheld.retraction()).extracting(Article.Retraction::kind).isEqualTo("withheld");
    assertThat(withheld.id()).isEqualTo(usable.id());
    assertThat(usable.retraction()).isNull();
  }

  @Test
  void shouldNameAuthorsByBylineOrElseByCreator() {
    String creators =
        "<headline>H</headline><creator qcode=\"c:1\"><name>The Agency</name></creator>"
            + "<creator type=\"cpnat:person\" uri=\"http://x.example/cd\"><name>Carl Dorn</name></creator>";

    assertThat(article("", creators, STORY).authors()).containsExactly("The Agency", "Carl Dorn");
    assertThat(article("", creators + "<by>By Ann Bell, Staff Reporter</by>", STORY).authors())
        .containsExactly("Ann Bell", "Carl Dorn");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"})
  void shouldSkipWhatIsNoNewsItemByItsKind(String kind) {
    assertThat(parse("<" + kind + " " + SPACE + " guid='1'/>"))
        .containsExactly(new Skipped("a " + kind + ", no article", "newsml-g2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"picture", "video", "graphic"})
  void shouldSkipANewsItemThatIsNoTextByItsKind(String kind) {
    String item = item("", "<headline>H</headline>", "").replace("ninat:text", "ninat:" + kind);

    assertThat(parse(item))
        .containsExactly(new Skipped("a newsItem that is a " + kind + ", no article", "newsml-g2"));
  }

  @Test
  void shouldGiveAnItemForEachOfAMessageInOrderAndABadOneAlone() {
    String good = item("", "<headline>One</headline>", STORY);
    String empty = "<newsItem guid=\"2\">\n<x/></newsItem>";
    String later = good.replace("One", "Two").replace("version=\"3\"", "version=\"4\"");

    List<ParsedItem> items = parse(message(empty + good + "<packageItem/>" + later));

    assertThat(items).hasSize(4);
    assertThat(article(items.get(1)).title()).isEqualTo("One");
    assertThat(items.get(0))
        .isInstanceOfSatisfying(
            Broken.class,
            broken -> {
              assertThat(broken.reason()).contains("neither a headline nor a text", "line 1");
              assertThat(broken.bytes()).asString().isEqualTo(empty);
            });
    assertThat(items.get(2)).isInstanceOf(Skipped.class);
    assertThat(article(items.get(3)).sourceVersion()).isEqualTo(4);
    assertThat(article(items.get(3)).id()).isEqualTo(article(items.get(1)).id());
  }

  @Test
  void shouldMarkACorrectionButNotAnUpdate() {
    String head = "<headline>H</headline>";

    assertThat(draftCorrection("<signal qcode=\"sig:correction\"/>", head)).isTrue();
    assertThat(draftCorrection("<signal qcode=\"sig:update\"/>", head)).isFalse();
  }

  private static boolean draftCorrection(String signal, String head) {
    return FormatDrafts.of(item(signal, head, STORY)).stream()
        .anyMatch(draft -> draft.get(Field.CORRECTION) != null);
  }

  @Test
  void shouldRefuseAPartOfAnItemByItsName() {
    assertThat(reason(parse("<contentSet><inlineXML/></contentSet>").get(0)))
        .contains("contentSet", "only a part");
  }
}
