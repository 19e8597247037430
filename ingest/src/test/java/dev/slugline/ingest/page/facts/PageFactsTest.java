package dev.slugline.ingest.page.facts;

import static dev.slugline.ingest.page.facts.TowerPage.STORY;
import static dev.slugline.ingest.page.facts.TowerPage.TEXT;
import static dev.slugline.ingest.page.facts.TowerPage.TITLE;
import static dev.slugline.ingest.page.facts.TowerPage.linked;
import static dev.slugline.ingest.page.facts.TowerPage.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.Spent;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page tells of its story: section, language, address, publisher, and for whom it is. */
class PageFactsTest {
  @Test
  void ofSeveralArticlesInJsonLdThePagesOwnIsRead() {
    String other =
        "{\"@type\":\"NewsArticle\",\"headline\":\"Ferry to sail again in the month of May\","
            + "\"datePublished\":\"2020-01-01\",\"author\":\"Cy Elm\"}";
    String own =
        "{\"@type\":\"NewsArticle\",\"headline\":\""
            + TITLE
            + "\",\"author\":[{\"@id\":\"#a\"},{\"@id\":\"#b\"}]}";
    String people =
        "{\"@id\":\"#a\",\"@type\":\"Person\",\"name\":\"Ana Reed\"},"
            + "{\"@id\":\"#b\",\"@type\":\"Person\",\"name\":[\"Ben Oak\"]}";
    String page =
        "{\"@type\":\"WebPage\",\"datePublished\":\"2025-03-03\",\"breadcrumb\":{\"@type\":"
            + "\"BreadcrumbList\",\"itemListElement\":[{\"name\":\"Home\"},{\"item\":{\"name\":"
            + "\"Coast\"}},{\"name\":\""
            + TITLE
            + "\"}]}}";
    Draft draft =
        read(linked("{\"@graph\":[" + other + "," + own + "," + people + "," + page + "]}"), STORY);
    assertThat(draft.authors()).containsExactly("Ana Reed", "Ben Oak");
    assertThat(draft.get(Field.TITLE)).isEqualTo(TITLE);
    assertThat(draft.get(Field.PUBLISHED)).isEqualTo("2025-03-03");
    assertThat(draft.get(Field.SECTION)).isEqualTo("Coast");
  }

  @Test
  void theSectionIsToldOrTheEndOfTheTrail() {
    String trail =
        "<nav aria-label=breadcrumb><a href=/>Home</a> <a href=/coast>Coast</a> <a href=/t>"
            + TITLE
            + "</a></nav>";
    assertThat(read("", trail + STORY).get(Field.SECTION)).isEqualTo("Coast");
    assertThat(
            read("<meta property=article:section content=Sea>", trail + STORY).get(Field.SECTION))
        .isEqualTo("Sea");
    assertThat(
            read("", "<nav aria-label=breadcrumb><a href=/>Home</a></nav>" + STORY)
                .get(Field.SECTION))
        .isNull();
  }

