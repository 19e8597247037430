package dev.slugline.ingest.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.RawParser;
import dev.slugline.ingest.Spent;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Keyword;
import dev.slugline.ingest.article.Article.Source;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlPageTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private static final Limits PATIENT = budget(Duration.ofSeconds(30));
  private static final String TEXT =
      "<p>The lighthouse keeper of Skerrow has painted his tower red, to the dismay of the pilots,"
          + " who had known it white for a hundred and ten years and more.</p>"
          + "<p>He said on Monday that white paint had become too dear, and that he would not wait"
          + " for another winter to see the old coat come off in the rain.</p>";

  private static Limits budget(Duration page) {
    return Limits.DEFAULT.withBudgets(page, Duration.ofSeconds(60));
  }

  @Test
  void aPageThatOutlastsItsBudgetBreaksAndNamesIt() {
    byte[] page = ("<html><body>" + TEXT + "</body></html>").getBytes(StandardCharsets.UTF_8);
    ParsedItem item = new RawParser(budget(Duration.ZERO)).parse(RawRecord.of(page, NOW)).get(0);
    assertThat(item)
        .isEqualTo(
            new ParsedItem.Broken("time-budget", "a page not read within page.budget.ms=0", page)
                .in("html"));
  }

  private static ParsedItem parse(String html) {
    return new RawParser(PATIENT)
        .parse(
            new RawRecord(
                "https://www.skerrow.example/news/tower?utm_source=x",
                html.getBytes(StandardCharsets.UTF_8),
                "text/html; charset=utf-8",
                false,
                null,
                null,
                null,
                NOW))
        .get(0);
  }

  private static Article article(String head, String body) {
    String html =
        "<!DOCTYPE html><html lang=en><head>" + head + "</head><body>" + body + "</body></html>";
    return ((ParsedItem.Ready) parse(html)).article();
  }

  private static Article linked(String json) {
    return article(
        "<script type='application/ld+json'>" + json + "</script>",
        "<article>" + TEXT + "</article>");
  }

  @Test
  void jsonLdTellsWhatThePageIs() {
    Article article =
        linked(
            """
            {"@graph": [{"@type": "WebSite", "name": "Site"},
             {"@type": ["Thing", "https://schema.org/ReportageNewsArticle"], "headline": "Red &amp; white",
              "datePublished": "2024-06-05T10:00:00+02:00", "dateModified": "2024-06-06T10:00:00Z",
              "author": [{"@id": "#ana"}, {"name": "Ben Oak"}, "Cy Elm"], "articleSection": ["Coast"],
              "publisher": {"name": "Skerrow Post"}, "keywords": "paint, towers",
              "url": "/news/tower", "isAccessibleForFree": "False"},
             {"@id": "#ana", "@type": "Person", "name": "Ana Reed"}]}
            """);
    assertThat(article.format()).isEqualTo("html");
    assertThat(article.title()).isEqualTo("Red & white");
    assertThat(article.publishedAt()).isEqualTo("2024-06-05T08:00:00Z");
    assertThat(article.updatedAt()).isEqualTo("2024-06-06T10:00:00Z");
    assertThat(article.authors()).containsExactly("Ana Reed", "Ben Oak", "Cy Elm");
    assertThat(article.section()).isEqualTo("Coast");
    assertThat(article.source()).isEqualTo(new Source("Skerrow Post", "www.skerrow.example", null));
    assertThat(article.keywords())
        .containsExactly(new Keyword(null, null, "paint"), new Keyword(null, null, "towers"));
    assertThat(article.url()).isEqualTo("https://www.skerrow.example/news/tower");
    assertThat(article.warnings()).contains("paywall");
    assertThat(article.body()).startsWith("The lighthouse").contains("\n\nHe said");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"@type\":\"NewsArticle\",\"headline\":\"Red\ntower\",}",
        "//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"Red tower\"};\n//]]>",
        "<!-- {\"@type\":\"BlogPosting\",\"headline\":\"Red tower\"} -->",
        "[[{'@type':'Article','headline':'Red tower',},],]",
        "{&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;Red tower&quot;}",
        "{\"mainEntity\":{\"@type\":\"schema:Article\",\"headline\":[\"Red tower\"]}}"
      })
  void brokenJsonLdIsReadAsItWasMeant(String json) {
    assertThat(linked(json).title()).isEqualTo("Red tower");
  }

  @Test
  void metaElementsStandInForJsonLd() {
    Article article =
        article(
            "<title>Red tower - The Skerrow Post</title><meta property=og:site_name content='The"
                + " Skerrow Post'><meta property=og:title content='Red tower | TheSkerrow Post'>"
                + "<link rel=canonical href='/news/tower/amp?p=3'>"
                + "<meta property=article:published_time content=0001-01-01>"
                + "<meta name=pubdate content='5 June 2024 10:00 UTC'>"
                + "<meta property=article:author content=https://social.example/ana>"
                + "<meta name=author content='By Ana Reed and Ben Oak, Staff Writer'>"
                + "<meta property=article:tag content=paint><meta property=article:tag content=sea>",
            "<h1>Red tower</h1><main>" + TEXT + "</main>");
    assertThat(article.title()).isEqualTo("Red tower");
    assertThat(article.publishedAt()).isEqualTo("2024-06-05T10:00:00Z");
    assertThat(article.authors()).containsExactly("Ana Reed", "Ben Oak");
    assertThat(article.url()).isEqualTo("https://www.skerrow.example/news/tower/amp?p=3");
    assertThat(article.keywords()).extracting(Keyword::name).containsExactly("paint", "sea");
    assertThat(article.body()).startsWith("The lighthouse");
  }

  @Test
  void aCanonicalLinkToTheFrontPageIsNoAddressOfAnArticle() {
    Article article = article("<link rel=canonical href=https://www.skerrow.example/>", TEXT);
    assertThat(article.url()).isEqualTo("https://www.skerrow.example/news/tower");
  }

  @Test
  void theTextThatJsonLdGivesIsTakenWhereItIsTheFuller() {
    String more = "He also has a goat. ".repeat(60);
    assertThat(linked("{\"@type\":\"Article\",\"articleBody\":\"" + more + "\"}").body())
        .isEqualTo(more.strip());
    assertThat(linked("{\"@type\":\"Article\",\"articleBody\":\"The lighthouse.\"}").body())
        .startsWith("The lighthouse keeper");
  }

  @Test
  void whatIsNoArticleIsSkipped() {
    String links = "<li><a href=/x>Another story of the coast and its people</a></li>".repeat(40);
    assertThat(parse("<html><body><ul>" + links + "</ul></body></html>"))
        .isEqualTo(new ParsedItem.Skipped("an index page (100% of its text is links)", "html"));
    assertThat(parse("<html><title>Log in</title><body><p>Log in</p></body></html>"))
        .isEqualTo(new ParsedItem.Skipped("a web page without an article", "html"));
  }

  @Test
  void pagesAreKnownByTheirFirstElement() {
    HtmlPage page = new HtmlPage();
    for (String html :
        List.of(
            "<!doctype HTML><p>",
            "\ufeff <!-- x --><HTML>",
            "<?xml version='1.0'?><html/>",
            "<p>x")) {
      assertThat(page.matches(html)).as(html).isTrue();
    }
    for (String other : List.of("<rss>", "<!DOCTYPE nitf><nitf>", "text <p>", "<", "", "<pre")) {
      assertThat(page.matches(other)).as(other).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div>",
        "<p>x</p>",
        "<div><p>x, y, z",
        "<table><tr><td>",
        "<article>",
        "<span class=x>y</span>",
        "<a href=x>y</a>",
        "<p class=comment>x, and y</p>",
        "<br>",
        "<div class=a></div>",
        "<b><i>"
      })
  void hostilePagesEndInTime(String part) {
    for (int times : new int[] {200, 3_000, 100_000}) {
      Spent spent = Spent.from();
      ParsedItem item = parse("<html><body>" + TEXT + part.repeat(times) + "</body></html>");
      assertThat(item).isNotNull();
      assertThat(spent.soFar()).as("%s %d", part, times).isLessThan(Duration.ofSeconds(10));
    }
  }
}
