package dev.slugline.bench.engine;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws ranks from 0 such that the rank r comes as often as 1 / (r + shift). Immutable. */
final class Zipf {
  private final double[] sums;

  Zipf(int ranks, double shift) {
    sums = new double[ranks];
    double sum = 0;
    for (int rank = 0; rank < ranks; rank++) {
      sum += 1 / (rank + shift);
      sums[rank] = sum;
    }
  }

  int draw(SplittableRandom random) {
    int found = Arrays.binarySearch(sums, random.nextDouble() * sums[sums.length - 1]);
    return Math.min(found < 0 ? -found - 1 : found, sums.length - 1);
  }
}
