package dev.slugline.enrich.rule;

import java.math.BigInteger;
import java.util.Set;

/** Which sums a rule's clauses can reach, each counted up to a number of times or not at all. */
final class Weights {
  private static final int MAX_CLAUSES = 64;
  private static final int MAX_RANGE = 1 << 16;

  private final int[] weights;
  private final int most;
  private final int threshold;
  private final int lowest;
  private final int highest;

  /**
   * The sums of weights.
   *
   * @param most how often each can count
   */
  Weights(int[] weights, int most, int threshold) {
    this.weights = weights.clone();
    this.most = most;
    this.threshold = threshold;
    int low = 0;
    int high = 0;
    for (int weight : weights) {
      low += most * Math.min(0, weight);
      high += most * Math.max(0, weight);
    }
    lowest = low;
    highest = high;
  }

  /** The largest sum. */
  int highest() {
    return highest;
  }

  /**
   * Whether some sum of the others lies on one side of the threshold and on the other side with
   * this clause. Where there are too many clauses to try all sums, it is taken to be so.
   *
   * @param always clauses that fire wherever this one does
   */
  boolean decides(int clause, Set<Integer> always) {
    if (weights.length > MAX_CLAUSES || highest - lowest > MAX_RANGE) {
      return true;
    }
    BigInteger sums = BigInteger.ONE.shiftLeft(-lowest); // bit i: the sum i + lowest is reached
    for (int i = 0; i < weights.length; i++) {
      if (i != clause) {
        BigInteger with = sums.shiftLeft(weights[i]);
        sums = always.contains(i) ? with : sums.or(with);
        for (int times = 1; times < most; times++) {
          sums = sums.or(sums.shiftLeft(weights[i]));
        }
      }
    }
    int from = threshold - most * Math.max(0, weights[clause]);
    int to = threshold - most * Math.min(0, weights[clause]);
    for (int sum = Math.max(lowest, from); sum < to && sum <= highest; sum++) {
      if (sums.testBit(sum - lowest)) {
        return true;
      }
    }
    return false;
  }
}
