package dev.slugline.ingest.page.kind;

import static dev.slugline.ingest.page.WrittenPages.headlines;
import static dev.slugline.ingest.page.WrittenPages.linked;
import static dev.slugline.ingest.page.WrittenPages.meta;
import static dev.slugline.ingest.page.WrittenPages.page;
import static dev.slugline.ingest.page.WrittenPages.parse;
import static dev.slugline.ingest.page.WrittenPages.teasers;
import static dev.slugline.ingest.page.kind.KindPages.ARABIC;
import static dev.slugline.ingest.page.kind.KindPages.FRONT;
import static dev.slugline.ingest.page.kind.KindPages.GERMAN;
import static dev.slugline.ingest.page.kind.KindPages.HEADLINE;
import static dev.slugline.ingest.page.kind.KindPages.JAPANESE;
import static dev.slugline.ingest.page.kind.KindPages.LINE;
import static dev.slugline.ingest.page.kind.KindPages.SECTION;
import static dev.slugline.ingest.page.kind.KindPages.WEBSITE;
import static dev.slugline.ingest.page.kind.KindPages.cards;
import static dev.slugline.ingest.page.kind.KindPages.wholeCards;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.format.ParsedItem;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fronts, sections, tags, authors and archives are skipped as index pages. */
class IndexPagesTest {
  static Stream<Arguments> indexes() {
    String collection = linked("{\"@type\":\"CollectionPage\",\"name\":\"Coast\"}");
    String profile = linked("{\"@type\":\"ProfilePage\",\"mainEntity\":{\"@type\":\"Person\"}}");
    return Stream.of(
        Arguments.of("bare links", "index", SECTION, page("Coast", "", headlines(40, HEADLINE))),
        Arguments.of(
            "front page",
            "index",
            FRONT,
            page("Skerrow Post", WEBSITE, teasers(25, HEADLINE, LINE))),
        Arguments.of(
            "front page without any claim",
            "index",
            FRONT,
            page("Skerrow Post", "", "<h1>Skerrow Post</h1>" + teasers(25, HEADLINE, LINE))),
        Arguments.of(
            "canonical front",
            "index",
            null,
            page(
                "Skerrow Post",
                WEBSITE + "<link rel=canonical href=" + FRONT + ">",
                teasers(9, HEADLINE, LINE))),
        Arguments.of(
            "section with a word about it",
            "index",
            SECTION,
            page(
                "Coast",
                WEBSITE,
                "<h1>Coast</h1><p>All that happens between the Skerrow light and the Kell bar, and what the fishermen, pilots and keepers have to say of it, day by day.</p>"
                    + teasers(20, HEADLINE, LINE))),
        Arguments.of(
            "section in German",
            "index",
            "https://post.example/politik",
            page(
                "Politik",
                WEBSITE,
                "<h1>Politik</h1>"
                    + teasers(
                        14,
                        GERMAN,
                        "Der Bagger war bis zum Ende des Frühjahrs einem anderen Hafen versprochen, hieß es am Montag."))),
        Arguments.of(
            "section in Japanese",
            "index",
            "https://post.example/local",
            page("地域", WEBSITE, "<h1>地域</h1>" + headlines(30, JAPANESE))),
        Arguments.of(
            "section in Arabic",
            "index",
            "https://post.example/local",
            page(
                "محليات",
                WEBSITE,
                "<h1>محليات</h1>"
                    + teasers(
                        12,
                        ARABIC,
                        "وقال المجلس إن الكراكة كانت موعودة لميناء آخر حتى نهاية فصل الربيع المقبل."))),
        Arguments.of(
            "tag page that calls itself so",
            "index",
            SECTION,
            page(
                "Tag: lighthouse",
                collection + meta("og:type", "article"),
                "<h1>Lighthouse</h1>" + teasers(6, HEADLINE, LINE))),
        Arguments.of(
            "author with a life",
            "index",
            "https://www.skerrow.example/people/ana-reed",
            page(
                "Ana Reed",
                profile,
                "<h1>Ana Reed</h1><p>Ana Reed has written of the coast since she left the pilots' cutter in 1998. She lives at Kell, keeps bees there, and has twice been given the prize of the harbour board for her reports on its own doings.</p>"
                    + headlines(18, HEADLINE))),
        Arguments.of(
            "author by og:type",
            "index",
            "https://www.skerrow.example/people/ben-oak",
            page(
                "Ben Oak",
                meta("og:type", "profile"),
                "<h1>Ben Oak</h1><p>Ben Oak writes of trade and harbours for this newspaper and for two others.</p>"
                    + headlines(12, HEADLINE))),
        Arguments.of(
            "archive of a month",
            "index",
            "https://www.skerrow.example/2024/05/",
            page("May 2024", "", "<h1>May 2024</h1>" + headlines(120, HEADLINE))),
        Arguments.of(
            "cards with read more",
            "index",
            SECTION,
            page("Coast", WEBSITE, "<h1>Coast</h1>" + cards(12, "Read more"))),
        Arguments.of(
            "cards in Greek",
            "index",
            SECTION,
            page("Ακτή", WEBSITE, "<h1>Ακτή</h1>" + cards(12, "Περισσότερα"))),
        Arguments.of(
            "cards that are links as a whole",
            "index",
            FRONT,
            page("Skerrow Post", WEBSITE, wholeCards(15))),
        Arguments.of(
            "front page with the articles in JSON-LD",
            "index",
            FRONT,
            page(
                "Skerrow Post",
                WEBSITE
                    + linked(
                        "{\"@graph\":[{\"@type\":\"NewsArticle\",\"url\":\"/1\"},{\"@type\":\"NewsArticle\",\"url\":\"/2\"},{\"@type\":\"NewsArticle\",\"url\":\"/3\"}]}"),
                teasers(10, HEADLINE, LINE))),
        Arguments.of(
            "links to other sites",
            "% of its text is links",
            SECTION,
            page(
                "Elsewhere",
                "",
                headlines(30, HEADLINE).replace("href=/", "href=https://other.example/"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("indexes")
  void whatIsNoArticleIsSkippedWithWhatItSeemsToBe(
      String name, String kind, @Nullable String url, String html) {
    assertThat(parse(url, html)).as(name).isInstanceOf(ParsedItem.Skipped.class);
    assertThat(((ParsedItem.Skipped) parse(url, html)).reason()).contains(kind);
  }

  @Test
  void headlinesAreCountedByWhereTheyLead() {
    String twice = headlines(41, HEADLINE) + headlines(41, "The same again, in other words here");
    assertThat(parse(SECTION, page("Coast", "", twice)))
        .isEqualTo(
            new ParsedItem.Skipped("an index page (41 headlines that link elsewhere)", "html"));
  }
}
