package dev.slugline.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slugline.bench.engine.Corpus.Article;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiredTest {
  private static final Corpus CORPUS =
      new Corpus(List.of(new Article("first", "a"), new Article("second", "b")));
  private static final List<StoredRule> RULES =
      List.of(StoredRule.of("r0", "zero"), StoredRule.of("r1", "one"));

  /** Says that the rules of some numbers match, whatever the article. */
  private record Says(String name, int... numbers) implements RuleSide<int[]> {
    @Override
    public int[] match(Article article) {
      return numbers;
    }

    @Override
    public BitSet fired(int[] result) {
      BitSet fired = new BitSet();
      for (int number : result) {
        fired.set(number);
      }
      return fired;
    }
  }

  private final Fired<int[]> ours = new Fired<>(new Says("ours", 1), CORPUS);

  @Test
  void shouldTakeEqualMatchesOfTheArticlesThatTheOtherSaw() throws Exception {
    Fired<int[]> other = new Fired<>(new Says("other", 1), CORPUS);
    other.note(1, new int[] {1});

    ours.mustEqual(other, RULES);

    assertThat(ours.articles()).as("asked where it had not seen the article").isEqualTo(1);
    assertThat(ours.matches()).isEqualTo(1);
  }

  @Test
  void shouldTellAMatchThatOnlyTheOtherHas() {
    Fired<int[]> other = new Fired<>(new Says("other"), CORPUS);
    other.note(1, new int[] {0, 1});

    assertThatThrownBy(() -> ours.mustEqual(other, RULES))
        .hasMessageContaining("r0")
        .hasMessageContaining("article 2, \"second\", according to other, and not to ours");
  }

  @Test
  void shouldTellAMatchThatTheOtherLacks() {
    Fired<int[]> other = new Fired<>(new Says("other"), CORPUS);
    other.note(0, new int[] {});

    assertThatThrownBy(() -> ours.mustEqual(other, RULES))
        .hasMessageContaining("r1")
        .hasMessageContaining("article 1, \"first\", according to ours, and not to other");
  }
}
