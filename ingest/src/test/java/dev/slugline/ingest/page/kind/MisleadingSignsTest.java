package dev.slugline.ingest.page.kind;

import static dev.slugline.ingest.page.WrittenPages.headlines;
import static dev.slugline.ingest.page.WrittenPages.linked;
import static dev.slugline.ingest.page.WrittenPages.meta;
import static dev.slugline.ingest.page.WrittenPages.page;
import static dev.slugline.ingest.page.WrittenPages.parse;
import static dev.slugline.ingest.page.kind.KindPages.HEADLINE;
import static dev.slugline.ingest.page.kind.KindPages.LINE;
import static dev.slugline.ingest.page.kind.KindPages.MORE;
import static dev.slugline.ingest.page.kind.KindPages.SHORT;
import static dev.slugline.ingest.page.kind.KindPages.STORY;
import static dev.slugline.ingest.page.kind.KindPages.WEBSITE;
import static dev.slugline.ingest.page.kind.KindPages.kind;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.format.ParsedItem;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An article with a sign of another kind of page: a login, a banner, a word of an error. */
class MisleadingSignsTest {
  static Stream<Arguments> articles() {
    String h1 = "<h1>Keeper paints tower red</h1>";
    String text = "<p>" + SHORT + "</p><p>" + MORE + "</p>";
    String modal =
        "<div role=dialog><form><input type=email><input type=password><button>Log in</button></form></div>";
    String banner =
        "<div class=banner><p>We store cookies on your device to show advertisements that suit you, and to measure them, with your consent to these cookies.</p><button>Accept</button></div>";
    String title = "Keeper paints tower red";
    return Stream.of(
        Arguments.of(
            "a login beside it", STORY, page(title, "", modal + h1 + "<p>" + SHORT + "</p>")),
        Arguments.of(
            "a login in its first lines",
            STORY,
            page(title, WEBSITE, "<form><input type=password></form>" + h1 + text)),
        Arguments.of(
            "a paywall behind the first paragraph",
            STORY,
            page(
                title,
                WEBSITE,
                h1
                    + "<p>"
                    + SHORT
                    + "</p><h2>Subscribe</h2><p>All articles for $4 a month.</p><form><input type=password></form>")),
        Arguments.of(
            "a cookie banner", STORY, page(title, "", banner + h1 + "<p>" + SHORT + "</p>")),
        Arguments.of(
            "about cookies",
            STORY,
            page(
                "Court puts an end to cookie banners",
                WEBSITE,
                "<h1>Court puts an end to cookie banners</h1><p>The court at Kell said on Monday that a banner which asks for consent is no consent where it cannot be refused, and fined two shops for theirs.</p><p>"
                    + MORE
                    + "</p><p>"
                    + LINE
                    + " It was the first such judgment on the coast, and the shops said that they would appeal.</p>")),
        Arguments.of(
            "about an error",
            STORY,
            page(
                "404 jobs to go at the yard",
                "",
                "<h1>404 jobs to go at the yard</h1><p>" + SHORT + "</p>")),
        Arguments.of(
            "about 500",
            STORY,
            page(
                "500 boats at the regatta",
                WEBSITE,
                "<h1>500 boats at the regatta</h1><p>" + SHORT + "</p>")),
        Arguments.of(
            "not found, in a headline",
            STORY,
            page(
                "Page not found: library loses a leaf of its oldest book",
                "",
                "<h1>Page not found: library loses a leaf of its oldest book</h1><p>"
                    + SHORT
                    + "</p>")),
        Arguments.of(
            "forbidden, in a headline",
            STORY,
            page(
                "Forbidden island opens",
                "",
                "<h1>Forbidden island opens</h1><p>" + SHORT + "</p>")),
        Arguments.of(
            "about robots",
            STORY,
            page(
                "Are machines to keep the lights?",
                WEBSITE,
                "<h1>Are machines to keep the lights?</h1>"
                    + text
                    + "<p>A captcha would keep none of them out, the keeper said.</p>"
                    + "<p>"
                    + MORE
                    + "</p><p>"
                    + SHORT
                    + "</p>")),
        Arguments.of(
            "about scripts",
            STORY,
            page(
                "Harbour board gives up JavaScript",
                WEBSITE,
                "<h1>Harbour board gives up JavaScript</h1><p>"
                    + SHORT
                    + " The board's new pages go without JavaScript, so that they can be read aboard.</p><p>"
                    + MORE
                    + "</p>")),
        Arguments.of(
            "a field for searches",
            STORY,
            page(
                title,
                "",
                "<form><input type=search name=q placeholder=tower></form>"
                    + h1
                    + "<p>"
                    + SHORT
                    + "</p>")),
        Arguments.of(
            "found by a search",
            STORY + "?q=tower",
            page(
                title,
                meta("og:type", "article") + meta("article:published_time", "2024-05-05T10:00:00Z"),
                h1 + text + "<p>" + MORE + MORE + "</p>")),
        Arguments.of(
            "a page that reloads itself",
            STORY,
            page(title, "<meta http-equiv=refresh content=300>", h1 + "<p>" + SHORT + "</p>")),
        Arguments.of(
            "JSON-LD that says more articles",
            STORY,
            page(
                title,
                linked(
                    "[{\"@type\":\"NewsArticle\",\"url\":\"/1\"},{\"@type\":\"NewsArticle\",\"url\":\"/2\"},{\"@type\":\"NewsArticle\",\"url\":\"/3\"}]"),
                h1 + text + headlines(30, HEADLINE))),
        Arguments.of(
            "a collection's article",
            STORY,
            page(
                title,
                linked(
                    "{\"@graph\":[{\"@type\":\"CollectionPage\"},{\"@type\":\"NewsArticle\",\"headline\":\"x\"}]}"),
                h1 + text + headlines(30, HEADLINE))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("articles")
  void whatMayBeAnArticleIsTakenForOne(String name, @Nullable String url, String html) {
    assertThat(kind(url, html)).as(name).isNull();
    assertThat(parse(url, html)).as(name).isInstanceOf(ParsedItem.Ready.class);
  }
}
