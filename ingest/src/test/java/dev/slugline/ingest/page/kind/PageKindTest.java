package dev.slugline.ingest.page.kind;

import static dev.slugline.ingest.page.WrittenPages.headlines;
import static dev.slugline.ingest.page.WrittenPages.linked;
import static dev.slugline.ingest.page.WrittenPages.meta;
import static dev.slugline.ingest.page.WrittenPages.page;
import static dev.slugline.ingest.page.WrittenPages.parse;
import static dev.slugline.ingest.page.WrittenPages.teasers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.page.SharedPages;
import dev.slugline.ingest.page.facts.LinkedData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PageKindTest {
  private static final String FRONT = "https://www.skerrow.example/";
  private static final String SECTION = "https://www.skerrow.example/coast/";
  private static final String STORY = "https://www.skerrow.example/coast/keeper-paints-tower-red";
  private static final String WEBSITE = meta("og:type", "website");
  private static final String HEADLINE = "Harbour board puts off the dredging of the outer basin";
  private static final String LINE =
      "The board said that the dredger had been promised to another port until the end of spring.";
  private static final String GERMAN = "Hafenamt verschiebt das Ausbaggern des Vorhafens erneut";
  private static final String JAPANESE = "港湾局が外港の浚渫を来年春まで延期すると発表";
  private static final String ARABIC = "مجلس الميناء يؤجل تعميق الحوض الخارجي حتى نهاية الربيع";
  private static final String SHORT =
      "The keeper of Skerrow light has painted his tower red, to the dismay of the pilots, who had"
          + " known it white for a hundred years, and has gone fishing since.";
  private static final String MORE =
      "He said that white paint had become too dear, and that he would not wait for another winter"
          + " to see the old coat come off in the rain, whatever the pilots might say of it.";

  static Stream<Arguments> nonArticles() {
    String collection = linked("{\"@type\":\"CollectionPage\",\"name\":\"Coast\"}");
    String profile = linked("{\"@type\":\"ProfilePage\",\"mainEntity\":{\"@type\":\"Person\"}}");
    String results = linked("{\"@type\":[\"WebPage\",\"SearchResultsPage\"]}");
    String password =
        "<form><input type=email name=user><input type=password><button>OK</button></form>";
    String cookies =
        "<p>We and our 842 partners store cookies on your device to show advertisements that suit"
            + " you, and to measure them.</p><p>You can withdraw your consent to cookies at any"
            + " time, here or in the settings of your browser.</p>";
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
                headlines(30, HEADLINE).replace("href=/", "href=https://other.example/"))),
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

  private static String cards(int count, String label) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append("<div><h3>").append(HEADLINE).append(i).append("</h3><p>").append(LINE);
      out.append("</p><a href=/news/").append(i).append('>').append(label).append("</a></div>");
    }
    return out.toString();
  }

  private static String wholeCards(int count) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append("<a href=/news/").append(i).append("><img src=x><h3>").append(HEADLINE);
      out.append("</h3><p>").append(LINE).append("</p></a>");
    }
    return out.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nonArticles")
  void whatIsNoArticleIsSkippedWithWhatItSeemsToBe(
      String name, String kind, @Nullable String url, String html) {
    assertThat(parse(url, html)).as(name).isInstanceOf(ParsedItem.Skipped.class);
    assertThat(((ParsedItem.Skipped) parse(url, html)).reason()).contains(kind);
  }

  static Stream<Arguments> articles() {
    String h1 = "<h1>Keeper paints tower red</h1>";
    String text = "<p>" + SHORT + "</p><p>" + MORE + "</p>";
    String site =
        linked("{\"@graph\":[{\"@type\":\"WebPage\",\"name\":\"x\"},{\"@type\":\"WebSite\"}]}");
    String modal =
        "<div role=dialog><form><input type=email><input type=password><button>Log in</button></form></div>";
    String banner =
        "<div class=banner><p>We store cookies on your device to show advertisements that suit you, and to measure them, with your consent to these cookies.</p><button>Accept</button></div>";
    String title = "Keeper paints tower red";
    return Stream.of(
        Arguments.of(
            "one paragraph, nothing said", STORY, page(title, "", h1 + "<p>" + SHORT + "</p>")),
        Arguments.of(
            "one paragraph, a website", STORY, page(title, WEBSITE, h1 + "<p>" + SHORT + "</p>")),
        Arguments.of(
            "one paragraph, 400 links behind",
            STORY,
            page(title, "", h1 + "<p>" + SHORT + "</p>" + headlines(400, HEADLINE))),
        Arguments.of(
            "one paragraph, 400 links before",
            STORY,
            page(title, WEBSITE, headlines(400, HEADLINE) + h1 + "<p>" + SHORT + "</p>")),
        Arguments.of(
            "one paragraph between teasers",
            STORY,
            page(
                title,
                WEBSITE,
                teasers(10, HEADLINE, LINE)
                    + h1
                    + "<p>"
                    + SHORT
                    + "</p>"
                    + teasers(10, HEADLINE, LINE))),
        Arguments.of(
            "title in no heading",
            STORY,
            page(
                title + " in spring",
                "",
                headlines(30, HEADLINE)
                    + "<div>Keeper paints tower red in spring</div><p>"
                    + SHORT
                    + "</p>"
                    + headlines(30, HEADLINE))),
        Arguments.of(
            "heading that links to itself",
            STORY,
            page(
                title,
                WEBSITE,
                "<article><h1><a href="
                    + STORY
                    + ">"
                    + title
                    + " in the spring of the year</a></h1><p>"
                    + SHORT
                    + "</p></article>"
                    + teasers(12, HEADLINE, LINE))),
        Arguments.of(
            "JSON-LD of a site only",
            STORY,
            page(title, site + WEBSITE, h1 + text + headlines(60, HEADLINE))),
        Arguments.of(
            "canonical is the front page",
            STORY,
            page(
                title,
                "<link rel=canonical href=" + FRONT + ">" + WEBSITE,
                h1 + text + headlines(30, HEADLINE))),
        Arguments.of(
            "no address at all", null, page(title, "", h1 + text + headlines(30, HEADLINE))),
        Arguments.of(
            "Chinese, short",
            STORY,
            page(
                "守塔人把灯塔漆成红色",
                WEBSITE,
                "<h1>守塔人把灯塔漆成红色</h1><p>斯凯罗灯塔的守塔人本周把这座白了一百多年的灯塔漆成了红色，引来领航员们的不满，他们说多年来一直靠白塔辨认航道。港务局周一表示将派人前往查看。</p>"
                    + headlines(50, "港务局宣布外港疏浚工程推迟到明年春天以后进行"))),
        Arguments.of(
            "Arabic",
            STORY,
            page(
                "حارس المنارة يطليها بالأحمر",
                WEBSITE,
                "<h1>حارس المنارة يطليها بالأحمر</h1><p>طلى حارس المنارة برجه باللون الأحمر هذا الأسبوع مما أثار استياء المرشدين البحريين الذين عرفوه أبيض طوال مئة عام وأكثر، وقال إن الطلاء الأبيض أصبح غاليا جدا.</p>"
                    + headlines(50, ARABIC))),
        Arguments.of(
            "Hindi",
            STORY,
            page(
                "रखवाले ने मीनार को लाल रंगा",
                "",
                "<h1>रखवाले ने मीनार को लाल रंगा</h1><p>स्केरो के प्रकाशस्तंभ के रखवाले ने इस सप्ताह अपनी मीनार को लाल रंग से रंग दिया, जिससे नाविक नाराज़ हैं क्योंकि वे उसे सौ वर्षों से सफ़ेद जानते थे और उसी से रास्ता पहचानते थे।</p>"
                    + headlines(50, "बंदरगाह बोर्ड ने बाहरी घाट की खुदाई वसंत तक टाल दी है"))),
        Arguments.of(
            "links in the text",
            STORY,
            page(
                title,
                WEBSITE,
                h1
                    + "<p>The <a href=/k>keeper</a> of <a href=/s>Skerrow light</a> has painted his <a href=/t>tower</a> red, to the dismay of the <a href=/p>pilots</a>, who had known it white for a hundred years, and has gone fishing since then.</p>"
                    + headlines(20, HEADLINE))),
        Arguments.of(
            "a list of links with words to each",
            STORY,
            page(
                "Ten walks along the coast",
                WEBSITE,
                "<h1>Ten walks along the coast</h1><p>"
                    + MORE
                    + "</p>"
                    + teasers(10, HEADLINE, LINE))),
        Arguments.of(
            "a list of shops",
            STORY,
            page(
                "Ten paints for towers",
                WEBSITE,
                "<h1>Ten paints for towers</h1><p>"
                    + MORE
                    + "</p>"
                    + teasers(10, HEADLINE, LINE).replace("href=/", "href=https://shop.example/"))),
        Arguments.of(
            "read also between",
            STORY,
            page(
                title,
                WEBSITE,
                h1
                    + "<p>"
                    + SHORT
                    + "</p><p><a href=/a>"
                    + HEADLINE
                    + "</a></p><p>"
                    + MORE
                    + "</p><p><a href=/b>"
                    + HEADLINE
                    + "</a></p><p>"
                    + LINE
                    + "</p>"
                    + headlines(20, HEADLINE))),
        Arguments.of(
            "a gallery",
            STORY,
            page(
                "The red tower in pictures",
                WEBSITE,
                "<h1>The red tower in pictures</h1>" + gallery() + headlines(15, HEADLINE))),
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
                h1 + text + headlines(30, HEADLINE))),
        Arguments.of(
            "text in cells, headlines around",
            STORY,
            page(
                title,
                "",
                headlines(30, HEADLINE)
                    + "<table><tr><td><h1>Keeper paints tower red</h1>"
                    + SHORT
                    + "<br><br>"
                    + MORE
                    + "</td></tr></table>"
                    + headlines(30, HEADLINE))));
  }

  private static String gallery() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      out.append("<figure><img src=").append(i).append("><figcaption>The tower at dawn, with the");
      out.append(" keeper on his ladder and the pilots looking on from below. Picture ").append(i);
      out.append("</figcaption></figure>");
    }
    return out.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("articles")
  void whatMayBeAnArticleIsTakenForOne(String name, @Nullable String url, String html) {
    assertThat(kind(url, html)).as(name).isNull();
  }

  private static @Nullable String kind(@Nullable String url, String html) {
    Document document = Parser.htmlParser().parseInput(html, url == null ? "" : url);
    LinkedData data = LinkedData.of(document, 200);
    return PageKind.of(document, data).instead();
  }

  @Test
  void headlinesAreCountedByWhereTheyLead() {
    String twice = headlines(41, HEADLINE) + headlines(41, "The same again, in other words here");
    assertThat(parse(SECTION, page("Coast", "", twice)))
        .isEqualTo(new ParsedItem.Skipped("an index page (41 headlines that link elsewhere)"));
  }

  @Test
  void noRealArticleIsSkippedWhateverItSaysOfItself() {
    for (Path file : SharedPages.all()) {
      String html = new String(SharedPages.bytes(file), StandardCharsets.UTF_8);
      Document told = Parser.htmlParser().parseInput(html, "");
      assertThat(PageKind.of(told, LinkedData.of(told, 200)).instead()).as("%s", file).isNull();
      Document mute = Parser.htmlParser().parseInput(html, "");
      mute.select("script, meta").remove();
      mute.select("[itemprop]").removeAttr("itemprop");
      mute.head().append(WEBSITE);
      assertThat(PageKind.of(mute, LinkedData.of(mute, 200)).instead()).as("%s", file).isNull();
    }
  }
}