  @Test
  void theLanguageIsThatOfTheTextWhereThePageTellsTwo() {
    String hindi = "<h1>प्रकाशस्तंभ को लाल रंग दिया गया</h1>";
    assertThat(read("<meta property=og:locale content=hi_IN>", hindi).get(Field.LANGUAGE))
        .isEqualTo("hi_IN");
    assertThat(read("<meta property=og:locale content=en_US>", hindi).get(Field.LANGUAGE)).isNull();
    assertThat(
            read(
                    "<meta name=language content=English><meta property=og:locale content=en_GB>",
                    "<article lang=de>" + STORY + "</article>")
                .get(Field.LANGUAGE))
        .isEqualTo("de");
    assertThat(
            read("<meta http-equiv=content-language content=ja>", "<h1>灯台が赤くなった</h1>")
                .get(Field.LANGUAGE))
        .isEqualTo("ja");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "https://www.skerrow.example/en/", "https://www.skerrow.example/index.html"})
  void theFrontPageIsNoArticlesAddress(String canonical) {
    String head =
        "<link rel=canonical href='"
            + canonical
            + "'><meta property=og:url content=https://www.skerrow.example/news/red>";
    assertThat(read(head, STORY).get(Field.URL)).isEqualTo("https://www.skerrow.example/news/red");
  }

  @Test
  void thePublisherIsNamedByThePageOrByItsTitle() {
    assertThat(
            read("<title>" + TITLE + " | Coast | Lantern Daily</title>", STORY)
                .get(Field.SOURCE_NAME))
        .isEqualTo("Lantern Daily");
    assertThat(read("<title>" + TITLE + "</title>", STORY).get(Field.SOURCE_NAME)).isNull();
    assertThat(read("", STORY).get(Field.SOURCE_DOMAIN)).isEqualTo("www.skerrow.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<time datetime=2025-03-03>x</time>",
        "<a rel=author href=/author/x>Ana Reed</a>",
        "<span class=byline>By</span>",
        "<h1>Tower</h1>",
        "<div itemprop=author>Ana Reed</div>",
        "<div class=related></div>",
        "<li>3 March 2025, 10:15",
        "<meta name=author content=x>"
      })
  void pagesOfNothingElseEndInTime(String part) {
    Spent spent = Spent.from();
    read("", STORY + part.repeat(20_000));
    assertThat(spent.soFar()).as(part).isLessThan(Duration.ofSeconds(8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div class=x><a href=/>Home</a> &gt; <a href=/s>Harbour</a></div>",
        "<p><a href='https://www.skerrow.example/'>Home</a> <i>\u00bb</i> <a href=/s>Harbour</a> \u00bb"
            + " Keeper of Skerrow</p>",
        "<td><a href=/>Home</a>\u203a<a href=/n>News</a>\u203a<a href=/s>Harbour</a></td>"
      })
  void aTrailIsKnownByItsArrowsAlone(String trail) {
    assertThat(read("", trail + STORY + TEXT).get(Field.SECTION)).isEqualTo("Harbour");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div><a href=/>Home</a> | <a href=/s>Harbour</a></div>",
        "<div><a href=/>Home</a> <a href=/s>Harbour</a></div>",
        "<div><a href=/n>News</a> &gt; <a href=/s>Harbour</a></div>",
        "<div><a href=/>Home</a> &gt; See also: <a href=/s>Harbour</a></div>"
      })
  void linksWithoutArrowsAreNoTrail(String links) {
    assertThat(read("", links + STORY + TEXT).get(Field.SECTION)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<meta property='article:content_tier' content=locked>",
        "<meta property='article:content_tier' content=Metered>",
        "<meta property='og:article:content_tier' content=locked>",
        "<meta name=isAccessibleForFree content=False>",
        "<meta itemprop=isAccessibleForFree content=false>",
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":false}"
            + "</script>"
      })
  void aPageThatSaysItIsForSubscribersIsMarked(String head) {
    assertThat(read(head, STORY + TEXT).warnings()).contains("paywall");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<meta property='article:content_tier' content=free>",
        "<meta name=isAccessibleForFree content=true>",
        ""
      })
  void aPageForAllIsNot(String head) {
    assertThat(read(head, STORY + TEXT).warnings()).doesNotContain("paywall");
  }

  @Test
  void anArticleInMicrodataSaysThatItIsForSubscribers() {
    String item =
        "<div itemscope itemtype=http://schema.org/NewsArticle>"
            + "<meta itemprop=isAccessibleForFree content=False>";
    assertThat(read("", item + STORY + TEXT).warnings()).contains("paywall");
  }

  @Test
  void aLiveBlogHasTheHeadlineOfItsPageNotThatOfAnEntry() {
    String entry = "<h2>Ferry turns back</h2><p>The ferry has turned back to the quay.</p>";
    String blog =
        linked(
            "{\"@type\":\"LiveBlogPosting\",\"headline\":\"Storm over Skerrow: latest news\","
                + "\"liveBlogUpdate\":[{\"@type\":\"BlogPosting\",\"headline\":\"Ferry turns"
                + " back\",\"datePublished\":\"2024-01-02T10:00:00Z\"}]}");
    String head = blog + "<title>Ferry turns back - Storm over Skerrow - Post</title>";
    String page = "<h1><span>Live</span> Storm over Skerrow: latest news</h1>" + entry.repeat(3);
    assertThat(read(head, page).get(Field.TITLE)).isEqualTo("Storm over Skerrow: latest news");
    String bare = "<title>Ferry turns back - Post</title>";
    String main = "<main><h1>Storm over Skerrow: latest news</h1>" + entry.repeat(3) + "</main>";
    assertThat(read(bare, main).get(Field.TITLE)).isEqualTo("Storm over Skerrow: latest news");
  }
}
