package dev.slugline.ingest.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How near one text comes to another, by runs of four words; where a script sets no spaces between
 * words, each character counts as one.
 */
record Score(double precision, double recall) {
  private static final int RUN = 4;
  private static final String UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af";

  /**
   * A mark that stands upon a letter parts words, as it does for the public benchmarks' scorers.
   */
  private static final Pattern WORD =
      Pattern.compile("[" + UNSPACED + "]|[\\p{L}\\p{N}_&&[^" + UNSPACED + "]]+");

  static Score of(String gold, String text) {
    Map<List<String>, Integer> should = runs(gold);
    Map<List<String>, Integer> is = runs(text);
    double right = 0;
    for (Map.Entry<List<String>, Integer> run : should.entrySet()) {
      right += Math.min(run.getValue(), is.getOrDefault(run.getKey(), 0));
    }
    if (should.isEmpty() && is.isEmpty()) {
      return new Score(1, 1);
    }
    return new Score(share(right, is), share(right, should));
  }

  private static double share(double right, Map<List<String>, Integer> runs) {
    int all = runs.values().stream().mapToInt(Integer::intValue).sum();
    return all == 0 ? 0 : right / all;
  }

  private static Map<List<String>, Integer> runs(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      words.add(word.group());
    }
    Map<List<String>, Integer> runs = new HashMap<>();
    for (int i = 0; i + RUN <= words.size(); i++) {
      runs.merge(List.copyOf(words.subList(i, i + RUN)), 1, Integer::sum);
    }
    if (runs.isEmpty() && !words.isEmpty()) {
      runs.put(List.copyOf(words), 1);
    }
    return runs;
  }

  double f1() {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }
}
