package dev.slugline.ingest.format.json;

import static dev.slugline.ingest.format.json.Parsed.all;
import static dev.slugline.ingest.format.json.Parsed.article;
import static dev.slugline.ingest.format.json.Parsed.broken;
import static dev.slugline.ingest.format.json.Parsed.bytes;
import static dev.slugline.ingest.format.json.Parsed.skipped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.RawParser;
import dev.slugline.ingest.Spent;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Source;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonArticlesTest {
  private static List<ParsedItem> declared(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new RawParser(Limits.DEFAULT)
        .parse(new RawRecord(null, bytes, "application/json", false, null, null, null, Parsed.NOW));
  }

  @Test
  void theNamesOfSchemaOrgAreRead() {
    Article article =
        article(
            """
            {"@type": "NewsArticle", "headline": "Weir mended", "articleBody": "It holds.",
             "author": {"@type": "Person", "name": "Ada Lund"}, "inLanguage": "en-GB",
             "publisher": {"name": "Weir News", "url": "https://www.weir.example/about"},
             "mainEntityOfPage": {"@id": "https://weir.example/a"}, "datePublished": "2025-01-02",
             "copyrightNotice": "(c) Weir"}
            """);

    assertThat(article.format()).isEqualTo("json");
    assertThat(article.source()).isEqualTo(new Source("Weir News", "weir.example", null));
    assertThat(article.url()).isEqualTo("https://weir.example/a");
    assertThat(article.authors()).containsExactly("Ada Lund");
    assertThat(article.copyright()).isEqualTo("(c) Weir");
    assertThat(article.language()).isEqualTo(new Article.Language("en", 1.0));
  }

  @Test
  void numbersThatAreIdsStayAsTheyAreWritten() {
    for (String id : List.of("12345678901234567890", "1e400", "-0", "1.50", "1e99999999999")) {
      assertThat(article("{\"title\": \"T\", \"id\": " + id + "}").sourceId()).isEqualTo(id);
    }
  }

  @Test
  void theLimitsAreNamedWithTheirValueAndThePlace() {
    String deep = "{\"title\": \"T\",\n \"x\": " + "[".repeat(300) + "]".repeat(300) + "}";
    String number = "{\"title\": \"T\",\n \"id\": " + "7".repeat(1_001) + "}";

    assertThat(broken(all(deep).get(0)).code()).isEqualTo("over-limit");
    assertThat(broken(all(deep).get(0)).reason()).contains("json.max.depth=200", "line 2, column");
    assertThat(broken(all(number).get(0)).code()).isEqualTo("over-limit");
    assertThat(broken(all(number).get(0)).reason())
        .contains("1001", "json.max.number.length=1000", "line 2, column");
    List<ParsedItem> items = all("[{\"title\": \"A\"}, " + deep + ", {\"title\": \"C\"}]");
    assertThat(items).hasSize(3);
    assertThat(broken(items.get(1)).reason()).contains("json.max.depth=200");
    assertThat(bytes(items.get(1))).isEqualTo(deep);
    assertThat(article(items.get(2)).title()).isEqualTo("C");
  }

  @Test
  void aStringMayBeAsLongAsARecord() {
    String text = "{\"title\": \"T\", \"body\": \"" + "word ".repeat(1_500_000) + "\"}";

    List<ParsedItem> items = all(text, noTimeOut());

    assertThat(items).hasSize(1);
    assertThat(article(items.get(0)).wordCount()).isEqualTo(1_500_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "{\"a\":",
        "[{\"a\":",
        "[[",
        "{\"items\":[{\"a\":[",
        "{\"items\":[",
        "{}",
        "{\"a\":1}\n",
        "[{},",
        "{\"a\"",
        "[{}]",
        "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{"
      })
  void whatIsMadeToBeSlowIsNot(String bait) {
    String text = " ".repeat(1_000_000) + bait.repeat(2_000_000 / bait.length());
    Spent spent = Spent.from();

    List<ParsedItem> items = all(text, noTimeOut());

    assertThat(items).isNotEmpty();
    assertThat(spent.soFar()).isLessThan(Duration.ofSeconds(4));
    assertThat(items).noneMatch(ParsedItem.Ready.class::isInstance);
  }

  private static Limits noTimeOut() {
    Limits all = Limits.DEFAULT;
    return new Limits(
        all.rawMaxBytes(),
        all.maxItems(),
        all.xmlDepth(),
        all.jsonDepth(),
        all.jsonNumberLength(),
        all.unpackedMaxBytes(),
        all.unpackedMaxRatio(),
        all.pageBudget(),
        Duration.ofMinutes(5));
  }

  @Test
  void ofANameThatComesTwiceTheLastValueCountsAndIsWarnedOf() {
    Article article = article("{\"title\": \"One\", \"title\": \"Two\", \"x\": 1, \"x\": 2}");

    assertThat(article.title()).isEqualTo("Two");
    assertThat(article.warnings())
        .contains("duplicate-key:title")
        .doesNotContain("duplicate-key:x");
  }

  @Test
  void charactersThatNoTextCanHaveAreTakenOut() {
    String odd = "a\\u0000b\\ud800c\\udc00d \\ud83d\\ude00";
    Article article =
        article(
            "\ufeff{\"title\": \""
                + odd
                + "\", \"id\": \""
                + odd
                + "\", \"tags\": [\""
                + odd
                + "\"]}");

    assertThat(article.title()).isEqualTo("abcd \ud83d\ude00");
    assertThat(article.sourceId()).isEqualTo("abcd \ud83d\ude00");
    assertThat(article.keywords().get(0).name()).isEqualTo("abcd \ud83d\ude00");
    assertThat(article("{\"title\": \"a raw\u0000 nul\", \"section\": \"Mills\"}").title())
        .isEqualTo("a raw nul");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'title': 'T'}",
        "{/* why */ \"title\": \"T\"}",
        "{\"title\": \"T\" // why\n}",
        "{\"title\": \"T\",}",
        "{\"title\": NaN}",
        "{\"title\": -Infinity}",
        "{\"title\": undefined}",
        "{\"title\": 007}",
        "{\"title\":\u001e \"a title of some length\"}",
        "{\"title\": \"\\x41\"}",
        "{\"title\" \"T\"}",
        "{\"title\": \"T\"",
        "{\"title\": \"T"
      })
  void whatIsNoJsonIsRefusedInWordsForAPerson(String text) {
    List<ParsedItem> items = all(text);

    assertThat(items).hasSize(1);
    assertThat(broken(items.get(0)).code()).isEqualTo("malformed");
    assertThat(broken(items.get(0)).reason())
        .startsWith("JSON at line 1, column ")
        .doesNotContain("Feature", "Source", "Json", "ALLOW", "undefined");
    assertThat(bytes(items.get(0))).isEqualTo(text);
  }

  @Test
  void objectsOneBehindTheOtherAreItems() {
    List<ParsedItem> items =
        all("{\"title\": \"A\"}{\"title\": \"B\"}\n\n{\n\"title\":\n\"C\"} and more");

    assertThat(items).hasSize(4);
    assertThat(article(items.get(1)).title()).isEqualTo("B");
    assertThat(article(items.get(2)).title()).isEqualTo("C");
    assertThat(broken(items.get(3)).reason()).contains("line 5, column 6", "text after the object");
    assertThat(bytes(items.get(3))).isEqualTo("and more");
  }

  @Test
  void aBrokenElementLeavesItsNeighboursBe() {
    String quoted = "{\"title\": \"He said \"no\" again\"}";
    List<ParsedItem> items =
        all("[{\"title\": \"A\"},\n " + quoted + ",\n , {\"title\": \"D\"} 7, true,\n]");

    assertThat(items).hasSize(7);
    assertThat(broken(items.get(1)).reason()).contains("line 2, column 22");
    assertThat(bytes(items.get(1))).isEqualTo(quoted);
    assertThat(broken(items.get(2)).reason()).contains("line 3, column 2", "an element is missing");
    assertThat(article(items.get(3)).title()).isEqualTo("D");
    assertThat(broken(items.get(4)).reason()).contains("this is: number");
    assertThat(broken(items.get(5)).reason()).contains("this is: boolean");
    assertThat(broken(items.get(6)).reason()).contains("line 4, column 1", "an element is missing");
  }

  @Test
  void whatStandsBeforeTheCutOfAnArrayComesOut() {
    List<ParsedItem> items = all("[{\"title\": \"A\"}, {\"title\": \"B\"}, {\"title\": [\"C");

    assertThat(items).hasSize(3);
    assertThat(article(items.get(1)).title()).isEqualTo("B");
    assertThat(broken(items.get(2)).reason()).contains("does not end");
    assertThat(bytes(items.get(2))).isEqualTo("{\"title\": [\"C");
  }

  @Test
  void elementsOfAnEnvelopeHaveTheirOwnBytesAsTheyWere() {
    List<ParsedItem> items =
        all(
            "{\"status\": \"ok\", \"articles\": [{\"title\": \"A\"}, { \"title\" : 1.50 }], \"n\": 2}");

    assertThat(items).hasSize(2);
    assertThat(bytes(items.get(1))).isEqualTo("{ \"title\" : 1.50 }");
    assertThat(skipped("{\"status\": \"ok\", \"articles\": []}")).isEqualTo("empty");
  }

  @Test
  void whatBreaksBehindTheListOfAnEnvelopeIsRefusedBesideItsItems() {
    List<ParsedItem> items = all("{\"items\": [{\"title\": \"A\"}], \"n\": nil}");

    assertThat(items).hasSize(2);
    assertThat(article(items.get(0)).title()).isEqualTo("A");
    assertThat(broken(items.get(1)).reason()).contains("line 1, column");
  }

  @Test
  void anElementOfUtf16IsKeptInUtf8() {
    byte[] utf16 = "\ufeff[{\"title\": \"Å\"}, {\"x\": \"å\"}]".getBytes(StandardCharsets.UTF_16LE);

    List<ParsedItem> items = all(utf16, Limits.DEFAULT);

    assertThat(article(items.get(0)).title()).isEqualTo("Å");
    assertThat(bytes(items.get(1))).isEqualTo("{\"x\": \"å\"}");
  }

  @Test
  void aSchemaIsNoArticle() {
    assertThat(
            skipped(
                "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"title\": \"S\"}"))
        .contains("schema");
  }

  @Test
  void aLineThatIsDeclaredToBeJsonIsRefusedAndNotTakenForText() {
    assertThat(broken(declared("no braces at all").get(0)).reason()).contains("line 1, column 1");
    assertThat(broken(declared("{bad").get(0)).code()).isEqualTo("malformed");
    assertThat(broken(declared("[1]").get(0)).reason()).contains("this is: number");
    assertThat(article(declared("Ferry sails\n\nIt sails again.").get(0)).warnings())
        .contains("wrong-content-type");
  }
}
