package dev.slugline.ingest.page.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.Spent;
import dev.slugline.ingest.format.Deadline;
import java.time.Duration;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no article in a page's data, and what is made to hurt its reader. */
class ScriptTextRefusalTest {
  private static final String TITLE = "Ferry to Skerrow runs aground in thick fog, nobody is hurt";
  private static final String TERMS =
      "By using this service you accept our conditions in full. We may change these conditions at"
          + " any time, and will tell you of it by letter. You must not copy what you find here."
          + " We are not liable for any loss that you may suffer. ";
  private static final String OTHER =
      "The bakers of Oldport have put up the price of a loaf for the third time since spring. They"
          + " say that flour has never been so dear, and that their ovens burn money. ";

  private static List<String> candidates(String head, String body) {
    String html = "<html><head><title>" + TITLE + "</title>" + head + "</head><body>" + body;
    return ScriptText.candidates(
        Jsoup.parse(html, "https://skerrow.example/ferry-aground-55210"),
        200,
        new Deadline(Duration.ofSeconds(20)));
  }

  private static List<String> script(String script) {
    return candidates("", "<script>" + script + "</script>");
  }

  static List<String> nearMisses() {
    String long1 = TERMS.repeat(8);
    StringBuilder phrases = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      phrases
          .append("\"p")
          .append(i)
          .append(".text\":\"The ferry to Skerrow runs aground in thick")
          .append(" fog, nobody is hurt; please try again later.\",");
    }
    return List.of(
        "dataLayer=[{event:'view',page:{title:'"
            + TITLE
            + "',path:'/ferry-aground-55210',words:812}}]",
        "cfg={consent:{title:'" + TITLE + "',text:'" + long1 + "'}}",
        "cfg={terms:{body:'" + long1 + "'},privacyPolicy:{content:'" + long1 + "'}}",
        "cfg={page:{title:'" + TITLE + "'},banner:{text:'" + long1 + "'}}",
        "cfg={anything:'" + long1 + "'}",
        "i18n={translations:{en:{" + phrases + "}}}",
        "lang={en:{" + phrases + "}}",
        "cfg={title:'"
            + TITLE
            + "',css:'"
            + ".a{color:red;margin:0} .b{top:1px} ".repeat(60)
            + "'}",
        "cfg={title:'"
            + TITLE
            + "',body:'"
            + "function a(b){return b.c;} var d=1; ".repeat(60)
            + "'}",
        "cfg={title:'"
            + TITLE
            + "',path:'/ferry-aground-55210',content:{src:'"
            + "data:image/png;base64,".concat("iVBORw0KGgo".repeat(200))
            + "'}}",
        "x={story:{title:'"
            + TITLE
            + "',id:55210},comments:[{text:'"
            + OTHER.repeat(3)
            + "'},{text:'"
            + OTHER.repeat(2)
            + "'}]}",
        "x={story:{title:'"
            + TITLE
            + "',relatedStories:[{title:'Bread is dear',url:'/bread',body:'"
            + OTHER.repeat(5)
            + "'}]}}",
        "x={stories:[{title:'Bread is dear again',url:'/bread-1',body:'"
            + OTHER.repeat(5)
            + "'},{title:'Bread is dear still',url:'/bread-2',body:'"
            + OTHER.repeat(5)
            + "'}]}",
        "x={title:'"
            + TITLE
            + "',menu:{items:["
            + "{title:'World',url:'/w',text:'World news.'},".repeat(50)
            + "]}}",
        "x={title:'" + TITLE + "',id:55210,authors:[{name:'A B',bio:'" + OTHER.repeat(4) + "'}]}",
        "x={title:'"
            + TITLE
            + "',body:["
            + "{id:1839955304,value:'1839955304'},".repeat(100)
            + "]}",
        "x={title:'"
            + TITLE
            + "',gallery:{items:["
            + ("{caption:'" + OTHER + "'},").repeat(6)
            + "]}}",
        "x={title:'"
            + TITLE
            + "',query:'"
            + "query A { story(id: 1) { title body } }. ".repeat(20)
            + "'}",
        "if(a){b='" + long1 + "'}else{c={text:'short'}}");
  }

  @ParameterizedTest
  @MethodSource("nearMisses")
  void whatIsNoArticleIsNoCandidate(String script) {
    assertThat(script(script)).isEmpty();
  }

  @Test
  void aTemplateOfFurtherTextsIsNone() {
    assertThat(candidates("", "<template><p>" + TERMS.repeat(4) + "</p></template>")).isEmpty();
    assertThat(candidates("", "<noscript>Please switch on JavaScript.</noscript>")).isEmpty();
  }

  @Test
  void whatIsBrokenIsReadAsFarAsItGoes() {
    String body =
        (TITLE + ". Its captain had asked for the light to be repaired. ").repeat(5).strip();
    String start = "x={a:{title:'" + TITLE + "',body:'" + body + "'";
    for (String end :
        List.of("", "}", ",", ",b:'open", ",b:", ",[[[", ",b:/['\"]/,c:1}}", "]]]", "))")) {
      assertThat(script(start + end)).as(end).containsExactly(body);
    }
    assertThat(script("x={a:{title:'" + TITLE + "',body:'" + body)).containsExactly(body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[",
        "{\"a\":",
        "[[{a:[",
        "\"",
        "'",
        "`",
        "/*",
        "//",
        "/",
        "\\",
        "{\"a\":\"",
        "a:{",
        "(",
        "push([1,\"",
        "{text:\"x \\\\u{",
        "x={a:(",
        "=[{",
        "={x:[1,'",
        "function(a,",
        "return{a:",
        "%7B%22a%22:",
        "$",
        "]}",
        "={a:b+'c'+",
        "={\"__ref\":\"A:1\",\"A:1\":",
        "0:T99999999,",
        "=\"{\\\""
      })
  @Timeout(120)
  void whatIsRepeatedEndlesslyCostsTimeInProportion(String piece) {
    String script = piece.repeat(3_000_000 / piece.length());
    Spent spent = Spent.from();
    assertThat(script("x=" + script)).isEmpty();
    assertThat(candidates("", "<i data-a='{\"a\":[" + script.replace("'", "") + "'></i>"))
        .isEmpty();
    assertThat(spent.soFar()).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  @Timeout(120)
  void aMillionNamesAndStringsOfMegabytesAreBorne() {
    Spent spent = Spent.from();
    StringBuilder names = new StringBuilder("x={");
    for (int i = 0; i < 600_000; i++) {
      names.append('k').append(i).append(":1,");
    }
    assertThat(script(names + "}")).isEmpty();
    assertThat(script("x={body:\"" + "a".repeat(5_000_000) + "\"}")).isEmpty();
    assertThat(script("x={body:\"" + "<p>a".repeat(1_000_000) + "\"}")).isEmpty();
    assertThat(script("x={body:\"" + "<b><i>".repeat(500_000) + "\"}")).isEmpty();
    assertThat(script("x={body:[" + "'a b.',".repeat(400_000) + "]}")).isEmpty();
    assertThat(spent.soFar()).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  @Timeout(120)
  void namesThatLeadInCirclesEnd() {
    StringBuilder cache = new StringBuilder("x={");
    for (int i = 0; i < 2_000; i++) {
      cache.append("\"A:").append(i).append("\":{\"body\":[");
      for (int j = 1; j < 20; j++) {
        cache.append("{\"__ref\":\"A:").append((i * 7 + j) % 2_000).append("\"},");
      }
      cache.append("]},");
    }
    assertThat(script(cache + "}")).isEmpty();
    assertThat(script("[{a:1,b:0},[0,1,1,1,1],{text:1,body:0},\"" + "x".repeat(300) + "\"]"))
        .isEmpty();
  }

  @Test
  void aClockThatHasPassedEndsTheSearch() {
    String html = "<title>" + TITLE + "</title><script>x={body:'" + TITLE.repeat(9) + "'}</script>";
    assertThat(ScriptText.candidates(Jsoup.parse(html), 200, new Deadline(Duration.ofMillis(-1))))
        .isEmpty();
  }
}
