package dev.slugline.enrich.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WeightsTest {
  @Test
  void shouldFindTheClauseThatNeverMakesTheDifference() {
    Weights weights = new Weights(new int[] {10, 6, 3}, 1, 10);

    assertThat(weights.decides(0, Set.of())).isTrue();
    assertThat(weights.decides(1, Set.of())).isFalse(); // 6 + 3 is short, and 10 is enough alone
    assertThat(weights.decides(2, Set.of())).isFalse();
    assertThat(new Weights(new int[] {10, 6, 4}, 1, 10).decides(2, Set.of())).isTrue();
  }

  @Test
  void shouldFindTheNegativeClauseThatNeverPullsBelowTheThreshold() {
    assertThat(new Weights(new int[] {20, -8}, 1, 10).decides(1, Set.of())).isFalse();
    assertThat(new Weights(new int[] {20, 17, -8}, 1, 10).decides(2, Set.of())).isTrue();
  }

  @Test
  void shouldCountWhatAlwaysFiresAlong() {
    Weights weights = new Weights(new int[] {10, 4, 6}, 1, 10);

    assertThat(weights.decides(1, Set.of())).isTrue();
    assertThat(weights.decides(1, Set.of(0))).isFalse();
    assertThat(weights.decides(1, Set.of(2))).isTrue();
  }

  @Test
  void shouldSayNothingOfTooManyClauses() {
    int[] many = new int[100];
    Arrays.fill(many, 1);

    assertThat(new Weights(many, 1, 1000).decides(0, Set.of())).isTrue();
  }

  @Test
  void shouldAgreeWithAllSumsTriedOneByOne() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      int[] weights = random.ints(1 + random.nextInt(8), -12, 13).toArray();
      int threshold = 1 + random.nextInt(20);
      int clause = random.nextInt(weights.length);
      assertThat(new Weights(weights, 1, threshold).decides(clause, Set.of()))
          .as("-Dseed=%d: %s of %s, %s", seed, clause, Arrays.toString(weights), threshold)
          .isEqualTo(triedOneByOne(weights, threshold, clause));
    }
  }

  private static boolean triedOneByOne(int[] weights, int threshold, int clause) {
    for (int fired = 0; fired < 1 << weights.length; fired++) {
      int without = 0;
      for (int i = 0; i < weights.length; i++) {
        without += i != clause && (fired >> i & 1) == 1 ? weights[i] : 0;
      }
      if (without >= threshold != without + weights[clause] >= threshold) {
        return true;
      }
    }
    return false;
  }
}
