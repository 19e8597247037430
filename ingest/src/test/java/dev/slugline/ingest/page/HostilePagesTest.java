package dev.slugline.ingest.page;

import static dev.slugline.ingest.page.HostilePages.TEXT;
import static dev.slugline.ingest.page.HostilePages.numbered;
import static dev.slugline.ingest.page.HostilePages.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.page.HostilePages.Page;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a page is made of, it ends in time, as an article or with a reason. */
class HostilePagesTest {
  private static final int MEGA = 1_000_000;

  static Stream<Page> pages() {
    String json = numbered(60_000, "{\"id\":#,\"text\":\"Some words, and some more of them #\"},");
    String prose = "Some words of the keeper, and some more of them, all told. ";
    return Stream.of(
        page("5 MB of paragraphs", "", "", ("<p>" + prose.repeat(10) + "</p>").repeat(8_000)),
        page("5 MB in one paragraph", "", "", "<p>" + prose.repeat(85_000)),
        page("200,000 nested div", "", "", "<div>".repeat(200_000)),
        page("200,000 nested span", "", "", "<span>".repeat(200_000)),
        page("300 nested before", "", "<div>".repeat(240), ""),
        page(
            "50 scripts of 90 kB",
            "",
            "",
            ("<script>" + "var a=1;".repeat(11_000) + "</script>").repeat(50)),
        page(
            "JSON-LD of 4 MB",
            "<script type=application/ld+json>{\"@type\":\"WebPage\",\"x\":["
                + json
                + "0]}</script>",
            "",
            ""),
        page(
            "broken JSON-LD of 4 MB",
            "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"x\":[" + json,
            "",
            ""),
        page(
            "JSON-LD nested deeply",
            "<script type=application/ld+json>" + "[".repeat(MEGA) + "</script>",
            "",
            ""),
        page(
            "1,000 JSON-LD blocks",
            "<script type=application/ld+json>{\"@type\":\"NewsArticle\"}</script>".repeat(1_000),
            "",
            ""),
        page(
            "JSON-LD graph of 100,000",
            "<script type=application/ld+json>{\"@graph\":["
                + "{\"@type\":\"NewsArticle\"},".repeat(100_000)
                + "1]}</script>",
            "",
            ""),
        page(
            "live blog of 20,000 entries",
            "<script type=application/ld+json>{\"@type\":\"LiveBlogPosting\",\"liveBlogUpdate\":["
                + numbered(20_000, "{\"headline\":\"H #\",\"articleBody\":\"Some words.\"},")
                + "{}]}</script>",
            "",
            ""),
        page(
            "20,000 timed entries",
            "",
            "",
            "<div>"
                + numbered(
                    20_000,
                    "<div class=e><time datetime=2024-01-01T10:00:00Z>10:00</time><h3>H #</h3><p>Some words of the keeper, and some more of them #.</p></div>")),
        page(
            "inline state of 4 MB",
            "<script>window.__STATE__={\"list\":[" + json + "0]};</script>",
            "",
            ""),
        page(
            "state as JSON of 4 MB",
            "<script type=application/json>{\"list\":[" + json + "0]}</script>",
            "",
            ""),
        page("style of 2 MB", "<style>" + "a{color:red}".repeat(170_000) + "</style>", "", ""),
        page(
            "20,000 links",
            "",
            "",
            numbered(20_000, "<a href=/news/#>Harbour board puts off dredging #</a> ")),
        page(
            "20,000 links in items",
            "",
            "<ul>"
                + numbered(20_000, "<li><a href=/news/#>Harbour board puts off dredging #</a>")
                + "</ul>",
            ""),
        page("100,000 a left open", "", "", "<a href=x>".repeat(100_000)),
        page("100,000 p", "", "", "<p>x".repeat(100_000)),
        page("100,000 p of prose", "", "", "<p>The keeper, said he, is old.".repeat(100_000)),
        page("100,000 empty div", "", "", "<div></div>".repeat(100_000)),
        page("100,000 empty p and i", "", "", "<p><i></i></p>".repeat(100_000)),
        page("100,000 br", "", "", "<br>".repeat(100_000)),
        page("100,000 hr", "", "", "<hr>".repeat(100_000)),
        page("an attribute of 1 MB", "", "<div class=\"" + "x ".repeat(MEGA / 2) + "\">", "</div>"),
        page(
            "addresses of 1 MB", "", "", ("<a href=\"/" + "x".repeat(MEGA) + "\">y</a>").repeat(4)),
        page("50,000 attributes", "", "<div " + numbered(50_000, "a#=1 ") + ">", "</div>"),
        page(
            "1,000 attributes 100 times",
            "",
            "",
            ("<p " + numbered(1_000, "a#=1 ") + ">x</p>").repeat(100)),
        page(
            "100,000 classes",
            "",
            "",
            numbered(100_000, "<p class='c# comment share' id=i#>x</p>")),
        page("100,000 hidden", "", "", "<p hidden style='display:none'>x</p>".repeat(100_000)),
        page(
            "meta elements",
            numbered(
                50_000, "<meta property=og:x# content=y><meta property=article:tag content=#>"),
            "",
            ""),
        page("tables 5,000 deep", "", "", "<table><tr><td>".repeat(5_000)),
        page("tables 5,000 deep, without cells", "", "", "<table>".repeat(5_000) + "x"),
        page(
            "a table of 50,000 rows",
            "",
            "",
            "<table>" + "<tr><td>a<td>b<td>c".repeat(50_000) + "</table>"),
        page(
            "text in a table, beside cells",
            "",
            "<table>" + "x<b>y</b>".repeat(20_000),
            "</table>"),
        page("a million entities", "", "", "<p>" + "&amp;".repeat(MEGA)),
        page("entities without end", "", "", "<p>" + "&notanentity".repeat(100_000)),
        page("numbers as entities", "", "", "<p>" + "&#xfffff;&#0;&#99999999999;".repeat(50_000)),
        page("lists 10,000 deep", "", "", "<ul><li>x".repeat(10_000)),
        page(
            "lists 240 deep with text",
            "",
            "",
            "<ul><li>Some words. ".repeat(120) + "<p>x".repeat(10_000)),
        page("options", "", "", "<select>" + "<option>x".repeat(100_000)),
        page("selects", "", "", "<select><option>x</select>".repeat(50_000)),
        page("formats left open", "", "", "<b><i><u>".repeat(50_000)),
        page("formats left open in each p", "", "", "<p><b>x<p>".repeat(20_000)),
        page("formats crossed", "", "", "<b><p>x</b>y".repeat(20_000)),
        page("30 formats over 5,000 p", "", "<b><i><u><s><tt>".repeat(6), "<p>x".repeat(5_000)),
        page("ends without beginnings", "", "", "</div></p></table></b>".repeat(60_000)),
        page("a comment without end", "", "", "<!-- " + "x - ".repeat(MEGA)),
        page("comments", "", "", "<!-- x -->".repeat(100_000)),
        page("comments of another kind", "", "", "<!x><?y?></ z>".repeat(60_000)),
        page(
            "conditional comments",
            "<!--[if IE]><p>Old</p><![endif]-->".repeat(10_000),
            "<![if !IE]>".repeat(10_000),
            ""),
        page("quotes left open", "", "", "<a href=\"x><p>y".repeat(50_000)),
        page("tags left open", "", "", "<p <p <p x=".repeat(50_000)),
        page("less-than signs", "", "", "<".repeat(MEGA)),
        page("a name of 1 MB", "", "", "<" + "x".repeat(MEGA) + ">"),
        page("names within a name", "", "", "<x".repeat(MEGA)),
        page("an attribute with a name of 1 MB", "", "", "<p " + "x".repeat(MEGA) + ">"),
        page("100,000 names", "", "", numbered(60_000, "<x#></x#>")),
        page("NULs", "", "", "<p>x\u0000y</p>".repeat(10_000)),
        page("half surrogates", "", "", "<p>&#xd800;x&#xdfff;</p>".repeat(10_000)),
        page("CDATA", "", "<![CDATA[ x ]]>".repeat(20_000), "<svg><![CDATA[".repeat(100)),
        page("plaintext", "", "", "<plaintext>" + "<p>x".repeat(100_000)),
        page("textarea without end", "", "", "<textarea>" + "<p>x".repeat(100_000)),
        page("title without end", "", "", "<title>" + "<p>x".repeat(100_000)),
        page("script without end", "", "", "<script>" + "<!--<script>".repeat(100_000)),
        page(
            "noscript",
            "",
            "",
            "<noscript><p>Please enable JavaScript</p></noscript>".repeat(20_000)),
        page("svg that breaks out", "", "", "<svg><p>x</p>".repeat(20_000)),
        page(
            "svg",
            "",
            "",
            ("<svg>" + "<g>".repeat(50) + "<path d=M0/>".repeat(1_000) + "</svg>").repeat(100)),
        page("math that breaks out", "", "", "<math><mi><div>x</math>".repeat(20_000)),
        page("templates", "", "", "<template><p>x</template>".repeat(30_000)),
        page("nested templates", "", "", "<template>".repeat(50_000)),
        page("forms", "", "", "<form><input type=password value=x name=q>".repeat(30_000)),
        page("inputs with values", "", "", numbered(50_000, "<input name=q value='red # tower'>")),
        page(
            "articles within articles",
            "",
            "",
            "<article><h2><a href=/x>Harbour board puts off it</a></h2>".repeat(240)),
        page("headings", "", "", "<h1>x</h1><h2>y</h2>".repeat(50_000)),
        page("heading left open", "", "<h1>".repeat(240), ""),
        page("times", "", "", "<time>10:00</time>".repeat(100_000)),
        page(
            "times below times",
            "",
            "",
            ("<div>".repeat(200) + "<time>10:05</time>".repeat(50) + "</div>".repeat(200))
                .repeat(200)),
        page("frames within", "", "", "<iframe src=x><p>y</iframe>".repeat(30_000)),
        page(
            "byline of 1 MB",
            "",
            "<p class=byline>By " + "Ana Reed, ".repeat(MEGA / 10) + "</p>",
            ""),
        page(
            "100,000 authors in JSON-LD",
            "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"author\":["
                + numbered(100_000, "{\"name\":\"Ana Reed #\"},")
                + "1]}</script>",
            "",
            ""),
        page(
            "100,000 keywords in JSON-LD",
            "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"keywords\":["
                + numbered(100_000, "\"word #\",")
                + "1]}</script>",
            "",
            ""),
        page(
            "titles and articles without end",
            numbered(50_000, "<meta property=og:title content='Tower # and more of it'>")
                + "<script type=application/ld+json>["
                + numbered(10_000, "{\"@type\":\"NewsArticle\",\"headline\":\"Tower # red\"},")
                + "1]</script>",
            "",
            ""),
        page(
            "lines of numbers",
            "",
            "",
            "<h1>Keeper paints tower red</h1>" + ("<p>" + "1 ".repeat(90)).repeat(5_000)),
        page("bylines", "", "", "<a rel=author>Ana Reed</a>".repeat(50_000)),
        page("ruby", "", "", "<ruby>x<rt>y".repeat(50_000)),
        page("spaces", "", "", "<p>" + " \n\t".repeat(MEGA)),
        page("zero-width characters", "", "", "<p>" + "\u200b\u200d\u00ad".repeat(MEGA / 3)),
        page(
            "a title of 1 MB",
            "<title>"
                + "x ".repeat(MEGA / 2)
                + "</title><meta property=og:title content='"
                + "x - ".repeat(MEGA / 4)
                + "'>",
            "",
            ""));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void endsInTimeAsAnArticleOrWithAReason(Page page) {
    page.read();
  }

  @Test
  void textBeforeWhatIsBrokenIsKept() {
    for (String after :
        new String[] {"<!-- no end", "<a href=\"no end", "<textarea>no end", "<p <p"}) {
      ParsedItem item = WrittenPages.parse(null, "<html><title>T</title><body>" + TEXT + after);
      assertThat(((ParsedItem.Ready) item).article().body())
          .as(after)
          .contains("He said on Monday");
    }
  }

  @Test
  void pagesOfOldAndOddKindsAreRead() {
    String xhtml =
        "<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'"
            + " xmlns:og='http://ogp.me/ns#'><head><title>Tower</title></head><body><fb:like/>"
            + TEXT
            + "</body></html>";
    assertThat(((ParsedItem.Ready) WrittenPages.parse(null, xhtml)).article().body())
        .contains("He said on Monday");
    byte[] wide = ("<html><body>" + TEXT + "</body></html>").getBytes(StandardCharsets.UTF_16);
    assertThat(WrittenPages.parse(wide, WrittenPages.PATIENT)).isInstanceOf(ParsedItem.Ready.class);
    String frames =
        "<html><head><title>Tower</title></head><frameset cols=20%,80%><frame src=a><frame src=b>"
            + "<noframes><body>No frames here</body></noframes></frameset></html>";
    assertThat(WrittenPages.parse(null, frames)).isInstanceOf(ParsedItem.Skipped.class);
  }
}
