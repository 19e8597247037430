package dev.slugline.ingest.page;

import static dev.slugline.ingest.page.HostilePages.numbered;
import static dev.slugline.ingest.page.HostilePages.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.page.HostilePages.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages made to be dear to whoever looks for the article's text among what is around it. */
class HostileTextsTest {
  private static final int MEGA = 1_000_000;
  private static final String PROSE = "The keeper, said the pilots, is old and will not be told. ";
  private static final String LONGER = PROSE.repeat(3);
  private static final String CARD = "<div class=c><a href=/news/#>Harbour board puts off #</a>";

  private static String linked(String json) {
    return "<script type=application/ld+json>" + json + "</script>";
  }

  private static String script(String code) {
    return "<script>" + code + "</script>";
  }

  static Stream<Page> pages() {
    return Stream.of(boxes(), rows(), deep(), longs(), data()).flatMap(it -> it);
  }

  private static Stream<Page> boxes() {
    String body = "<div itemprop=articleBody><p>" + PROSE + "#</p></div>";
    return Stream.of(
        page("100,000 boxes to share", "", "", "<div class=share>x</div>".repeat(100_000)),
        page(
            "40,000 boxes to share with prose",
            "",
            "",
            numbered(40_000, "<div class=share>" + PROSE + "#</div>")),
        page("100,000 cards", "", "", numbered(100_000, CARD + "</div>")),
        page(
            "40,000 cards with pictures",
            "",
            "",
            numbered(40_000, CARD + "<img src=x>And what he said of it.</div>")),
        page(
            "cards that each look otherwise",
            "",
            "",
            numbered(50_000, "<div class=c#><a href=/n/#>Harbour board #</a><p>x</div>")),
        page("50,000 bodies", "", "", numbered(50_000, "<p itemprop=articleBody>" + PROSE + "#")),
        page("20,000 bodies with paragraphs", "", "", numbered(20_000, body)),
        page(
            "240 bodies in each other, 100 times",
            "",
            "",
            ("<div itemprop=articleBody class=related><p>x".repeat(240) + "</div>".repeat(240))
                .repeat(100)),
        page("40,000 forms", "", "", numbered(40_000, "<form><input name=q>" + PROSE + "#</form>")),
        page("50,000 fields", "", "", "<input type=text>".repeat(50_000)),
        page("50,000 fields in boxes", "", "", "<div><input type=email>x</div>".repeat(50_000)),
        page("20,000 definitions", "", "", "<dl><dt>Keeper<dd>He is old.</dl>".repeat(20_000)),
        page("10,000 sections", "", "", numbered(10_000, "<section><h2>H#</h2><p>" + LONGER)),
        page(
            "10,000 articles",
            "",
            "",
            numbered(10_000, "<article><h2>H#</h2><p>" + LONGER + "</article>")),
        page("20,000 asides in a text", "", "", numbered(20_000, "<aside>x#</aside><p>" + PROSE)),
        page("50,000 buttons", "", "", "<p>x<button>y</button>".repeat(50_000)),
        page("20,000 pictures with captions", "", "", figures()));
  }

  private static String figures() {
    return numbered(20_000, "<figure><img src=#><figcaption>" + PROSE + "#</figcaption></figure>");
  }

