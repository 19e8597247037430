package dev.slugline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class RawParserTest {
  static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private final RawParser parser = new RawParser(Limits.DEFAULT);

  private List<ParsedItem> parse(String text) {
    return parser.parse(RawRecord.of(text.getBytes(StandardCharsets.UTF_8), NOW));
  }

  private static Article article(ParsedItem item) {
    assertThat(item).isInstanceOf(ParsedItem.Ready.class);
    return ((ParsedItem.Ready) item).article();
  }

  private static ParsedItem.Broken broken(ParsedItem item) {
    assertThat(item).isInstanceOf(ParsedItem.Broken.class);
    return (ParsedItem.Broken) item;
  }

  private static RawRecord retraction(String value, String kind, String id) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return new RawRecord(
        null, bytes, null, true, kind.isEmpty() ? null : kind, id.isEmpty() ? null : id, null, NOW);
  }

  @Test
  void theSeedComesOutRight() throws IOException {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.exists(at.resolve("shared/seed/nato-summit.txt"))) {
      at = at.getParent();
    }
    Assumptions.assumeTrue(at != null, "no shared folder beside the project");
    if (at == null) {
      return;
    }
    byte[] bytes = Files.readAllBytes(at.resolve("shared/seed/nato-summit.txt"));
    Article article = article(parser.parse(RawRecord.of(bytes, NOW)).get(0));
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    assertThat(article.title()).isEqualTo(lines.get(0));
    assertThat(article.section()).isEqualTo("World");
    assertThat(article.removed()).hasSize(2);
    assertThat(article.removed().get(0).text()).startsWith("ALSO READ | ");
    assertThat(article.removed().get(1).text()).isEqualTo("World");
    List<String> kept =
        lines.subList(1, lines.size()).stream()
            .map(l -> l.replace('\u00a0', ' ').strip())
            .filter(l -> !l.isEmpty() && !l.startsWith("ALSO READ") && !l.equals("World"))
            .toList();
    assertThat(article.body()).isEqualTo(String.join("\n\n", kept));
    assertThat(article.warnings()).containsExactly("no-date");
    assertThat(article.format()).isEqualTo("text");
  }

  @Test
  void whatNoFormatReadsIsRefusedByNameAndNotTakenForText() {
    assertThat(broken(parse("<!DOCTYPE planets>\n<planets><p>Hello</p></planets>").get(0)).reason())
        .contains("markup");
    assertThat(broken(parse("[".repeat(100_000)).get(0)).code()).isIn("malformed", "over-limit");
    assertThat(article(parse("< 5 % of votes\n\nThe count is not over yet.").get(0)).title())
        .isEqualTo("< 5 % of votes");
  }

  @Test
  void oneBrokenByteDoesNotTurnUtf8IntoAnotherEncoding() {
    byte[] bytes =
        "Tramwaj w Łodzi\n\nLinia znów jeździ wśród drzew?".getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 1] = (byte) 0xff;

    Article article = article(parser.parse(RawRecord.of(bytes, NOW)).get(0));

    assertThat(article.title()).isEqualTo("Tramwaj w Łodzi");
    assertThat(article.body()).startsWith("Linia znów jeździ wśród drzew");
    assertThat(article.warnings()).contains("repaired-encoding");
  }

  @Test
  void nothingIsSkippedAsEmpty() {
    assertThat(parse("")).containsExactly(new ParsedItem.Skipped("empty"));
    assertThat(parse(" \n\t\ufeff ")).hasSize(1);
  }

  @Test
  void aBadLineOfManyLeavesTheOthersAlone() {
    List<ParsedItem> items =
        parse("{\"id\":1,\"title\":\"A\"}\n{\"id\":2,\n{\"id\":3,\"title\":\"C\"}\n");
    assertThat(items).hasSize(3);
    assertThat(article(items.get(0)).title()).isEqualTo("A");
    assertThat(article(items.get(2)).title()).isEqualTo("C");
    ParsedItem.Broken broken = broken(items.get(1));
    assertThat(broken.code()).isEqualTo("malformed");
    assertThat(broken.reason()).contains("line 2, column");
    assertThat(new String(broken.bytes(), StandardCharsets.UTF_8)).isEqualTo("{\"id\":2,");
  }

  @Test
  void eachElementOfAnArrayIsAnArticle() {
    List<ParsedItem> items =
        parse(
            """
            [{"id": "1", "title": "One", "body": "First."},
             {"id": "2", "title": "Two", "body": {"not": "text"}},
             3]
            """);

    assertThat(items).hasSize(3);
    assertThat(article(items.get(0)).body()).isEqualTo("First.");
    assertThat(article(items.get(1)).title()).isEqualTo("Two");
    assertThat(broken(items.get(2)).reason()).contains("this is: number");
    assertThat(parse("[{\"title\": \"One\"}, {\"title\": \"Two\"}")).hasSize(3);
    assertThat(broken(parse("[{\"title\": \"One\"}] {}").get(1)).reason())
        .contains("text after the array");
  }

  @Test
  void anObjectOfARealFeedIsRead() {
    Article article =
        article(
            parse(
                    """
                    {"guid": "abc", "headline": "Talks resume", "articleBody": "They met.\\n\\nThey spoke.",
                     "author": [{"name": "Ana"}, "Bo"], "publisher": {"name": "Wire", "domain": "wire.example"},
                     "link": "HTTPS://Wire.Example:443/a/../b?utm_source=x&p=1#top",
                     "datePublished": "2024-06-05T10:00:00+02:00", "lang": "en-US", "version": 3,
                     "keywords": ["nato", {"name": "Defence", "code": "11001000", "scheme": "iptc"}],
                     "urgency": 2}
                    """)
                .get(0));
    assertThat(article.title()).isEqualTo("Talks resume");
    assertThat(article.body()).isEqualTo("They met.\n\nThey spoke.");
    assertThat(article.authors()).containsExactly("Ana", "Bo");
    assertThat(article.url()).isEqualTo("https://wire.example/b?p=1");
    assertThat(article.publishedAt()).isEqualTo(Instant.parse("2024-06-05T08:00:00Z"));
    assertThat(article.source()).isEqualTo(new Article.Source("Wire", "wire.example", null));
    assertThat(article.sourceVersion()).isEqualTo(3L);
    assertThat(article.keywords()).hasSize(2);
    assertThat(article.id()).matches("[a-z2-7]{16}");
    assertThat(article.contentHash()).matches("[0-9a-f]{32}");
  }

  /** So that who counts refusals by format sees which feed is at fault. */
  @Test
  void whatIsNoArticleSaysItsFormatToo() {
    assertThat(format("{\"title\": \"cut")).isEqualTo("json");
    assertThat(format("[]")).isEqualTo("json");
    assertThat(format("{\"title\": \"\"}")).isEqualTo("json");
    assertThat(
            format(
                "{\"uri\":\"u:1\",\"type\":\"video\",\"versioncreated\":\"2026-01-01T00:00:00Z\"}"))
        .isEqualTo("ninjs");
    assertThat(
            format("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\"}]}"))
        .isEqualTo("jsonfeed");
    assertThat(format("<rss version='2.0'><channel></channel></rss>")).isEqualTo("rss");
    assertThat(format("<rss version='2.0'><channel><item><guid>1</guid></item></channel></rss>"))
        .isEqualTo("rss");
    assertThat(format("<feed xmlns='http://www.w3.org/2005/Atom'></feed>")).isEqualTo("atom");
    assertThat(format("<opml version='2.0'><body></body></opml>")).isNull();
    assertThat(format("<nitf><head>")).isEqualTo("nitf");
    assertThat(format("<NewsML/>")).isEqualTo("newsml");
    assertThat(format("<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'/>"))
        .isEqualTo("newsml-g2");
    assertThat(format("<!DOCTYPE html><title>Login</title><p>Log in")).isEqualTo("html");
    assertThat(format("<unheard of='it'/>")).isNull();
    assertThat(format(" ")).isNull();
  }

  private @Nullable String format(String text) {
    ParsedItem item = parse(text).get(0);
    assertThat(item).isNotInstanceOf(ParsedItem.Ready.class);
    return item.format();
  }

  @Test
  void theWrongTypeIsNamed() {
    assertThat(article(parse("{\"title\": 5, \"body\": \"Text\"}").get(0)).warnings())
        .contains("wrong-type:title", "no-title");
    assertThat(broken(parse("{\"title\": \"\", \"body\": {\"a\": 1}}").get(0)).reason())
        .contains("wrong-type:body");
  }

  @Test
  void aRetractionNamesItsArticle() {
    Article byHeader =
        article(
            parser.parse(retraction("{\"reason\":\"wrong\",\"by\":\"desk\"}", "", "abc")).get(0));
    assertThat(byHeader.id()).isEqualTo("abc");
    assertThat(byHeader.body()).isNull();
    assertThat(byHeader.retraction())
        .isEqualTo(new Article.Retraction("canceled", "wrong", "desk", NOW));
    Article published = article(parse("{\"id\":\"x\",\"title\":\"T\"}").get(0));
    Article byValue = article(parser.parse(retraction("{\"id\":\"x\"}", "withheld", "")).get(0));
    assertThat(byValue.id()).isEqualTo(published.id());
    assertThat(byValue.retracts()).isTrue();
    Article byStatus = article(parse("{\"id\":\"x\",\"pubstatus\":\"canceled\"}").get(0));
    assertThat(byStatus.id()).isEqualTo(published.id());
    assertThat(broken(parser.parse(retraction("", "", "")).get(0)).code()).isEqualTo("malformed");
  }

  @Test
  void limitsAreKeptAndNamed() {
    Limits small = limits(10, 2, 5, Duration.ofSeconds(5));
    byte[] bytes = "12345678901".getBytes(StandardCharsets.UTF_8);
    assertThat(broken(new RawParser(small).parse(RawRecord.of(bytes, NOW)).get(0)).reason())
        .contains("11", "10");
    Limits noTime = limits(1000, 10, 10, Duration.ZERO);
    assertThat(broken(new RawParser(noTime).parse(RawRecord.of(bytes, NOW)).get(0)).code())
        .isEqualTo("time-budget");
    assertThat(new RawParser(noTime).parse(RawRecord.of(bytes, NOW)).get(0).format())
        .isEqualTo("text");
    assertThat(broken(parse("{\"a\":".repeat(5000)).get(0)).code()).isEqualTo("over-limit");
  }

  @Test
  void encodingsAreTold() {
    byte[] windows = "Caf\u00e9 opens\n\nText".getBytes(StandardCharsets.ISO_8859_1);
    Article repaired = article(parser.parse(RawRecord.of(windows, NOW)).get(0));
    assertThat(repaired.title()).isEqualTo("Caf\u00e9 opens");
    assertThat(repaired.warnings()).contains("repaired-encoding");
    byte[] utf16 = "\ufeffCaf\u00e9 opens\n\nText".getBytes(StandardCharsets.UTF_16LE);
    assertThat(article(parser.parse(RawRecord.of(utf16, NOW)).get(0)).title())
        .isEqualTo("Caf\u00e9 opens");
    byte[] binary = new byte[300];
    for (int i = 0; i < binary.length; i++) {
      binary[i] = (byte) (i * 7);
    }
    assertThat(broken(parser.parse(RawRecord.of(binary, NOW)).get(0)).code())
        .isEqualTo("malformed");
  }

  @Test
  void whatWasEncodedTwiceIsRepairedBehindEscapesToo() {
    String json =
        "{\"title\": \"Caf\\u00c3\\u00a9\", \"body\": \"It\\u00e2\\u20ac\\u2122s open.\"}";
    Article article = article(parse(json).get(0));
    assertThat(article.title()).isEqualTo("Caf\u00e9");
    assertThat(article.body()).isEqualTo("It\u2019s open.");
    assertThat(article.warnings()).containsOnlyOnce("repaired-encoding");
  }

  @Test
  void htmlBodiesBecomeText() {
    Article byName =
        article(parse("{\"title\":\"T\",\"content_html\":\"<p>A &amp; B</p><p>C</p>\"}").get(0));
    assertThat(byName.body()).isEqualTo("A & B\n\nC");
    Article byLook = article(parse("{\"title\":\"T\",\"body\":\"<p>A</p><p>C</p>\"}").get(0));
    assertThat(byLook.body()).isEqualTo("A\n\nC");
  }

  @Test
  void anEmbargoIsReadOrTheItemBreaks() {
    Article held =
        article(parse("{\"title\":\"T\",\"embargoed\":\"2030-01-01T00:00:00Z\"}").get(0));
    assertThat(held.embargoedUntil()).isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
    assertThat(broken(parse("{\"title\":\"T\",\"embargoed\":\"soon\"}").get(0)).reason())
        .contains("embargo");
  }

  /** Else the items of a feed without links, fetched by its URL, would be versions of one. */
  @Test
  void theKeyIsTheUrlOfASingleArticleAndOfNoFeedsItems() {
    String key = "https://a.example/x";
    String item = "<item><title>One more</title></item>";
    String feed = "<rss><channel>" + item + "</channel></rss>";

    assertThat(urls(key, "A story\n\nOf some words.")).containsExactly(key);
    assertThat(urls(key, feed)).containsExactly((String) null);
    assertThat(urls(key, "{\"title\":\"a\"}\n{\"title\":\"b\"}")).containsExactly(null, null);
  }

  private List<@Nullable String> urls(String key, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    RawRecord raw = new RawRecord(key, bytes, null, false, null, null, null, NOW);
    List<@Nullable String> urls = new ArrayList<>();
    for (ParsedItem item : parser.parse(raw)) {
      urls.add(((ParsedItem.Ready) item).article().url());
    }
    return urls;
  }

  private static Limits limits(int bytes, int items, int depth, Duration budget) {
    Limits all = Limits.DEFAULT;
    return new Limits(
        bytes,
        items,
        depth,
        depth,
        all.jsonNumberLength(),
        all.unpackedMaxBytes(),
        all.unpackedMaxRatio(),
        budget,
        budget);
  }
}
