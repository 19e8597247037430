package dev.slugline.ingest.page.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.clean.NewsDate;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import java.time.Instant;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageFactsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private static final String TITLE = "Keeper of Skerrow paints his tower red";
  private static final String TEXT =
      "<p>The lighthouse keeper of Skerrow has painted his tower red, to the dismay of the pilots,"
          + " who had known it white for a hundred and ten years and more, and who say so.</p>";
  private static final String STORY = "<h1>" + TITLE + "</h1>";

  private static Draft read(String url, String head, String body) {
    Draft draft = new Draft("html", new byte[0]);
    var document =
        Parser.htmlParser()
            .parseInput("<html><head>" + head + "</head><body>" + body + "</body></html>", url);
    new PageFacts(document, LinkedData.of(document, 100), draft, NOW).read();
    return draft;
  }

  private static Draft read(String head, String body) {
    return read("https://www.skerrow.example/news/tower", head, body);
  }

  private static String linked(String json) {
    return "<script type=application/ld+json>" + json + "</script>";
  }

  private static @Nullable Instant at(Draft draft, Field field) {
    return NewsDate.read(draft.get(field), NOW).at();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p class=byline>By <a rel=author href=/p/1>Ana Reed</a> and <a rel=author href=/p/2>Ben"
            + " Oak</a> | November 13, 2023 | <a href=/print>Print</a></p>",
        "<div class=story-authors><a href=/author/ana>Ana Reed</a><a href=/author/ben>Ben Oak</a></div>",
        "<div itemprop=author itemscope itemtype=http://schema.org/Person><span itemprop=name>Ana"
            + " Reed</span></div><div itemprop=author itemscope"
            + " itemtype=http://schema.org/Person><span itemprop=name>Ben Oak</span></div>",
        "<p>By Ana Reed and Ben Oak</p>",
        "<span>By</span> <span>Ana Reed</span> <span>and</span> <span>Ben Oak</span>",
        "<h3 class=byline>By Ana Reed <br>and Ben Oak</h3>",
        "<div aria-label='Article author'>ANA REED, BEN OAK</div>"
      })
  void theBylineByTheHeadlineTellsTheAuthors(String byline) {
    String page = "<main><article>" + STORY + byline + TEXT + TEXT + "</article></main>";
    assertThat(read("", page).authors()).as(byline).containsExactly("Ana Reed", "Ben Oak");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<section class=related><h3>More</h3><p class=byline>By Cy Elm</p></section>",
        "<div id=comments><span class=comment-author>Cy Elm</span></div>",
        "<aside class=sidebar><a rel=author href=/author/cy>Cy Elm</a></aside>",
        "<div class=author-bio>Cy Elm writes about boats.</div>"
      })
  void thoseOfOtherStoriesAndCommentsAreNoAuthors(String other) {
    String page = "<main>" + STORY + TEXT + TEXT + other + TEXT + "</main>" + other;
    assertThat(read("", page).authors()).as(other).isEmpty();
  }

  @Test
  void metaElementsNameAuthorsButProfilesAndTheSiteAreNone() {
    String site = "<meta property=og:site_name content='Skerrow Post'>";
    String profile = "<meta property=article:author content=https://social.example/ana.reed>";
    assertThat(read(site + profile, STORY).authors()).isEmpty();
    assertThat(read(site + "<meta name=author content='Skerrow Post'>", STORY).authors()).isEmpty();
    assertThat(read(site + "<meta name=author content='Reuters'>", STORY).authors())
        .containsExactly("Reuters");
    assertThat(
            read(site + "<meta name=author content='Reuters'>", STORY + "<p>By Ana Reed</p>")
                .authors())
        .containsExactly("Ana Reed");
    assertThat(
            read(
                    "<meta name=twitter:label1 content='Written by'>"
                        + "<meta name=twitter:data1 content='Ana Reed'>",
                    STORY)
                .authors())
        .containsExactly("Ana Reed");
    assertThat(
            read(
                    "<meta name=twitter:label1 content='Est. reading time'>"
                        + "<meta name=twitter:data1 content='Two Minutes'>",
                    STORY)
                .authors())
        .isEmpty();
  }

  @Test
  void anOrganizationThatJsonLdNamesGivesWayToThePersonOnThePage() {
    String head =
        linked(
            "{\"@type\":\"NewsArticle\",\"headline\":\""
                + TITLE
                + "\",\"author\":{\"@type\":\"Organization\",\"name\":\"Kell News Agency\"}}");
    assertThat(read(head, STORY + TEXT).authors()).containsExactly("Kell News Agency");
    assertThat(read(head, STORY + "<p>By Ana Reed</p>" + TEXT).authors())
        .containsExactly("Ana Reed");
  }

  @Test
  void aNameAtTheEndOfTheTextIsItsAuthor() {
    String page = "<article>" + STORY + TEXT.repeat(5) + "<p>(記者王小明)</p></article>";
    assertThat(read("", page).authors()).containsExactly("王小明");
    String first = "<p>【記者王小明／台北報導】" + TEXT.substring(3);
    assertThat(read("", "<article>" + STORY + first + "</article>").authors())
        .containsExactly("王小明");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      nullValues = "none",
      value = {
        "Published: 3 March 2025, 10:15 CET > 2025-03-03T09:15:00Z > none",
        "Updated 4 March 2025, 11:00 UTC > none > 2025-03-04T11:00:00Z",
        "Published 3 March 2025, 10:15 UTC | Updated 4 March 2025, 11:00 UTC > 2025-03-03T10:15:00Z > 2025-03-04T11:00:00Z",
        "By Ana Reed - March 3, 2025 > 2025-03-03T00:00:00Z > none",
        "Veröffentlicht am 3. März 2025 um 10:15 Uhr > 2025-03-03T10:15:00Z > none",
        "Aktualisiert: 4. März 2025, 11:00 Uhr > none > 2025-03-04T11:00:00Z",
        "Publié le 3 mars 2025 à 10:15 > 2025-03-03T10:15:00Z > none",
        "Mis à jour le 4 mars 2025 > none > 2025-03-04T00:00:00Z",
        "Publicado el 3 de marzo de 2025 > 2025-03-03T00:00:00Z > none",
        "Actualizado el 4 de marzo de 2025 > none > 2025-03-04T00:00:00Z",
        "Atualizado em 4 de março de 2025 > none > 2025-03-04T00:00:00Z",
        "Опубликовано 3 марта 2025, 10:15 > 2025-03-03T10:15:00Z > none",
        "Обновлено: 4 марта 2025 > none > 2025-03-04T00:00:00Z",
        "发布时间：2025-03-03 10:15 > 2025-03-03T10:15:00Z > none",
        "2025年3月3日 10:15 > 2025-03-03T10:15:00Z > none",
        "更新：2025年3月4日 > none > 2025-03-04T00:00:00Z",
        "입력 2025.03.03 10:15 | 수정 2025.03.04 11:00 > 2025-03-03T10:15:00Z > 2025-03-04T11:00:00Z",
        "نشر في 3 مارس 2025 > 2025-03-03T00:00:00Z > none",
        "प्रकाशित 3 मार्च 2025 > 2025-03-03T00:00:00Z > none",
        "Güncelleme: 4 Mart 2025 > none > 2025-03-04T00:00:00Z",
        "The new law comes into force on 1 January 2027. > none > none",
        "The tower was built in 1914 > none > none",
        "5 min read > none > none"
      })
  void datesStandByTheHeadline(
      String line, @Nullable Instant published, @Nullable Instant updated) {
    Draft draft = read("", "<main>" + STORY + "<div>" + line + "</div>" + TEXT + "</main>");
    assertThat(at(draft, Field.PUBLISHED)).as(line).isEqualTo(published);
    assertThat(at(draft, Field.UPDATED)).as(line).isEqualTo(updated);
  }

  @Test
  void theDayInTheAddressIsTakenWhereNothingElseTellsIt() {
    String url = "https://www.skerrow.example/2025/03/14/tower";
    Draft bare = read(url, "", STORY + TEXT);
    assertThat(bare.get(Field.PUBLISHED)).isEqualTo("2025-03-14");
    assertThat(at(read(url, "", STORY + "<p>3 March 2025</p>" + TEXT), Field.PUBLISHED))
        .isEqualTo("2025-03-03T00:00:00Z");
    assertThat(
            read("https://www.skerrow.example/a-2025-03/99", "", STORY + TEXT).get(Field.PUBLISHED))
        .isNull();
    assertThat(
            read("https://www.skerrow.example/story-20250314-77", "", STORY + TEXT)
                .get(Field.PUBLISHED))
        .isEqualTo("2025-03-14");
  }

  @Test
  void datesOfOtherThingsAreNotTheArticles() {
    for (String other :
        new String[] {
          "<div class=related><time datetime=2020-01-01>x</time></div>",
          "<div id=comments><time datetime=2020-01-01>x</time></div>",
          "<footer><p>© 2019 Skerrow Post, 1 May 2019</p></footer>"
        }) {
      String page = "<main>" + STORY + TEXT.repeat(4) + other + "</main>" + other;
      assertThat(read("", page).get(Field.PUBLISHED)).as(other).isNull();
    }
    String clock = "<header><div class=today>25 November 2026</div></header>";
    assertThat(read("", clock + STORY + TEXT).get(Field.PUBLISHED)).isNull();
  }

  @Test
  void ofTwoTellingsOfATimeTheMoreExactIsTaken() {
    String head =
        linked(
            "{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-03-03\",\"dateModified\":"
                + "\"2025-03-09\"}");
    String near = "<time datetime=2025-03-03T10:15:00+01:00>x</time>";
    assertThat(at(read(head, STORY + near), Field.PUBLISHED)).isEqualTo("2025-03-03T09:15:00Z");
    String far = "<time datetime=2025-03-07T10:15:00+01:00>x</time>";
    assertThat(at(read(head, STORY + far), Field.PUBLISHED)).isEqualTo("2025-03-03T00:00:00Z");
  }

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
    long start = System.nanoTime();
    read("", STORY + part.repeat(20_000));
    assertThat(System.nanoTime() - start).as(part).isLessThan(8_000_000_000L);
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "3 \u0e01.\u0e22. 2568 14:20 \u0e19. > 2025-09-03T14:20:00Z",
        "3 \u0e01\u0e31\u0e19\u0e22\u0e32\u0e22\u0e19 \u0e1e.\u0e28. 2568 14.20 \u0e19. > 2025-09-03T14:20:00Z",
        "03/09/2568 14:20 > 2025-09-03T14:20:00Z",
        "\u06f2\u06f8 \u0622\u0628\u0627\u0646 \u06f1\u06f4\u06f0\u06f3 > 2024-11-18T00:00:00Z",
        "\u06f1\u06f4\u06f0\u06f3/\u06f0\u06f8/\u06f2\u06f8 > 2024-11-18T00:00:00Z",
        "1404/01/01 10:30 > 2025-03-21T10:30:00Z",
        "3 March 2025 10:30 > 2025-03-03T10:30:00Z"
      })
  void daysOfOtherCalendarsAreRead(String line, Instant day) {
    Draft draft = read("", STORY + "<p>" + line + "</p>" + TEXT);
    assertThat(at(draft, Field.PUBLISHED)).isEqualTo(day);
  }

  @Test
  void theDatesOfOtherStoriesBelowTheTextAreNotThePages() {
    String below = "<h3>More</h3><div>Pilots strike <span>25.04.2025</span></div>";
    assertThat(read("", STORY + TEXT + below).get(Field.PUBLISHED)).isNull();
    String own = "<h3>About</h3><p>Published: 25.04.2025</p>";
    assertThat(at(read("", STORY + TEXT + own), Field.PUBLISHED)).isEqualTo("2025-04-25T00:00:00Z");
  }

  @Test
  void aDateInAHeadingOfItsOwnAboveTheHeadlineIsThePages() {
    String page = "<h2>Sunday, 3 October 2021</h2>" + STORY + TEXT;
    assertThat(at(read("", page), Field.PUBLISHED)).isEqualTo("2021-10-03T00:00:00Z");
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
