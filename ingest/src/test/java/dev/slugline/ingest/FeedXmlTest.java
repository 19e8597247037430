package dev.slugline.ingest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Feeds as whole documents: what is taken for one, and what its damage does. */
class FeedXmlTest {
  private static final String RSS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0"><channel><title>The Wire</title><link>https://wire.example/</link>
       <item><guid isPermaLink="false">1</guid><title>First</title></item>
       <item><guid isPermaLink="false">2</guid><title>Second</title></item>
       <item><guid isPermaLink="false">3</guid><title>Third</title></item>
      </channel></rss>
      """;

  static List<ParsedItem> parse(String text) {
    return parse(text, Limits.DEFAULT);
  }

  private static List<ParsedItem> parse(String text, Limits limits) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new RawParser(limits).parse(RawRecord.of(bytes, RawParserTest.NOW));
  }

  static Article article(ParsedItem item) {
    assertThat(item).isInstanceOf(ParsedItem.Ready.class);
    return ((ParsedItem.Ready) item).article();
  }

  static List<Article> articles(String text) {
    return parse(text).stream().map(FeedXmlTest::article).toList();
  }

  /** The language that an article says it is in; empty: none. */
  static String language(Article article) {
    Article.Language language = article.language();
    return language == null ? "" : language.code();
  }

  private static List<String> titles(String text) {
    return articles(text).stream().map(Article::title).toList();
  }

  private static ParsedItem.Broken broken(ParsedItem item) {
    assertThat(item).isInstanceOf(ParsedItem.Broken.class);
    return (ParsedItem.Broken) item;
  }

  private static String bytes(ParsedItem.Broken broken) {
    return new String(broken.bytes(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "First|First & last",
        "First|First&unheard;",
        "First|Fir\u0001st",
        "First|A <b>first</title> <title>B</b>",
        "<title>First|<title a='1' a='2'>First",
        "<title>First|<dc:creator>Ana</dc:creator><title>First",
        "</guid><title>First|</guid></link><title>First",
        "First</title></item>|First</title>",
        "</channel></rss>|",
        "</channel>|</chanel>",
        "First|First <3 and x < y",
        "<?xml|mark <?xml",
      })
  void soundItemsOfAnIllFormedFeedAreArticlesWithAWarning(String sound, String damaged) {
    List<Article> articles = articles(RSS.replace(sound, damaged == null ? "" : damaged));

    assertThat(articles).hasSize(3);
    assertThat(articles.get(1).title()).isEqualTo("Second");
    assertThat(articles)
        .allSatisfy(article -> assertThat(article.warnings()).contains("ill-formed-xml"))
        .allSatisfy(
            article -> assertThat(requireNonNull(article.source()).name()).isEqualTo("The Wire"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n \n", "\ufeff", "\ufeff\n\ufeff"})
  void spacesAndMarksBeforeTheDeclarationDoNoHarm(String before) {
    assertThat(articles(before + RSS))
        .hasSize(3)
        .allSatisfy(article -> assertThat(article.warnings()).doesNotContain("ill-formed-xml"));
  }

  @Test
  void whatASoundFeedSaysHasNoSuchWarning() {
    assertThat(articles(RSS.replace("First", "First&nbsp;&amp; last &eacute;")))
        .allSatisfy(article -> assertThat(article.warnings()).doesNotContain("ill-formed-xml"));
  }

  @Test
  void anItemThatIsCutOffIsADeadLetterOfItsOwnBytes() {
    List<ParsedItem> items = parse(RSS.substring(0, RSS.indexOf("Third") + 3));

    assertThat(items).hasSize(3);
    assertThat(article(items.get(1)).title()).isEqualTo("Second");
    ParsedItem.Broken cut = broken(items.get(2));
    assertThat(cut.code()).isEqualTo("malformed");
    assertThat(cut.reason()).startsWith("<item> at line 5, column 2").contains("cut off");
    assertThat(bytes(cut)).startsWith("<item>").endsWith("Thi");
  }

  @Test
  void anItemThatIsNestedTooDeeplyLeavesItsSiblingsAlone() {
    String deep = "<d>".repeat(100_000) + "</d>".repeat(100_000);
    List<ParsedItem> items = parse(RSS.replace("Second", deep));

    assertThat(items).hasSize(3);
    assertThat(article(items.get(2)).title()).isEqualTo("Third");
    ParsedItem.Broken refused = broken(items.get(1));
    assertThat(refused.code()).isEqualTo("over-limit");
    assertThat(refused.reason()).contains("xml.max.depth=200").contains("line 4");
    assertThat(bytes(refused)).startsWith("<item><guid").endsWith("</title></item>");
  }

  @Test
  void aFeedThatIsNestedTooDeeplyWithoutItemsIsRefused() {
    for (String end : List.of("</a>".repeat(5_000) + "</rss>", "")) {
      List<ParsedItem> items = parse("<rss>" + "<a>".repeat(5_000) + end);

      assertThat(items).hasSize(1);
      assertThat(broken(items.get(0)).code()).isEqualTo("over-limit");
    }
  }

  @Test
  void anItemWithoutAWordIsADeadLetterAndTheOthersGoOn() {
    List<ParsedItem> items = parse(RSS.replace("<title>Second</title>", ""));

    assertThat(article(items.get(2)).title()).isEqualTo("Third");
    assertThat(bytes(broken(items.get(1))))
        .isEqualTo("<item><guid isPermaLink=\"false\">2</guid></item>");
  }

  @Test
  void anItemOfMediaAloneIsSkipped() {
    String media = "<enclosure url='https://wire.example/a.mp3' type='audio/mpeg'/>";

    assertThat(parse(RSS.replace("<title>Second</title>", media)))
        .element(1)
        .isEqualTo(new ParsedItem.Skipped("media", "rss"));
  }

  @Test
  void whatHasNoItemsIsSkipped() {
    assertThat(parse("<rss version='2.0'><channel><title>T</title></channel></rss>"))
        .containsExactly(new ParsedItem.Skipped("empty", "rss"));
    assertThat(
            parse("<opml version='2.0'><body><outline xmlUrl='https://a.example'/></body></opml>"))
        .containsExactly(new ParsedItem.Skipped("feed-list"));
  }

  @Test
  void theItemOfADeadLetterIsReadAlone() {
    Article rss = articles("<item><title>T</title><dc:creator>Ana</dc:creator></item>").get(0);
    Article atom = articles("<entry><title>T</title><id>urn:x:1</id></entry>").get(0);

    assertThat(rss.format()).isEqualTo("rss");
    assertThat(rss.authors()).containsExactly("Ana");
    assertThat(atom.format()).isEqualTo("atom");
    assertThat(atom.sourceId()).isEqualTo("urn:x:1");
  }

  @Test
  void complaintsOfTheServerBeforeAFeedArePassedOver() {
    String complaint =
        "<br />\n<b>Warning</b>: not found in <b>/srv/x</b> on line <b>3</b><br />\n";

    assertThat(titles(complaint + RSS)).containsExactly("First", "Second", "Third");
    assertThat(titles(complaint + RSS.substring(RSS.indexOf("<rss")))).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "To write a feed begin with <rss> and go on.",
        "<!DOCTYPE html><html><body><rss version='2.0'></rss></body></html>",
        "<newsItem xmlns='urn:n'><feed xmlns='http://www.w3.org/2005/Atom'/></newsItem>",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><Person/></rdf:RDF>"
      })
  void notAllThatSpeaksOfFeedsIsOne(String text) {
    assertThat(parse(text))
        .noneMatch(
            item ->
                (item instanceof ParsedItem.Skipped skipped
                        && !skipped.reason().startsWith("a web page"))
                    || (item instanceof ParsedItem.Ready ready
                        && List.of("rss", "atom").contains(ready.article().format())));
  }

  @Test
  void nothingOutsideIsRead() {
    String attack =
        "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
            + RSS.substring(RSS.indexOf("<rss")).replace("First", "First &x;");

    assertThat(titles(attack)).containsExactly("First &x;", "Second", "Third");
  }

  @Test
  void itemsBeyondTheLimitAreRefused() {
    Limits most =
        new Limits(1_000_000, 2, 200, 200, 100, 1, 1, Duration.ofSeconds(5), Duration.ofSeconds(5));
    List<ParsedItem> items = parse(RSS, most);

    assertThat(items).hasSize(3);
    assertThat(broken(items.get(2)).reason()).contains("raw.max.items=2");
  }
}
