package dev.slugline.enrich.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * How fast {@link Words} is beside Lucene, on one thread over the corpus: articles a second of
 * processor time, the median of alternating rounds after a warm-up (and the slowest and fastest).
 * Run from the module's directory.
 */
final class WordsSpeed {
  private static final int WARM_UP = 8;
  private static final int ROUNDS = 15;

  private WordsSpeed() {}

  /** Prints the table. */
  public static void main(String[] args) throws IOException {
    List<String> articles = WordsTest.corpus();
    Words words = new Words(Analysis.ENGLISH);
    TokenBuffer out = new TokenBuffer();
    Analyzer english = new EnglishAnalyzer();
    Analyzer tokeniser =
        new Analyzer() {
          @Override
          protected TokenStreamComponents createComponents(String field) {
            return new TokenStreamComponents(new StandardTokenizer());
          }
        };
    List<String> names = List.of("Words", "EnglishAnalyzer", "StandardTokenizer");
    List<ToIntFunction<String>> ways =
        List.of(
            text -> {
              words.begin();
              out.clear();
              words.analyse("body", text, out);
              return out.count;
            },
            text -> count(english, text),
            text -> count(tokeniser, text));
    double[][] perSecond = new double[ways.size()][ROUNDS];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long tokens = 0;
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (int way = 0; way < ways.size(); way++) {
        int repeats = way == 0 ? 5 : 1;
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < repeats; i++) {
          for (String article : articles) {
            tokens += ways.get(way).applyAsInt(article);
          }
        }
        double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
        if (round >= 0) {
          perSecond[way][round] = repeats * articles.size() / seconds;
        }
      }
    }
    for (double[] rates : perSecond) {
      Arrays.sort(rates);
    }
    double ours = perSecond[0][ROUNDS / 2];
    for (int way = 0; way < ways.size(); way++) {
      double median = perSecond[way][ROUNDS / 2];
      System.out.printf(
          "%-18s %,9.0f articles/s (%,.0f to %,.0f); Words is %.1f times as fast, %.1f at best%n",
          names.get(way),
          median,
          perSecond[way][0],
          perSecond[way][ROUNDS - 1],
          ours / median,
          perSecond[0][ROUNDS - 1] / perSecond[way][ROUNDS - 1]);
    }
    System.out.printf("%d tokens counted in all%n", tokens);
  }

  private static int count(Analyzer analyzer, String text) {
    try (TokenStream stream = analyzer.tokenStream("body", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      int count = 0;
      while (stream.incrementToken()) {
        count += term.length() > 0 ? 1 : 0;
      }
      stream.end();
      return count;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
