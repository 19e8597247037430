package dev.slugline.ingest.clean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.Spent;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTextTest {
  private static String text(String html) {
    String text = TextCleaner.paragraphs(HtmlText.of(html));
    return text == null ? "" : text;
  }

  @Test
  void blocksAreParagraphsAndEntitiesAreDecodedOnce() {
    assertThat(text("<p>A &amp; B</p>\n<p class='x'>C\nD<br/>E</p><script>if (a<b) {}</script>F"))
        .isEqualTo("A & B\n\nC D\nE\n\nF");
    assertThat(text("&amp;lt; &#8220;x&#x201D; &eacute;&nbsp;&bogus; AT&T; 1 < 2"))
        .isEqualTo("&lt; \u201cx\u201d \u00e9 &bogus; AT&T; 1 < 2");
    assertThat(text("a<!-- <p>b -->c <p unclosed")).isEqualTo("ac");
    assertThat(text("&#99999999;&#-1;&#;&")).isEqualTo("\ufffd&#-1;&#;&");
  }

  @Test
  void plainTextIsNotTakenForHtml() {
    assertThat(HtmlText.looksLikeHtml("if a<b and c>d then AT&amp;T")).isFalse();
    assertThat(HtmlText.looksLikeHtml("He wrote to <ana@example.org>.")).isFalse();
    assertThat(HtmlText.looksLikeHtml("<P>Text")).isTrue();
    assertThat(HtmlText.looksLikeHtml("Text<br />more")).isTrue();
  }

  @Test
  void listsTablesAndLinesAreReadAsTheyStand() {
    assertThat(text("Before<ul><li>one<li>two</ul>after")).isEqualTo("Before\n\none\ntwo\n\nafter");
    assertThat(
            text(
                "<table><tr><th>From</th><th>At</th></tr><tr><td>Kell</td><td>22:10</td></tr></table>"))
        .isEqualTo("From At\nKell 22:10");
    assertThat(text("<pre>one\ntwo</pre>three\nfour")).isEqualTo("one\ntwo\n\nthree four");
    assertThat(text("a<br>b<wbr>c<hr>d")).isEqualTo("a\nbc\n\nd");
    assertThat(text("<ruby>\u6f22<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>")).isEqualTo("\u6f22");
  }

  @Test
  void whatIsHiddenIsNotRead() {
    assertThat(
            text(
                "a<style>b</style><noscript>c</noscript><template>d</template><p hidden>e</p>"
                    + "<p style='Display: none'>f</p><svg><text>g</text></svg><title>h</title>"))
        .isEqualTo("a");
    assertThat(text("a <img alt='x > y' src=z>b &NotEqualTilde; &hellip; &#150;"))
        .isEqualTo("a b \u2242\u0338 \u2026 \u2013");
    assertThat(text("non\u00adsense and zero\u200bwidth")).isEqualTo("nonsense and zerowidth");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div>",
        "<p>",
        "<b>",
        "<a href=x>",
        "<table><tr><td>",
        "<span>",
        "<li>",
        "</p>",
        "<b><p>",
        "<svg>",
        "<div></b>",
        "<i><div>",
        "<b></b>",
        "<ul><li>",
        "<",
        "<!--",
        "&",
        "&#",
        "<x y=",
        "<a b c d e f g h i j k l m n o p q r s t u v w x y z ",
        "<div title=\"",
        "<script>"
      })
  void hostileNestingCostsNoTime(String part) {
    String html = "Text." + part.repeat(100_000) + "more";
    Spent spent = Spent.from();
    assertThat(text(html)).startsWith("Text.");
    assertThat(spent.soFar()).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void formatsLeftOpenAreNotMultiplied() {
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      html.append("<font color=").append(i).append('>');
    }
    html.append("<p>x".repeat(50_000));
    Spent spent = Spent.from();
    assertThat(text(html.toString())).hasSize(50_000 + 2 * 49_999);
    assertThat(spent.soFar()).isLessThan(Duration.ofSeconds(5));
  }
}
