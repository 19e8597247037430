package dev.slugline.bench.engine;

import dev.slugline.bench.engine.Comparison.Settings;
import dev.slugline.bench.engine.RuleMaker.Made;
import dev.slugline.ingest.article.ArticleJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what {@link Comparison} measures, a set of rules after the other. */
@Command(
    name = "engine",
    description = {
      "Measures the rule engine beside Lucene's monitor, as it comes and tuned, and beside the cost",
      "of analysing the text: the same rules, articles and analyser, the matches compared first.",
      "Takes some ten minutes."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline bench engine --count 1000 --count 100000",
      "         slugline bench engine --file articles.jsonl --json"
    })
public final class EngineBench implements Callable<Integer> {
  private static final List<Integer> COUNTS = List.of(150, 1_000, 10_000);
  private static final int MAX_RULES = 1_000_000;
  private static final int MIN_ARTICLES = 20;
  private static final int MAX_ARTICLES = 100_000;
  private static final int SAMPLED = 1_000;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = {
        "How many rules are made, 1 to 1000000; may be given several times.",
        "Default: the shipped catalogue, then 150, 1000 and 10000."
      })
  List<Integer> counts = new ArrayList<>();

  @Option(
      names = "--file",
      paramLabel = "PATH",
      description = "Articles as JSON lines with title and body; default: generated ones.")
  @Nullable Path file;

  @Option(
      names = "--articles",
      paramLabel = "N",
      description =
          "How many articles are generated, or read at most, 20 to 100000; default: ${DEFAULT-VALUE}.")
  int articles = 2_000;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that match at once, 1 to 64; default: ${DEFAULT-VALUE}.")
  int threads = 1;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Measurements of each side, 1 to 50; default: ${DEFAULT-VALUE}.")
  int rounds = 5;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description =
          "How long each takes, 0 to 60; each side is warmed up for twice that; default: ${DEFAULT-VALUE}.")
  int seconds = 4;

  @Option(
      names = "--cpu-time",
      description = {
        "Counts the processor time of the matching threads, not the time that passes:",
        "for a machine that does other work."
      })
  boolean cpuTime;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of articles and rules; default: ${DEFAULT-VALUE}.")
  long seed = Newsroom.SEED;

  @Option(names = "--json", description = "A line of JSON for each set of rules.")
  boolean json;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    refuseUnless(counts.stream().allMatch(n -> within(n, 1, MAX_RULES)), "--count", 1, MAX_RULES);
    refuseUnless(
        within(articles, MIN_ARTICLES, MAX_ARTICLES), "--articles", MIN_ARTICLES, MAX_ARTICLES);
    refuseUnless(within(threads, 1, 64), "--threads", 1, 64);
    refuseUnless(within(rounds, 1, 50), "--rounds", 1, 50);
    refuseUnless(within(seconds, 0, 60), "--seconds", 0, 60);
    progress(
        file == null
            ? "writing %,d articles, seed %d".formatted(articles, seed)
            : "reading " + file);
    Corpus corpus = file == null ? Newsroom.articles(seed, articles) : Corpus.read(file, articles);
    if (corpus.articles().size() < MIN_ARTICLES) {
      throw new IOException(
          "%s: rules are made from %d articles or more, there are %d"
              .formatted(file, MIN_ARTICLES, corpus.articles().size()));
    }
    Items items = items(corpus);
    progress(
        "%,d articles of %,d characters on average"
            .formatted(corpus.articles().size(), Math.round(corpus.meanChars())));

    if (!json) {
      System.out.println(header());
    }
    if (counts.isEmpty()) {
      print(measureShipped(corpus, items));
    }
    RuleMaker maker = new RuleMaker(items, seed);
    for (int count : counts.isEmpty() ? COUNTS : counts) {
      describe(maker, count);
      print(comparison(corpus, items).measure("generated", () -> maker.rules(count)));
    }
    if (!json) {
      System.out.print(footer(corpus));
    }
    return 0;
  }

  /** Generated articles are about nothing; for the shipped rules examples are strewn in. */
  private EngineResult measureShipped(Corpus corpus, Items items) throws Exception {
    if (file != null) {
      return comparison(corpus, items).measure("shipped", OurEngine::shipped);
    }
    Corpus quoting = Newsroom.articles(seed, articles, OurEngine.shippedExamples());
    return comparison(quoting, items(quoting)).measure("shipped", OurEngine::shipped);
  }

  private Comparison comparison(Corpus corpus, Items items) {
    return new Comparison(corpus, items.frequencies(), settings(), this::progress);
  }

  private Settings settings() {
    return new Settings(threads, rounds, seconds, cpuTime, seed);
  }

  private static Items items(Corpus corpus) throws IOException {
    try (EnglishAnalyzer analyzer = new EnglishAnalyzer()) {
      return Items.of(corpus, analyzer);
    }
  }

  private void describe(RuleMaker maker, int count) {
    List<Made> sample = IntStream.range(0, Math.min(count, SAMPLED)).mapToObj(maker::make).toList();
    int all = sample.stream().mapToInt(Made::items).sum();
    progress(
        String.format(
            Locale.ROOT,
            "%,d rules of %.1f items, %.0f %% of them phrases; the first: %s",
            count,
            all / (double) sample.size(),
            100.0 * sample.stream().mapToInt(Made::phrases).sum() / all,
            sample.get(0).rule().parts().get(0).query()));
  }

  private void print(EngineResult result) throws IOException {
    if (json) {
      System.out.println(ArticleJson.mapper().writeValueAsString(result));
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "%-9s %,8d  %,9.0f  %,9.1f %,6.0f x  %,9.1f %,6.0f x  %,9.0f %6.2f x  %6.2f %%  %,9d  %,7d%n",
        result.set(),
        result.rules(),
        result.articlesPerSecond(),
        result.monitorArticlesPerSecond(),
        result.timesMonitor(),
        result.tunedMonitorArticlesPerSecond(),
        result.timesTunedMonitor(),
        result.analysisArticlesPerSecond(),
        result.timesAnalysisCost(),
        result.matchesPercent(),
        result.compileMillis(),
        result.bytesPerRule());
  }

  private static String header() {
    return """
                          articles/s                                                          matches   compile    bytes
        set          rules   slugline    monitor    ours   tuned m.    ours   analysis     cost   a rule        ms   a rule"""
        .stripTrailing();
  }

  private String footer(Corpus corpus) {
    return String.format(
        Locale.ROOT,
        """

        %d thread(s), %,d articles of %,d characters on average, medians of %d rounds after %d s of
        warm-up of each. monitor: lucene-monitor, HighlightsMatch; ours: how many times as fast
        slugline is; tuned m.: the monitor made as fast as it could be; analysis: EnglishAnalyzer
        alone; cost: what slugline takes of that. All three found the same matches.%s
        """,
        threads,
        corpus.articles().size(),
        Math.round(corpus.meanChars()),
        rounds,
        settings().warmUpSeconds(),
        cpuTime ? "\nSeconds are of processor time." : "");
  }

  private static boolean within(int value, int from, int to) {
    return value >= from && value <= to;
  }

  private void refuseUnless(boolean right, String option, int from, int to) {
    if (!right) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "%s takes %d to %d".formatted(option, from, to));
    }
  }

  private void progress(String what) {
    System.err.println("slugline: " + what);
  }
}
