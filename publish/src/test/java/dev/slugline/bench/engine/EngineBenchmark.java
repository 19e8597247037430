package dev.slugline.bench.engine;

import dev.slugline.bench.engine.Corpus.Article;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The same sides under JMH, an article an operation; with {@code -prof gc} it shows what they
 * allocate.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EngineBenchmark {
  private static final int ARTICLES = 2_000;

  /** One side, and the articles in turn. A run of JMH fills it in before it uses it. */
  private static final class Turn {
    private final Side<?> side;
    private final List<Article> articles;
    private int next;

    Turn(Side<?> side, Corpus corpus) {
      this.side = side;
      this.articles = corpus.articles();
    }

    Object match() throws IOException {
      next = next + 1 < articles.size() ? next + 1 : 0;
      return side.match(articles.get(next));
    }
  }

  /** Our engine. */
  @State(Scope.Thread)
  public static class Ours {
    @Param({"150", "1000", "10000"})
    int rules;

    @Nullable Turn turn;

    @Setup(Level.Trial)
    public void setUp() {
      Corpus corpus = corpus();
      turn = new Turn(OurEngine.compile(rules(corpus, rules)), corpus);
    }
  }

  /** Lucene's monitor as it comes. */
  @State(Scope.Thread)
  public static class Monitored {
    @Param({"150", "1000"})
    int rules;

    @Nullable Turn turn;

    @Setup(Level.Trial)
    public void setUp() throws IOException {
      Corpus corpus = corpus();
      turn = new Turn(LuceneMonitor.plain(rules(corpus, rules)), corpus);
    }

    @TearDown(Level.Trial)
    public void tearDown() throws IOException {
      if (turn != null) {
        turn.side.close();
      }
    }
  }

  /** Lucene's English analyser alone. */
  @State(Scope.Thread)
  public static class Analysed {
    @Nullable Turn turn;

    @Setup(Level.Trial)
    public void setUp() {
      turn = new Turn(new Analysis(), corpus());
    }
  }

  @Benchmark
  public @Nullable Object match(Ours ours) throws IOException {
    return ours.turn == null ? null : ours.turn.match();
  }

  @Benchmark
  public @Nullable Object monitor(Monitored monitored) throws IOException {
    return monitored.turn == null ? null : monitored.turn.match();
  }

  @Benchmark
  public @Nullable Object analysis(Analysed analysed) throws IOException {
    return analysed.turn == null ? null : analysed.turn.match();
  }

  private static Corpus corpus() {
    return Newsroom.articles(Newsroom.SEED, ARTICLES);
  }

  private static List<StoredRule> rules(Corpus corpus, int count) {
    try (EnglishAnalyzer analyzer = new EnglishAnalyzer()) {
      return new RuleMaker(Items.of(corpus, analyzer), Newsroom.SEED).rules(count);
    }
  }
}
