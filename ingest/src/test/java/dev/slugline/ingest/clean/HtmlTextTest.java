package dev.slugline.ingest.clean;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
    assertThat(text("&#99999999;&#-1;&#;&")).isEqualTo("&#99999999;&#-1;&#;&");
  }

  @Test
  void plainTextIsNotTakenForHtml() {
    assertThat(HtmlText.looksLikeHtml("if a<b and c>d then AT&amp;T")).isFalse();
    assertThat(HtmlText.looksLikeHtml("He wrote to <ana@example.org>.")).isFalse();
    assertThat(HtmlText.looksLikeHtml("<P>Text")).isTrue();
    assertThat(HtmlText.looksLikeHtml("Text<br />more")).isTrue();
  }
}