  private static Stream<Page> rows() {
    String texts = "<blockquote class=b#>" + LONGER + "</blockquote>";
    return Stream.of(
        page("20,000 quotations of the text", "", "<p>" + LONGER, numbered(20_000, texts)),
        page(
            "20,000 quotations of parts of a long text",
            "",
            "<p>" + numbered(40_000, "keeper # is told, "),
            numbered(20_000, "<blockquote>keeper # is told, as all the pilots say</blockquote>")),
        page("100,000 headings", "", "", numbered(100_000, "<h2>Heading #</h2>")),
        page("100,000 headings of the first rank", "", "", numbered(100_000, "<h1>Tower #</h1>")),
        page(
            "50,000 headings that say the title",
            "",
            "",
            "<h1>Keeper paints tower red".repeat(50_000)),
        page("a row of 100,000 cells", "", "<table><tr>" + "<td>x".repeat(100_000), "</table>"),
        page(
            "a row of 50,000 cells with blocks",
            "",
            "<table><tr>" + "<td><p>x<p>y".repeat(50_000),
            "</table>"),
        page(
            "20,000 rows of a layout",
            "",
            "<table>" + numbered(20_000, "<tr><td><div>#</div><p>" + PROSE + "</td><td>x</td>"),
            "</table>"),
        page("100,000 items", "", "", "<ul>" + numbered(100_000, "<li>Some words # of his.")),
        page("100,000 times", "", "", numbered(100_000, "<p>10:45</p>")),
        page("100,000 lines", "", "<p>" + "x <br>".repeat(100_000), ""),
        page("50,000 lines each twice broken", "", "<p>" + (PROSE + "<br><br>").repeat(50_000), ""),
        page(
            "20,000 links in a paragraph",
            "",
            "<p>" + numbered(20_000, "<a href=/news/#>keeper #</a> said, "),
            ""),
        page(
            "20,000 links elsewhere",
            "",
            "<p>" + numbered(20_000, "<a href=https://www.h#.example.org/x>keeper #</a> said, "),
            ""));
  }

  private static Stream<Page> deep() {
    String named = numbered(230, "<div class='related share story article-body c#'>");
    String ends = "</div>".repeat(230);
    return Stream.of(
        page("230 named boxes in each other", "", named, ends),
        page("that 300 times", "", "", (named + "<p>" + PROSE + ends).repeat(300)),
        page("that with 20,000 paragraphs", "", named, "<p>x".repeat(20_000) + ends),
        page(
            "230 boxes with text on each level",
            "",
            "",
            ("<div class=related><p>x</p>".repeat(230) + ends).repeat(300)),
        page(
            "230 boxes with pictures on each level",
            "",
            "",
            ("<div>x<i></i>".repeat(230) + "<img>" + ends).repeat(300)),
        page(
            "10,000 prose parts below 200 boxes",
            "",
            "<div>".repeat(200),
            ("<p>" + LONGER).repeat(10_000)),
        page(
            "inline elements in each other",
            "",
            "",
            ("<span class=caption>x".repeat(200) + "</span>".repeat(200)).repeat(200)));
  }

  private static Stream<Page> longs() {
    String words = numbered(500_000, "k# ");
    String address = "https://example.org/" + "x/".repeat(MEGA / 2);
    return Stream.of(
        page("3 MB in one paragraph and in the data", body(words), "<p>" + words, ""),
        page("3 MB in the data alone", body(words), "", ""),
        page(
            "20,000 paragraphs and the same in the data",
            body(numbered(20_000, PROSE + "#\\n\\n")),
            "",
            numbered(20_000, "<p>" + PROSE + "#")),
        page(
            "3 MB of Chinese in the data",
            body("\u6e2f\u53e3\u7684\u706f\u5854".repeat(MEGA / 5)),
            "",
            "<p>" + "\u6e2f\u53e3\u7684\u706f\u5854".repeat(MEGA / 5)),
        page("a class of 1 MB", "", "<div class='" + "share ".repeat(MEGA / 6) + "'>", "</div>"),
        page("a class of one word of 1 MB", "", "<p class='" + "aB".repeat(MEGA / 2) + "'>x", ""),
        page(
            "a class of 20 kB 200 times",
            "",
            "",
            ("<p class='" + "share ".repeat(3_000) + "'>" + PROSE).repeat(200)),
        page(
            "2,000 paragraphs in an element with a class of 1 MB",
            "",
            "<div class='" + "x ".repeat(MEGA / 2) + "'>",
            ("<p>" + PROSE).repeat(2_000)),
        page("an address of 1 MB", "<link rel=canonical href='" + address + "'>", "", ""),
        page(
            "a description of 1 MB",
            "<meta name=description content='" + PROSE.repeat(MEGA / 60) + "'>",
            "",
            ("<p>" + PROSE).repeat(10_000)),
        page(
            "10,000 descriptions",
            numbered(10_000, "<meta name=description content='the keeper # of the tower'>"),
            "",
            numbered(10_000, "<p>" + PROSE + "#")),
        page("a mail address of 1 MB", "", "<p>" + "x.y-".repeat(MEGA / 4) + "@", ""),
        page("mail addresses without end", "", "", ("<p>" + "x".repeat(60) + "@").repeat(20_000)),
        page("digits", "", "<p>" + "1".repeat(MEGA) + ":", ""),
        page("a heading of 1 MB", "", "<h1>" + "Keeper ".repeat(MEGA / 7) + "</h1>", ""));
  }

