package dev.slugline.ingest.page.kind;

import static dev.slugline.ingest.page.WrittenPages.headlines;
import static dev.slugline.ingest.page.WrittenPages.linked;
import static dev.slugline.ingest.page.WrittenPages.meta;
import static dev.slugline.ingest.page.WrittenPages.page;
import static dev.slugline.ingest.page.WrittenPages.parse;
import static dev.slugline.ingest.page.WrittenPages.teasers;
import static dev.slugline.ingest.page.kind.KindPages.HEADLINE;
import static dev.slugline.ingest.page.kind.KindPages.LINE;
import static dev.slugline.ingest.page.kind.KindPages.SECTION;
import static dev.slugline.ingest.page.kind.KindPages.STORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.format.ParsedItem;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is neither an article nor an index is skipped with what it seems to be. */
class PageKindTest {
  static Stream<Arguments> nonArticles() {
    String results = linked("{\"@type\":[\"WebPage\",\"SearchResultsPage\"]}");
    String password =
        "<form><input type=email name=user><input type=password><button>OK</button></form>";
    String cookies =
        "<p>We and our 842 partners store cookies on your device to show advertisements that suit"
            + " you, and to measure them.</p><p>You can withdraw your consent to cookies at any"
            + " time, here or in the settings of your browser.</p>";
    return Stream.of(
        Arguments.of(
            "results by JSON-LD",
            "search",
            SECTION,
            page("lighthouse", results, headlines(10, HEADLINE))),
        Arguments.of(
            "results by the field",
            "search",
            null,
            page(
                "You searched for lighthouse",
                "",
                "<form><input type=search name=q value=lighthouse></form><h1>Results for lighthouse</h1>"
                    + teasers(4, HEADLINE, LINE))),
        Arguments.of(
            "results by the address",
            "search",
            "https://www.skerrow.example/?s=red+tower",
            page(
                "red tower - Skerrow Post",
                "",
                "<h1>Red tower</h1><p>Nothing was found here. Please try again with other words.</p>")),
        Arguments.of(
            "results in Russian",
            "search",
            "https://post.example/poisk?query=%D0%BC%D0%B0%D1%8F%D0%BA",
            page(
                "Поиск: маяк",
                "",
                "<h1>маяк</h1>" + headlines(5, "Совет порта отложил углубление внешней гавани"))),
        Arguments.of(
            "login",
            "login",
            SECTION,
            page(
                "Log in - Skerrow Post",
                "",
                "<h1>Log in</h1><p>Welcome back to the Skerrow Post. Log in to read all of our articles and to save those that you like.</p>"
                    + password)),
        Arguments.of(
            "login in Polish",
            "login",
            SECTION,
            page(
                "Zaloguj się",
                "",
                "<h1>Zaloguj się</h1><p>Aby czytać dalej, podaj swój adres i hasło albo załóż bezpłatne konto w naszym serwisie.</p>"
                    + password)),
        Arguments.of(
            "login by address",
            "login",
            "https://www.skerrow.example/account/login?next=x",
            page(
                "Skerrow Post",
                "",
                "<p>Karibu tena. Andika barua pepe yako na nywila yako ili uendelee kusoma habari zetu zote.</p>"
                    + password)),
        Arguments.of(
            "login without words",
            "login",
            null,
            "<html><body><img src=x>" + password + "</body></html>"),
        Arguments.of(
            "404 with code",
            "error page: 404",
            STORY,
            page(
                "404 Not Found",
                "",
                "<h1>404 Not Found</h1><p>The page that you were looking for has moved, or was never here. Try the front page instead.</p>")),
        Arguments.of(
            "404 with stories below",
            "error page: Page not found",
            STORY,
            page(
                "Page not found | Skerrow Post",
                meta("og:type", "article"),
                "<h1>Sorry</h1><p>The page that you were looking for is not here any more, if ever it was.</p>"
                    + teasers(12, HEADLINE, LINE))),
        Arguments.of(
            "404 in Hindi",
            "error page: पृष्ठ नहीं मिला",
            STORY,
            page(
                "पृष्ठ नहीं मिला",
                "",
                "<h1>क्षमा करें</h1><p>आप जिस पृष्ठ को खोज रहे हैं वह यहाँ नहीं है। कृपया मुख्य पृष्ठ पर जाएँ और फिर से प्रयास करें।</p>")),
        Arguments.of(
            "404 in Chinese",
            "error page: 页面不存在",
            STORY,
            page("页面不存在", "", "<p>抱歉，您访问的页面不存在或者已经被删除，请返回首页重新浏览其他新闻内容。</p>")),
        Arguments.of(
            "error in Turkish by code",
            "error page: Hata 404",
            STORY,
            page(
                "Hata 404 - Posta",
                "",
                "<p>Aradığınız sayfa burada yok ya da başka bir yere taşındı; lütfen ana sayfaya dönüp yeniden deneyin.</p>")),
        Arguments.of(
            "503",
            "error page: Error 503",
            STORY,
            "<html><head><title>Error 503 Backend fetch failed</title></head><body><h1>Error 503 Backend fetch failed</h1><p>Backend fetch failed, guru meditation, please try again in a few minutes or write to us by mail.</p></body></html>"),
        Arguments.of(
            "denied",
            "error page: Access Denied",
            STORY,
            "<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1><p>You don't have permission to access this page on this server. Reference number 18.4f2a1 of today.</p></body></html>"),
        Arguments.of(
            "robot",
            "error page",
            STORY,
            "<html><head><title>skerrow.example</title></head><body><p>We have seen unusual traffic from your network and must ask you to show that you are not a robot before you go on to read.</p></body></html>"),
        Arguments.of(
            "needs scripts",
            "without JavaScript",
            STORY,
            "<html><head><title>Skerrow Post</title></head><body><div id=root></div><p>You need to enable JavaScript to run this app; please turn it on in the settings of your browser and load the page again.</p></body></html>"),
        Arguments.of(
            "needs scripts, said to those without",
            "without JavaScript",
            STORY,
            "<html><head><title>Skerrow Post</title></head><body><noscript>Bitte aktivieren Sie JavaScript.</noscript><div id=root></div></body></html>"),
        Arguments.of(
            "leads on",
            "leads to another",
            STORY,
            "<html><head><title>Moved</title><meta http-equiv=refresh content='0; url=/new'></head><body><a href=/new>Go on</a></body></html>"),
        Arguments.of(
            "consent",
            "consent page",
            STORY,
            "<html><head><title>Your choice</title></head><body><h1>Your choice</h1>"
                + cookies
                + "<button>Accept all</button><button>Settings</button></body></html>"),
        Arguments.of(
            "consent in French",
            "consent page",
            STORY,
            "<html><head><title>Le Courrier</title></head><body><p>Le Courrier et ses partenaires déposent des cookies sur votre appareil afin de mesurer l'audience et d'afficher des publicités.</p><p>Vous pouvez retirer votre consentement à tout moment en cliquant sur le lien au bas de chaque page de ce site.</p><button>Tout accepter</button></body></html>"),
        Arguments.of(
            "offer",
            "subscription page",
            "https://www.skerrow.example/offer",
            page(
                "Subscribe to the Skerrow Post",
                "",
                "<h1>Subscribe</h1><h2>Digital</h2><p>All articles on every device of yours, and the crossword, for $4 a month.</p><h2>Paper</h2><p>The paper at your door on six days of the week, for $19 a month.</p>")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nonArticles")
  void whatIsNoArticleIsSkippedWithWhatItSeemsToBe(
      String name, String kind, @Nullable String url, String html) {
    assertThat(parse(url, html)).as(name).isInstanceOf(ParsedItem.Skipped.class);
    assertThat(((ParsedItem.Skipped) parse(url, html)).reason()).contains(kind);
  }
}
