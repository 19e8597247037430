package dev.slugline.ingest.page.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenTextTest {
  private static final String SENTENCE =
      "The reservoir above Oldport is fuller than in any November since it was built. ";
  private static final String LONG = SENTENCE.repeat(6).strip();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>One &amp; only.</p><p>Two.</p>",
        "<div>One &amp; only.<br><br>Two.</div>",
        "&lt;p&gt;One &amp;amp; only.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;",
        "One &amp; only.\n\nTwo.",
        "One &amp; only.\r\n \r\n\r\nTwo.",
        "One &amp; only.\nTwo.",
        "One &amp; only.<b></b>\n\n<i>Two.</i>",
        "<p>One &amp; only.</p><figure><img><figcaption>A pier</figcaption></figure><p>Two.</p>",
        "<p>One &amp; only.</p><script>a()</script><aside>More</aside><p>Two.</p>"
      })
  void paragraphsAreKnownHoweverTheyAreWritten(String raw) {
    assertThat(GivenText.of(raw)).isEqualTo(new GivenText("One & only.\n\nTwo.", true));
  }

  @Test
  void entitiesAreDecodedOnce() {
    assertThat(GivenText.of("Say &amp;lt; for less").text()).isEqualTo("Say &lt; for less");
  }

  @Test
  void sentencesThatTouchWereParagraphs() {
    assertThat(
            GivenText.of(
                    "The rain went on.It filled the dam.\u201cWe are glad,\u201d she said.No one was"
                        + " hurt in Oldport.")
                .text())
        .isEqualTo(
            "The rain went on.\n\nIt filled the dam.\n\n\u201cWe are glad,\u201d she said.\n\nNo one was"
                + " hurt in Oldport.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "She left the U.S.Army for Node.js and Vue.js, as did Amazon.com.",
        "Version 2.Next and once only.Here it ends.",
        "At 3.15 p.m. the 1.FC Oldport won. The rest is silence."
      })
  void pointsWithinWordsEndNoParagraph(String text) {
    assertThat(GivenText.of(text)).isEqualTo(new GivenText(text, false));
  }

  @Test
  void aTableInAFigureStays() {
    assertThat(
            GivenText.of(
                    "<p>Levels:</p><figure><table><tr><td>May</td><td>3 m</td></tr></table></figure>")
                .text())
        .contains("May 3 m");
  }

  @ParameterizedTest
  @CsvSource({
    "'',true",
    "' \u2026',false",
    "' ...',false",
    "' [...]',false",
    "' And then the dam',false",
    "' And then \u201call was well.\u201d',true"
  })
  void whatIsCutOffIsNotWhole(String end, boolean whole) {
    assertThat(GivenText.of(LONG + end).isWhole(null)).isEqualTo(whole);
  }

  @Test
  void theDescriptionIsNotTheWhole() {
    assertThat(GivenText.of(SENTENCE).isWhole(null)).isFalse();
    assertThat(GivenText.of(LONG).isWhole(LONG)).isFalse();
    assertThat(GivenText.of(LONG).isWhole(SENTENCE)).isTrue();
  }
}