  private static String body(String text) {
    return linked("{\"@type\":\"NewsArticle\",\"articleBody\":\"" + text + "\"}");
  }

  private static Stream<Page> data() {
    String object = "{\"title\":\"Keeper paints tower red\",\"text\":\"" + LONGER.repeat(3) + "\"}";
    return Stream.of(
        page(
            "5,000 texts in a state",
            "",
            "",
            script("var s=[" + (object + ",").repeat(5_000) + "0]")),
        page("1,000 states", "", "", script("var s={\"a\":[" + object + "]};").repeat(1_000)),
        page(
            "a state that is not closed", "", "", script("var s=[" + (object + ",").repeat(5_000))),
        page("brackets", "", "", script("var s=" + "[{".repeat(MEGA / 2))),
        page("brackets of many kinds", "", "", script("f([{(".repeat(MEGA / 5))),
        page("quotes", "", "", script("var s='" + "\\\"'".repeat(MEGA / 3))),
        page(
            "JSON in strings", "", "", script("f(\"" + "{\\\"a\\\":\\\"b\\\"},".repeat(MEGA / 12))),
        page(
            "JSON in 20,000 attributes",
            "",
            "",
            "<p data-x='{\"a\":[{\"b\":\"c d e f g\"},2,3]}'>x".repeat(20_000)),
        page(
            "text in blocks in the state",
            "",
            "",
            script(
                "var s={\"title\":\"Keeper paints tower red\",\"blocks\":["
                    + ("{\"type\":\"p\",\"text\":\"" + LONGER + "\"},").repeat(15_000)
                    + "0]}")),
        page(
            "references",
            "",
            "",
            script("var s={" + numbered(50_000, "\"k#\":{\"__ref\":\"k#\"},") + "\"a\":0}")),
        page(
            "JSON-LD in 100 levels of everything",
            linked(
                "{\"@graph\":[".repeat(100)
                    + "{\"@type\":\"NewsArticle\",\"headline\":\"Keeper\"},".repeat(20_000)
                    + "0"
                    + "]}".repeat(100)),
            "",
            ""),
        page(
            "20,000 crumbs",
            linked(
                "{\"@type\":\"BreadcrumbList\",\"itemListElement\":["
                    + "{\"item\":{\"name\":\"Coast\"}},".repeat(20_000)
                    + "0]}"),
            "",
            ""),
        page(
            "10,000 frames",
            "",
            "",
            ("<iframe srcdoc='<p>" + LONGER + "'></iframe>").repeat(10_000)),
        page(
            "noscript of 3 MB",
            "",
            "",
            "<noscript>" + ("<p>" + PROSE).repeat(50_000) + "</noscript>"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theTextIsFoundInTimeHoweverManyLookLikeIt(Page page) {
    page.read();
  }

  @Test
  void largePagesNeedNoLargeHeap(@TempDir Path folder) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-Xmx250m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                HostilePages.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }
}
