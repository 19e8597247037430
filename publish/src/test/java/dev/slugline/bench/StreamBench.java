package dev.slugline.bench;

import dev.slugline.bench.Backlog.Speed;
import dev.slugline.ingest.article.ArticleJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Our stream beside a pass-through of the same shape, in turn, on one broker in this process. Both
 * are run once before that, for the compiler and to learn what ours makes of each text: the
 * pass-through then writes the same records, byte for byte, to the same topics. Other work on the
 * machine changes the absolute figures; the ratio of a pair is what can be compared.
 */
@Command(
    name = "stream",
    description = {
      "Measures the stream, exactly once, beside a pass-through that makes the same records",
      "without any work; on a broker in a temporary folder, in about three minutes."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline bench stream --pairs 3",
      "         slugline bench stream --set commit.interval.ms=100 --json"
    })
final class StreamBench implements Callable<Integer> {
  /** Articles until most of what is measured is compiled. */
  private static final int WARM_UP = 6_000;

  private static final Duration NO_PAIR_AFTER = Duration.ofMinutes(3);

  @Option(
      names = "--articles",
      paramLabel = "N",
      description = "Articles of each measurement, 2000 to 100000; default: ${DEFAULT-VALUE}.")
  int count = 5_000;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description = "Measurements of each, 1 to 50; default: ${DEFAULT-VALUE}.")
  int pairs = 5;

  @Option(
      names = "--file",
      paramLabel = "PATH",
      description = "Articles as JSON lines; default: generated ones.")
  @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of both streams; may be given several times.")
  List<String> sets = new ArrayList<>();

  @Option(names = "--json", description = "One line of JSON.")
  boolean json;

  @Spec @Nullable CommandSpec spec;

  /** What is printed, in this order. */
  record Result(
      double articlesPerSecond,
      double passThroughArticlesPerSecond,
      double ratio,
      double p50Millis,
      double p99Millis) {}

  private record Pair(Speed ours, Speed passThrough) {
    double ratio() {
      return ours.articlesPerSecond() / passThrough.articlesPerSecond();
    }
  }

  @Override
  public Integer call() throws Exception {
    if (count < BenchArticles.MAX_TEXTS || count > 100_000 || pairs < 1 || pairs > 50) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--articles takes 2000 to 100000, --pairs 1 to 50");
    }
    BenchArticles articles =
        file == null
            ? BenchArticles.generated(BenchArticles.MAX_TEXTS)
            : BenchArticles.read(file, BenchArticles.MAX_TEXTS);
    try (Lab lab = new Lab(sets)) {
      Thread stop = new Thread(lab::close, "bench-stop");
      Runtime.getRuntime().addShutdownHook(stop);
      print(measure(lab, articles));
    }
    return 0;
  }

  private Result measure(Lab lab, BenchArticles articles) throws Exception {
    progress("warming up");
    Backlog warmUp = new Backlog(lab, articles, WARM_UP);
    String prefix = lab.prefix();
    warmUp.ours(prefix);
    Outputs outputs = Outputs.read(lab.bootstrap(), prefix, lab.written(prefix), articles);
    warmUp.check(prefix, outputs);
    lab.drop(prefix);
    passThrough(lab, warmUp, outputs);
    progress("an article makes " + outputs.describe());

    Backlog backlog = new Backlog(lab, articles, count);
    long enough = System.nanoTime() + NO_PAIR_AFTER.toNanos();
    List<Pair> measured = new ArrayList<>();
    while (measured.size() < pairs && System.nanoTime() < enough) {
      measured.add(pair(lab, backlog, outputs, measured.size() % 2 == 0));
      Pair last = measured.get(measured.size() - 1);
      progress(
          "pair %d of %d: ours %.0f, pass-through %.0f articles/s, ratio %.3f; %.2f, %.2f CPU ms each"
              .formatted(
                  measured.size(),
                  pairs,
                  last.ours().articlesPerSecond(),
                  last.passThrough().articlesPerSecond(),
                  last.ratio(),
                  last.ours().cpuMillis(),
                  last.passThrough().cpuMillis()));
    }
    progress("latency at " + Latency.PER_SECOND + " articles/s");
    Latency.Millis latency = new Latency(lab, articles).ours(lab.prefix());
    return new Result(
        rounded(median(measured.stream().map(it -> it.ours().articlesPerSecond()).toList()), 1),
        rounded(
            median(measured.stream().map(it -> it.passThrough().articlesPerSecond()).toList()), 1),
        rounded(median(measured.stream().map(Pair::ratio).toList()), 3),
        rounded(latency.p50(), 1),
        rounded(latency.p99(), 1));
  }

  private static Pair pair(Lab lab, Backlog backlog, Outputs outputs, boolean oursFirst)
      throws Exception {
    if (oursFirst) {
      Speed ours = ours(lab, backlog, outputs);
      return new Pair(ours, passThrough(lab, backlog, outputs));
    }
    Speed passThrough = passThrough(lab, backlog, outputs);
    return new Pair(ours(lab, backlog, outputs), passThrough);
  }

  private static Speed ours(Lab lab, Backlog backlog, Outputs outputs) throws Exception {
    String prefix = lab.prefix();
    Speed speed = backlog.ours(prefix);
    backlog.check(prefix, outputs);
    lab.drop(prefix);
    return speed;
  }

  private static Speed passThrough(Lab lab, Backlog backlog, Outputs outputs) throws Exception {
    String prefix = lab.prefix();
    Speed speed = backlog.passThrough(prefix, outputs);
    backlog.check(prefix, outputs);
    lab.drop(prefix);
    return speed;
  }

  private void progress(String what) {
    System.err.println("slugline: " + what);
  }

  private void print(Result result) throws IOException {
    if (json) {
      System.out.println(ArticleJson.mapper().writeValueAsString(result));
      return;
    }
    System.out.printf(
        Locale.ROOT,
        """
                      articles/s
        slugline      %10.0f
        pass-through  %10.0f   same hops, topics and records, no work
        ratio         %10.3f   median of the pairs

        latency at %d articles/s, sent to readable on enriched and all its tag topics
        p50           %7.0f ms
        p99           %7.0f ms
        """,
        result.articlesPerSecond(),
        result.passThroughArticlesPerSecond(),
        result.ratio(),
        Latency.PER_SECOND,
        result.p50Millis(),
        result.p99Millis());
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  private static double rounded(double value, int digits) {
    double scale = Math.pow(10, digits);
    return Math.round(value * scale) / scale;
  }
}
