package dev.slugline.enrich.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.enrich.rule.Clause.Within;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassagesTest {
  @Test
  void shouldCutWhereASentenceEnds() {
    assertThat(
            cut("Oil rose. Gas fell! Did coal? “It did.” (So they say.) The end…", Within.SENTENCE))
        .containsExactly(
            "Oil rose. ", "Gas fell! ", "Did coal? ", "“It did.” ", "(So they say.) ", "The end…");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The U.S. Navy and J. Smith met Gen. Brown, Sen. Jones and Dr. Green on Jan. 5.",
        "Prices rose 4.5 percent at example.com, from 3.1.",
        "He asked “Why?” and left.",
        "It fell to No. 7 with St. Mary vs. Bates.",
        "The house of Messrs. Smith, MR. Brown and Cmdr. Gray.",
        "wait... what"
      })
  void shouldNotCutWithinOne(String sentence) {
    assertThat(cut(sentence, Within.SENTENCE)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"They met in Congress. Then", "Er kam aus Nò. Dann", "A scop. Then", "No1. Then"})
  void shouldCutBehindAWordThatOnlyLooksLikeAnAbbreviation(String sentences) {
    assertThat(cut(sentences, Within.SENTENCE)).hasSize(2);
  }

  @Test
  void shouldCutScriptsWithoutSpacesOrCapitals() {
    assertThat(cut("油价上涨。天然气下跌！为什么？", Within.SENTENCE)).hasSize(3);
    assertThat(cut("ارتفع النفط. انخفض الغاز؟ نعم", Within.SENTENCE)).hasSize(3);
    assertThat(cut("तेल महँगा हुआ। गैस सस्ती हुई।", Within.SENTENCE)).hasSize(2);
  }

  @Test
  void shouldCutAtEveryLineBreak() {
    String body = "No stop here\nOne. Two.\n\n  Three";

    assertThat(cut(body, Within.SENTENCE))
        .containsExactly("No stop here\n", "One. ", "Two.\n\n  ", "Three");
    assertThat(cut(body, Within.PARAGRAPH))
        .containsExactly("No stop here\n", "One. Two.\n\n  ", "Three");
  }

  @Test
  void shouldTakeAnEmptyText() {
    assertThat(cut("", Within.SENTENCE)).isEmpty();
    assertThat(cut(" \n ", Within.PARAGRAPH)).isEmpty();
  }

  @Test
  void shouldCallTheBeginningTheLead() {
    Passages shortOne = passages("word ".repeat(100)); // 500 characters
    Passages longOne = passages("word ".repeat(2_000)); // 10,000

    assertThat(shortOne.counts(299)).isEqualTo(Passages.LEAD_COUNTS);
    assertThat(shortOne.counts(300)).isEqualTo(1);
    assertThat(longOne.counts(999)).isEqualTo(Passages.LEAD_COUNTS);
    assertThat(longOne.counts(1_000)).isEqualTo(1);
  }

  /** The body in pieces: what belongs to the same passage. */
  private static List<String> cut(String body, Within within) {
    Passages passages = passages(body);
    List<String> pieces = new ArrayList<>();
    int last = 0;
    for (int i = 0; i < body.length(); i++) {
      int passage = passages.of(i, within);
      if (passage > last) {
        pieces.add("");
        last = passage;
      }
      if (passage > 0) {
        pieces.set(passage - 1, pieces.get(passage - 1) + body.charAt(i));
      }
    }
    return pieces;
  }

  private static Passages passages(String body) {
    Passages passages = new Passages();
    passages.begin(new Text(null, body, "en", Map.of()));
    return passages;
  }
}
