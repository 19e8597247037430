package dev.slugline.ingest.page.facts;

import static dev.slugline.ingest.page.facts.TowerPage.STORY;
import static dev.slugline.ingest.page.facts.TowerPage.TEXT;
import static dev.slugline.ingest.page.facts.TowerPage.TITLE;
import static dev.slugline.ingest.page.facts.TowerPage.linked;
import static dev.slugline.ingest.page.facts.TowerPage.read;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who wrote the story of a page. */
class PageAuthorsTest {
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
}
