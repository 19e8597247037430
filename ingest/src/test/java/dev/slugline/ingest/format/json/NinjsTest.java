package dev.slugline.ingest.format.json;

import static dev.slugline.ingest.format.json.Parsed.all;
import static dev.slugline.ingest.format.json.Parsed.article;
import static dev.slugline.ingest.format.json.Parsed.skipped;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Association;
import dev.slugline.ingest.article.Article.Keyword;
import dev.slugline.ingest.article.Article.Source;
import dev.slugline.ingest.format.Field;
import dev.slugline.ingest.format.Found;
import dev.slugline.ingest.format.ParsedItem;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NinjsTest {
  private static final String FIRST =
      """
      {"uri": "urn:newsml:mill.example:20250301:17", "type": "text", "version": "3",
       "firstcreated": "2025-03-01T08:00:00Z", "versioncreated": "2025-03-01T09:30:00+01:00",
       "pubstatus": "usable", "urgency": 2, "language": "en-GB", "slugline": "mill-fire",
       "headline": "Mill burns", "headline_short": "Fire",
       "description_text": "A short account.", "byline": "By Ada Lund and Bo Ek",
       "located": "Ely", "copyrightholder": "Mill Wire", "copyrightnotice": "(c) Mill Wire",
       "usageterms": "Print only.", "ednote": "Adds the cause.", "expires": "2025-04-01T00:00:00Z",
       "genre": [{"name": "Report", "code": "r"}],
       "body_text": "One. Two.", "body_xhtml": "<p>One.</p><p>Two &amp; three.</p>",
       "subject": [{"name": "fire", "scheme": "http://cv.example/t/", "code": "20000139"},
                   {"name": "arson", "code": "medtop:20000108", "rel": "about"}],
       "person": [{"name": "Cy Dale"}], "place": [{"name": "Ely"}],
       "object": [{"name": "a file name", "rel": "suppliedAs"}],
       "service": [{"name": "Regional", "code": "r"}],
       "associations": {
         "featuremedia": {"uri": "urn:x:1", "type": "picture", "headline": "The \\ud800roof",
           "body_text": "A caption of its own.",
           "renditions": {"small": {"href": "https://m.example/s.jpg"},
                          "main": {"href": "https://m.example/m.jpg"}}},
         "gone": null}}
      """;

  private static final String THIRD =
      """
      {"standard": {"name": "ninjs", "version": "3.0"}, "uri": "https://mill.example/n/17",
       "versionCreated": "2025-03-01T08:30:00Z", "pubStatus": "usable", "edNote": "Adds the cause.",
       "headlines": [{"role": "short", "value": "Fire"}, {"role": "main", "value": "Mill burns"}],
       "descriptions": [{"role": "creditline", "value": "Mill Wire"},
                        {"role": "lead", "value": "A short account."}],
       "bodies": [{"role": "text", "contentType": "text/plain", "value": "One. Two."},
                  {"role": "html5", "contentType": "text/html",
                   "value": "<html><head><title>x</title></head><body><h1>Mill burns</h1><div><span class='a'>Ely</span><span class='b'>MW</span></div><p>One.</p><figure><img src='a'/><figcaption>A caption.</figcaption></figure><p>Two.</p></body></html>"}],
       "by": "Ada Lund, Mill Press", "copyrightHolder": "Mill Wire",
       "infoSources": [{"name": "Fire brigade", "role": "http://cv.example/source"}],
       "subjects": [{"name": "fire", "uri": "http://cv.iptc.org/newscodes/mediatopic/20000139"},
                    {"name": "arson", "literal": "medtop:20000108"},
                    {"name": "mills", "literal": "9", "uri": "http://cv.example/s#9"},
                    {"uri": "urn:x:topic"}],
       "organisations": [{"name": "Brigade", "literal": "FB", "uri": "https://brigade.example"}],
       "associations": [{"name": "a1", "type": "picture", "uri": "urn:x:1",
         "headlines": [{"value": "The roof"}],
         "renditions": [{"name": "x", "href": "https://m.example/x.jpg"}]}]}
      """;

  @Test
  void generationOneKeepsItsTextItsSubjectsAndTheEditorsFields() {
    Article article = article(FIRST);

    assertThat(article.format()).isEqualTo("ninjs");
    assertThat(article.sourceId()).isEqualTo("urn:newsml:mill.example:20250301:17");
    assertThat(article.sourceVersion()).isEqualTo(3);
    assertThat(article.source()).isEqualTo(new Source("Mill Wire", "mill.example", "Regional"));
    assertThat(article.title()).isEqualTo("Mill burns");
    assertThat(article.body()).isEqualTo("One.\n\nTwo & three.");
    assertThat(article.summary()).isEqualTo("A short account.");
    assertThat(article.authors()).containsExactly("Ada Lund", "Bo Ek");
    assertThat(article.publishedAt()).isEqualTo(Instant.parse("2025-03-01T08:00:00Z"));
    assertThat(article.updatedAt()).isEqualTo(Instant.parse("2025-03-01T08:30:00Z"));
    assertThat(article.expiresAt()).isEqualTo(Instant.parse("2025-04-01T00:00:00Z"));
    assertThat(article.urgency()).isEqualTo(2);
    assertThat(article.genre()).isEqualTo("Report");
    assertThat(article.dateline()).isEqualTo("Ely");
    assertThat(article.slugline()).isEqualTo("mill-fire");
    assertThat(article.edNote()).isEqualTo("Adds the cause.");
    assertThat(article.copyright()).isEqualTo("(c) Mill Wire");
    assertThat(article.usageTerms()).isEqualTo("Print only.");
    assertThat(article.keywords())
        .containsExactly(
            new Keyword("http://cv.example/t/", "20000139", "fire"),
            new Keyword("medtop", "20000108", "arson"),
            new Keyword(null, null, "Cy Dale"),
            new Keyword(null, null, "Ely"));
    assertThat(article.associations())
        .containsExactly(
            new Association(
                "featuremedia", "picture", "urn:x:1", "The roof", "https://m.example/m.jpg"));
  }

  @Test
  void generationThreeDoesSoUnderItsOwnNames() {
    Article article = article(THIRD);

    assertThat(article.title()).isEqualTo("Mill burns");
    assertThat(article.body()).isEqualTo("Ely MW\n\nOne.\n\nTwo.");
    assertThat(article.summary()).isEqualTo("A short account.");
    assertThat(article.credit()).isEqualTo("Mill Wire");
    assertThat(article.authors()).containsExactly("Ada Lund");
    assertThat(article.edNote()).isEqualTo("Adds the cause.");
    assertThat(article.source()).isEqualTo(new Source("Fire brigade", "mill.example", null));
    assertThat(article.url()).isEqualTo("https://mill.example/n/17");
    assertThat(article.publishedAt()).isEqualTo(Instant.parse("2025-03-01T08:30:00Z"));
    assertThat(article.keywords())
        .containsExactly(
            new Keyword("http://cv.iptc.org/newscodes/mediatopic/", "20000139", "fire"),
            new Keyword("medtop", "20000108", "arson"),
            new Keyword("http://cv.example/s#", "9", "mills"),
            new Keyword(null, "urn:x:topic", "urn:x:topic"),
            new Keyword(null, "FB", "Brigade"));
    assertThat(article.associations())
        .containsExactly(
            new Association("a1", "picture", "urn:x:1", "The roof", "https://m.example/x.jpg"));
  }

  @Test
  void theMainBodyWinsAndNitfLosesOnlyToHtml() {
    String nitf =
        "<?xml version='1.0'?><nitf><head><title>T</title></head><body><body.head>"
            + "<hedline><hl1>H</hl1></hedline></body.head><body.content><block><p>In NITF.</p>"
            + "<media><media-caption>A caption.</media-caption></media><p>More.</p></block>"
            + "</body.content></body></nitf>";

    assertThat(body("\"body_text\": \"Plain.\", \"body_nitf\": \"" + nitf + "\""))
        .isEqualTo("In NITF.\n\nMore.");
    assertThat(
            body(
                "\"bodies\": [{\"role\": \"html\", \"value\": \"<p>Other.</p>\"},"
                    + "{\"role\": \"main\", \"value\": \"The main one.\"}]"))
        .isEqualTo("The main one.");
    assertThat(
            body(
                "\"bodies\": [{\"role\": \"teaser\", \"value\": \"<p>Come in.</p>\"},"
                    + "{\"contenttype\": \"text/plain\", \"value\": \"The text.\"},"
                    + "{\"contenttype\": \"application/json\", \"value\": \"{}\"}]"))
        .isEqualTo("The text.");
    assertThat(body("\"body_xhtml\": \"<p> </p>\", \"body_text\": \"Not empty.\""))
        .isEqualTo("Not empty.");
  }

  private static String body(String bodies) {
    return String.valueOf(
        article("{\"uri\": \"urn:x:1\", \"type\": \"text\", \"headline\": \"H\", " + bodies + "}")
            .body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "picture",
        "Photo",
        "video",
        "audio",
        "graphic",
        "event",
        "planning",
        "composite",
        "package",
        "newscoverage",
        "interpretive-dance"
      })
  void whatIsNoTextIsSkippedByName(String type) {
    assertThat(
            skipped(
                "{\"uri\": \"urn:x:1\", \"versioncreated\": \"2025-03-01T09:30:00Z\", \"headline\":"
                    + " \"H\", \"type\": \""
                    + type
                    + "\"}"))
        .contains(type.toLowerCase(java.util.Locale.ROOT), "no article");
  }

  @Test
  void anEventOrAPlanWithoutATypeIsToldByWhatItHas() {
    assertThat(skipped("{\"uri\": \"urn:x:1\", \"title\": \"T\", \"eventDetails\": {}}"))
        .contains("event");
    assertThat(skipped("{\"uri\": \"urn:x:1\", \"title\": \"T\", \"plannedCoverage\": [{}]}"))
        .contains("planning");
    assertThat(skipped("{\"uri\": \"urn:x:1\", \"title\": \"T\", \"renditions\": [{}]}"))
        .contains("renditions");
  }

  @Test
  void aCompositeWithATextIsAnArticle() {
    assertThat(
            article("{\"uri\": \"urn:x:1\", \"type\": \"composite\", \"body_text\": \"Words.\"}")
                .body())
        .isEqualTo("Words.");
  }

  @ParameterizedTest
  @CsvSource({"canceled,canceled", "Cancelled,canceled", "withheld,withheld"})
  void aKillFindsItsArticleThoughItNamesNoSource(String status, String kind) {
    Article killed =
        article(
            "{\"uri\": \"urn:newsml:mill.example:20250301:17\", \"pubStatus\": \""
                + status
                + "\", \"type\": \"composite\", \"edNote\": \"Wrong man.\"}");

    assertThat(killed.id()).isEqualTo(article(FIRST).id());
    assertThat(killed.retraction())
        .isEqualTo(new Article.Retraction(kind, "Wrong man.", null, Parsed.NOW));
    assertThat(killed.body()).isNull();
  }

  @Test
  void aNumberIsAnIdOnlyWithinItsSource() {
    String one = "{\"uri\": \"17\", \"body_text\": \"Words.\", \"copyrightholder\": \"A\"}";

    assertThat(article(one).id()).isNotEqualTo(article(one.replace("\"A\"", "\"B\"")).id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"signal\": \"sig:correction\"",
        "\"signals\": [\"update\", \"Correction\"]",
        "\"signals\": [{\"uri\": \"http://cv.iptc.org/newscodes/signal/correction\"}]"
      })
  void aCorrectionIsToldByItsSignal(String signal) throws Exception {
    String item = "{\"uri\": \"urn:x:1\", \"body_text\": \"Words.\", " + signal + "}";

    Found found = Ninjs.read(new ObjectMapper().readTree(item), new byte[0]);

    assertThat(((Found.Text) found).draft().get(Field.CORRECTION)).isNotNull();
  }

  @Test
  void anEmbargoIsKept() {
    assertThat(
            article(
                    FIRST.replace(
                        "\"version\"", "\"embargoed\": \"2031-01-01T00:00:00Z\", \"version\""))
                .embargoedUntil())
        .isEqualTo(Instant.parse("2031-01-01T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"soon\"", "true", "{\"until\": \"2031-01-01\"}", "[]"})
  void anEmbargoThatCannotBeReadIsNotTakenForNone(String embargo) {
    for (String rest : List.of("\"uri\": \"urn:x:1\"", "\"id\": \"1\"")) {
      List<ParsedItem> items =
          all("{" + rest + ", \"body_text\": \"Words.\", \"embargoed\": " + embargo + "}");

      assertThat(Parsed.broken(items.get(0)).reason()).contains("an embargo that cannot be read");
    }
  }

  @Test
  void aCreditIsNoSummary() {
    Article article =
        article(
            "{\"uri\": \"urn:x:1\", \"type\": \"text\", \"embargoed\": \"\", \"headlines\": [{\"value\":"
                + " \"H\"}], \"descriptions\": [{\"role\": \"creditline\", \"value\": \"Mill Wire\"}]}");

    assertThat(article.credit()).isEqualTo("Mill Wire");
    assertThat(article.summary()).isNull();
    assertThat(article.body()).isEmpty();
    assertThat(article.embargoedUntil()).isNull();
  }

  @Test
  void aFieldOfTheWrongTypeIsNamedAndTheRestIsTaken() {
    Article article =
        article(
            "{\"uri\": \"urn:x:1\", \"body_text\": \"Words.\", \"headline\": {\"a\": 1},"
                + " \"slugline\": [\"x\"], \"subject\": 7, \"renditions\": 3,"
                + " \"associations\": [1], \"genre\": [[]], \"urgency\": \"high\"}");

    assertThat(article.body()).isEqualTo("Words.");
    assertThat(article.warnings())
        .contains("wrong-type:slugline", "wrong-type:subject", "no-number:urgency", "no-title");
  }

  @Test
  void aListOfThemGivesItemsWithTheirOwnBytes() {
    String picture = "{\"uri\": \"urn:x:2\", \"type\": \"picture\"}";
    String bad = "{ \"uri\": \"urn:x:3\",\n  \"versioncreated\": \"\" }";
    List<ParsedItem> items = all("{\"items\": [" + FIRST + ", " + picture + ", " + bad + "]}");

    assertThat(items).hasSize(3);
    assertThat(article(items.get(0))).isEqualTo(article(FIRST));
    assertThat(items.get(1)).isInstanceOf(ParsedItem.Skipped.class);
    assertThat(Parsed.bytes(items.get(2))).isEqualTo(bad);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Von Eva Mai, dpa | Eva Mai",
        "Karl Ek/TT | Karl Ek",
        "Ada Lund, Bo Ek and Cy Dale | Ada Lund;Bo Ek;Cy Dale",
        "NTB | NTB",
        "By Byron Andrews | Byron Andrews",
        "Ada Lund and Bo Ek, Staff Writers, The Mill Press | Ada Lund;Bo Ek"
      })
  void aBylineHoldsNames(String byline, String names) {
    assertThat(NinjsByline.names(byline)).containsExactly(names.split(";"));
  }
}
