package dev.slugline.bench.engine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Our engine, Lucene's monitor, the same monitor tuned, and the analysis alone, on the same rules
 * and articles: in turn, a slice of time each, round after round. No figure leaves it before the
 * matches of the three were found equal on all articles that the monitors saw.
 */
final class Comparison {
  /** So many slices of each side are for the compiler. */
  private static final int WARM_UP_SLICES = 2;

  /** Enough for a workspace to reach its size. */
  private static final int FIRST_ARTICLES = 20;

  /**
   * How long and on what it is measured.
   *
   * @param seconds of each slice; 0 is for a few articles only
   * @param cpuTime whether the threads' processor time counts, not the time that passes
   */
  record Settings(int threads, int rounds, int seconds, boolean cpuTime, long seed) {
    LongSupplier clock() {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      return cpuTime ? threads::getCurrentThreadCpuTime : System::nanoTime;
    }

    int warmUpSeconds() {
      return WARM_UP_SLICES * seconds;
    }
  }

  private record Round(double ours, double monitor, double tuned, double analysis) {}

  private final Corpus corpus;
  private final Map<String, Integer> frequencies;
  private final Settings settings;
  private final Consumer<String> progress;

  /**
   * A comparison on one corpus.
   *
   * @param frequencies in how many of its articles each term occurs
   * @param progress is told how far it is
   */
  Comparison(
      Corpus corpus,
      Map<String, Integer> frequencies,
      Settings settings,
      Consumer<String> progress) {
    this.corpus = corpus;
    this.frequencies = frequencies;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Measures one set of rules.
   *
   * @param made gives the rules, new ones at each call, so that their memory can be told
   * @throws IllegalStateException with an example where the matches differ
   */
  EngineResult measure(String set, Supplier<List<StoredRule>> made)
      throws IOException, InterruptedException {
    List<StoredRule> rules = made.get();
    progress.accept("%s: %,d rules; compiling".formatted(set, rules.size()));
    long before = Heap.used();
    Timed compiled = compiled(made);
    long after = Heap.used();
    corpus.articles().stream().limit(FIRST_ARTICLES).forEach(compiled.engine()::match);
    long used = Heap.used();

    try (OurEngine ours = compiled.engine();
        LuceneMonitor plain = LuceneMonitor.plain(rules);
        LuceneMonitor tuned = LuceneMonitor.tuned(rules, frequencies, corpus.articles().size());
        Analysis analysis = new Analysis()) {
      Compared<?> mine = new Compared<>(ours);
      Compared<?> monitor = new Compared<>(plain);
      Compared<?> other = new Compared<>(tuned);
      Lane<?> words =
          new Lane<>(analysis, corpus, settings.threads(), settings.clock(), (article, sum) -> {});
      progress.accept(set + ": warming up");
      for (Lane<?> lane : List.of(mine.lane, monitor.lane, other.lane, words)) {
        lane.articlesPerSecond(TimeUnit.SECONDS.toNanos(settings.warmUpSeconds()));
      }
      List<Round> rounds = new ArrayList<>();
      while (rounds.size() < settings.rounds()) {
        Round round =
            new Round(slice(mine.lane), slice(monitor.lane), slice(other.lane), slice(words));
        mine.fired.mustEqual(monitor.fired, rules);
        mine.fired.mustEqual(other.fired, rules);
        rounds.add(round);
        progress.accept(told(set, rounds.size(), round));
      }
      return new EngineResult(
          set,
          rules.size(),
          speed(rounds, Round::ours),
          speed(rounds, Round::monitor),
          speed(rounds, Round::tuned),
          speed(rounds, Round::analysis),
          ratio(rounds, it -> it.ours() / it.monitor()),
          ratio(rounds, it -> it.ours() / it.tuned()),
          ratio(rounds, it -> it.analysis() / it.ours()),
          true,
          rounded(
              100.0 * mine.fired.matches() / ((double) mine.fired.articles() * rules.size()), 100),
          Math.min(monitor.fired.articles(), other.fired.articles()),
          compiled.millis(),
          (after - before) / rules.size(),
          used - after,
          settings.threads(),
          corpus.articles().size(),
          rounds.size(),
          settings.warmUpSeconds(),
          settings.cpuTime(),
          settings.seed());
    }
  }

  private record Timed(OurEngine engine, long millis) {}

  private static Timed compiled(Supplier<List<StoredRule>> made) {
    List<StoredRule> rules = made.get();
    long start = System.nanoTime();
    OurEngine engine = OurEngine.compile(rules);
    return new Timed(engine, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }

  private final class Compared<R> {
    private final Fired<R> fired;
    private final Lane<R> lane;

    Compared(RuleSide<R> side) {
      fired = new Fired<>(side, corpus);
      lane = new Lane<>(side, corpus, settings.threads(), settings.clock(), fired::note);
    }
  }

  private double slice(Lane<?> lane) throws IOException, InterruptedException {
    return lane.articlesPerSecond(TimeUnit.SECONDS.toNanos(settings.seconds()));
  }

  private String told(String set, int number, Round round) {
    return String.format(
        Locale.ROOT,
        "%s: round %d of %d: slugline %.0f, monitor %.1f, tuned %.1f, analysis %.0f articles/s",
        set,
        number,
        settings.rounds(),
        round.ours(),
        round.monitor(),
        round.tuned(),
        round.analysis());
  }

  private static double speed(List<Round> rounds, ToDoubleFunction<Round> of) {
    return rounded(median(rounds, of), 10);
  }

  private static double ratio(List<Round> rounds, ToDoubleFunction<Round> of) {
    return rounded(median(rounds, of), 1000);
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> of) {
    double[] sorted = rounds.stream().mapToDouble(of).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static double rounded(double value, double scale) {
    return Math.round(value * scale) / scale;
  }
}
