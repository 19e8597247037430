package dev.slugline.ingest.page.kind;

import static dev.slugline.ingest.page.WrittenPages.headlines;
import static dev.slugline.ingest.page.WrittenPages.linked;
import static dev.slugline.ingest.page.WrittenPages.page;
import static dev.slugline.ingest.page.WrittenPages.parse;
import static dev.slugline.ingest.page.WrittenPages.teasers;
import static dev.slugline.ingest.page.kind.KindPages.ARABIC;
import static dev.slugline.ingest.page.kind.KindPages.FRONT;
import static dev.slugline.ingest.page.kind.KindPages.HEADLINE;
import static dev.slugline.ingest.page.kind.KindPages.LINE;
import static dev.slugline.ingest.page.kind.KindPages.MORE;
import static dev.slugline.ingest.page.kind.KindPages.SHORT;
import static dev.slugline.ingest.page.kind.KindPages.STORY;
import static dev.slugline.ingest.page.kind.KindPages.WEBSITE;
import static dev.slugline.ingest.page.kind.KindPages.kind;
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

/** What looks like a list of links and is an article. */
class NearMissesTest {
  static Stream<Arguments> articles() {
    String h1 = "<h1>Keeper paints tower red</h1>";
    String text = "<p>" + SHORT + "</p><p>" + MORE + "</p>";
    String site =
        linked("{\"@graph\":[{\"@type\":\"WebPage\",\"name\":\"x\"},{\"@type\":\"WebSite\"}]}");
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
    assertThat(parse(url, html)).as(name).isInstanceOf(ParsedItem.Ready.class);
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
