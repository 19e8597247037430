package dev.slugline.ingest.page.script;

import static dev.slugline.ingest.page.script.PageStates.HTML;
import static dev.slugline.ingest.page.script.PageStates.ONE;
import static dev.slugline.ingest.page.script.PageStates.THREE;
import static dev.slugline.ingest.page.script.PageStates.TITLE;
import static dev.slugline.ingest.page.script.PageStates.WHOLE;
import static dev.slugline.ingest.page.script.PageStates.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.slugline.ingest.format.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptTextTest {
  static List<String> candidates(String head, String body) {
    String html = "<!DOCTYPE html><html><head>" + head + "</head><body>" + body + "</body></html>";
    return ScriptText.candidates(
        Jsoup.parse(html, "https://skerrow.example/news/herring-market-48213"),
        200,
        new Deadline(Duration.ofSeconds(30)));
  }

  private static List<String> script(String script) {
    return candidates(
        "<title>" + TITLE + "</title>", "<div id=app></div><script>" + script + "</script>");
  }

  @ParameterizedTest
  @MethodSource("dev.slugline.ingest.page.script.PageStates#all")
  void theArticleIsReadOutOfTheStateOfAPage(String state) {
    assertThat(script(state)).first().isEqualTo(WHOLE);
  }

  @Test
  void anAttributeCarriesTheStateOfAPartOfThePage() {
    String state = "{\"title\":" + quoted(TITLE) + ",\"body\":" + quoted(HTML) + "}";
    String attribute = state.replace("&", "&amp;").replace("\"", "&quot;");
    assertThat(
            candidates(
                "<title>" + TITLE + "</title>",
                "<x-part data-props=\"" + attribute + "\"></x-part>"))
        .containsExactly(WHOLE);
  }

  @Test
  void partsOfThePageThatAreNotShownAreReadToo() {
    String head = "<title>" + TITLE + "</title>";
    assertThat(candidates(head, "<noscript><h1>x</h1>" + HTML + "</noscript>"))
        .first(InstanceOfAssertFactories.STRING)
        .endsWith(WHOLE);
    assertThat(candidates(head, "<x-story><template shadowrootmode=open>" + HTML + "</template>"))
        .containsExactly(WHOLE);
    assertThat(candidates(head, "<iframe srcdoc='" + HTML.replace("'", "&#39;") + "'></iframe>"))
        .containsExactly(WHOLE);
    assertThat(candidates(head, "<script type='text/html'>" + HTML + "</script>"))
        .containsExactly(WHOLE);
    assertThat(
            candidates(head, "<template>" + HTML.replace("<p>", "<p>{{ lead }}") + "</template>"))
        .isEmpty();
  }

  @Test
  void headingsListsAndQuotesStayInTheirPlaces() {
    assertThat(
            script(
                "x={title:"
                    + quoted(TITLE)
                    + ",body:[{type:'paragraph',text:"
                    + quoted(ONE)
                    + "},{type:'heading',level:2,text:'Diesel and kitchens'},{type:'list',items:["
                    + "'Diesel has doubled','Buyers have left']},{type:'quote',text:"
                    + "'I shall miss the noise, and nothing else.'},{type:'section',title:"
                    + "'What comes',content:[{type:'paragraph',text:"
                    + quoted(THREE)
                    + "}]}]}"))
        .containsExactly(
            ONE
                + "\n\nDiesel and kitchens\n\nDiesel has doubled\n\nBuyers have left\n\n"
                + "I shall miss the noise, and nothing else.\n\nWhat comes\n\n"
                + THREE);
  }

  @Test
  void ofSeveralArticlesThePagesOwnComesFirst() {
    String other =
        "The herring market of Skerrow had been closed before, in the harbour's war years. ";
    String related =
        "{title:'When the harbour was closed before',url:'/news/war-years-11111',body:"
            + quoted("<p>" + other.repeat(20) + "</p>")
            + "}";
    String own =
        "{title:" + quoted(TITLE) + ",url:'/news/herring-market-48213',body:" + quoted(HTML);
    assertThat(script("x={stories:[" + related + "," + own + "}," + related + "]}"))
        .first()
        .isEqualTo(WHOLE);
    assertThat(script("x={page:" + own + ",next:[" + related + "]}}")).first().isEqualTo(WHOLE);
    assertThat(
            script(
                "x={title:"
                    + quoted(TITLE)
                    + ",next:["
                    + related
                    + "],story:{id:48213,html:"
                    + quoted(HTML)
                    + "}}"))
        .first()
        .isEqualTo(WHOLE);
  }

  @Test
  void anAddressTellsTheArticleWhereItsHeadlineDiffers() {
    String head = "<title>Goodbye to the silver darlings of Skerrow</title>";
    String story = "{headline:'What a day at the quay',body:" + quoted(HTML);
    String address = ",path:'/news/herring-market-48213/'";
    assertThat(candidates(head, "<script>x={story:" + story + "}}</script>")).isEmpty();
    assertThat(candidates(head, "<script>x={story:" + story + address + "}}</script>"))
        .containsExactly(WHOLE);
  }

  static Stream<Arguments> languages() {
    return Stream.of(
        arguments(
            "\u0627\u0644\u0645\u064a\u0646\u0627\u0621 \u064a\u063a\u0644\u0642 \u0633\u0648\u0642 \u0627\u0644\u0633\u0645\u0643",
            "\u064a\u063a\u0644\u0642 \u0627\u0644\u0645\u064a\u0646\u0627\u0621 \u0633\u0648\u0642 \u0627\u0644\u0633\u0645\u0643 \u064a\u0648\u0645 \u0627\u0644\u062c\u0645\u0639\u0629 \u0628\u0639\u062f \u0645\u0626\u0629 \u0639\u0627\u0645. "),
        arguments(
            "\u6e2f\u306e\u9b5a\u5e02\u5834\u304c\u9589\u9396",
            "\u6e2f\u306e\u9b5a\u5e02\u5834\u306f\u91d1\u66dc\u65e5\u306b\u9589\u9396\u3059\u308b\u3002\u767e\u5e74\u306e\u6b74\u53f2\u3060\u3063\u305f\u3002"),
        arguments(
            "\u092c\u0902\u0926\u0930\u0917\u093e\u0939 \u0915\u093e \u092e\u091b\u0932\u0940 \u092c\u093e\u091c\u093c\u093e\u0930 \u092c\u0902\u0926",
            "\u092c\u0902\u0926\u0930\u0917\u093e\u0939 \u0915\u093e \u092e\u091b\u0932\u0940 \u092c\u093e\u091c\u093c\u093e\u0930 \u0936\u0941\u0915\u094d\u0930\u0935\u093e\u0930 \u0915\u094b \u092c\u0902\u0926 \u0939\u094b\u0917\u093e\u0964 "),
        arguments(
            "\u0420\u044b\u0431\u043d\u044b\u0439 \u0440\u044b\u043d\u043e\u043a \u0437\u0430\u043a\u0440\u044b\u0432\u0430\u0435\u0442\u0441\u044f \u043d\u0430\u0432\u0441\u0435\u0433\u0434\u0430",
            "\u0420\u044b\u0431\u043d\u044b\u0439 \u0440\u044b\u043d\u043e\u043a \u0437\u0430\u043a\u0440\u044b\u0432\u0430\u0435\u0442\u0441\u044f \u0432 \u043f\u044f\u0442\u043d\u0438\u0446\u0443, \u0441\u043a\u0430\u0437\u0430\u043b \u0440\u044b\u0431\u0430\u043a. "),
        arguments(
            "\u0e15\u0e25\u0e32\u0e14\u0e1b\u0e25\u0e32\u0e17\u0e35\u0e48\u0e17\u0e48\u0e32\u0e40\u0e23\u0e37\u0e2d\u0e1b\u0e34\u0e14",
            "\u0e15\u0e25\u0e32\u0e14\u0e1b\u0e25\u0e32\u0e17\u0e35\u0e48\u0e17\u0e48\u0e32\u0e40\u0e23\u0e37\u0e2d\u0e1b\u0e34\u0e14\u0e43\u0e19\u0e27\u0e31\u0e19\u0e28\u0e38\u0e01\u0e23\u0e4c\u0e19\u0e35\u0e49 "));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyLanguageIsRead(String title, String sentence) {
    String paragraph = sentence.repeat(5).strip();
    String state =
        "x={\"a\":{\"title\":"
            + quoted(title)
            + ",\"body\":"
            + quoted(("<p>" + paragraph + "</p>").repeat(3))
            + "}}";
    String whole = paragraph + "\n\n" + paragraph + "\n\n" + paragraph;
    assertThat(candidates("<title>" + title + "</title>", "<script>" + state + "</script>"))
        .containsExactly(whole);
  }
}
