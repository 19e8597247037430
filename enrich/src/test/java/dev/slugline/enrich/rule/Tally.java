package dev.slugline.enrich.rule;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts of what a differential test has seen. */
final class Tally {
  private final Map<String, int[]> constructs = new TreeMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private int asked;
  private int pairs;
  private int matched;

  /** What Lucene says of a pair, whether the engine is asked or not. */
  void said(String construct, boolean matches) {
    int[] seen = constructs.computeIfAbsent(construct, c -> new int[2]);
    seen[0]++;
    asked++;
    if (matches) {
      seen[1]++;
      matched++;
    }
  }

  void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /** A pair on which both were asked. */
  void compared() {
    pairs++;
  }

  int pairs() {
    return pairs;
  }

  double share() {
    return matched / (double) Math.max(1, asked);
  }

  /** By construct: the share of its pairs that match. */
  Map<String, Double> shares() {
    Map<String, Double> shares = new TreeMap<>();
    constructs.forEach((construct, seen) -> shares.put(construct, seen[1] / (double) seen[0]));
    return shares;
  }

  @Override
  public String toString() {
    return "%d pairs, %.0f %% match%n".formatted(pairs, 100 * share())
        + counts.entrySet().stream()
            .map(entry -> "  " + entry.getKey() + ": " + entry.getValue())
            .collect(Collectors.joining("\n"))
        + "\n  matching by construct: "
        + shares().entrySet().stream()
            .map(entry -> "%s %.0f %%".formatted(entry.getKey(), 100 * entry.getValue()))
            .collect(Collectors.joining(", "));
  }
}
