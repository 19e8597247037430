package dev.slugline.app.cli;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.config.StateFolder;
import dev.slugline.ingest.RawSplitter;
import dev.slugline.ingest.feed.FeedOptions;
import dev.slugline.ingest.feed.Feeder;
import dev.slugline.ingest.feed.InputSize;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Feeds files, folders, URLs and standard input to the raw topic. */
@Command(
    name = "feed",
    description = {
      "Feeds files, folders, URLs and standard input to the raw topic: a record a file, an entry of"
          + " an archive, a page of a WARC, or a line of JSON lines. Says what was sent, what Kafka"
          + " acknowledged and what was refused; ends with 1 if anything was refused.",
      ""
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline feed --source 'Harbour Wire' articles/ late.json",
      "         slugline feed 'archive/**/*.xml' --backfill --rate 50",
      "         slugline feed --resume articles/        # after an interruption",
      "         slugline feed --watch --resume incoming/",
      "         slugline feed https://harbour.example/feed.xml",
      "         … | slugline feed -b 127.0.0.1:9092 --json -"
    })
final class FeedCommand implements Callable<Integer> {
  /** A quarter of what the stream takes on two cores: the news of today keeps its place. */
  private static final long BACKFILL_RATE = 200;

  private static final Duration SETTLE_WITHIN = Duration.ofSeconds(15);
  private static final Duration MEASURE_WITHIN = Duration.ofSeconds(3);

  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "The source of those articles that name none.")
  @Nullable String source;

  @Option(
      names = "--content-type",
      paramLabel = "TYPE",
      description = "What all inputs are, such as text/plain; default: found out.")
  @Nullable String contentType;

  @Option(
      names = "--backfill",
      description =
          "What is fed is history: live consumers can tell it from news. Slow; see --rate.")
  boolean backfill;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "At most N raw records a second; 0: no bound. Default: no bound, with --backfill "
              + BACKFILL_RATE
              + ".")
  @Nullable Long rate;

  @Option(
      names = "--resume",
      description =
          "Goes on where the last feed of the same inputs, with the same options, ended, however it"
              + " ended: what Kafka has is not sent again. Files that are new since are fed too.")
  boolean resume;

  @Option(
      names = "--watch",
      description =
          "Inputs are folders: feeds the files in them, then what appears or changes, until it is"
              + " stopped. Not what is hidden, empty or still written, nor *.tmp and *.part.")
  boolean watch;

  @Option(names = "--json", description = "A JSON line a raw record, with its place in Kafka.")
  boolean json;

  @Parameters(
      paramLabel = "PATH|URL|-",
      arity = "1..*",
      description =
          "Files; folders, read recursively in the order of names; patterns such as 'news/**/*.xml';"
              + " pages and feeds by their URLs, fetched once as robots.txt allows;"
              + " -: standard input.")
  List<String> inputs = List.of();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    check();
    SluglineConfig config = kafka.load();
    String topic = new Topics(config.text("prefix")).raw().name();
    try (Feeder feeder =
            Feeder.open(
                config.clients(),
                topic,
                config.limits(),
                config.text("compression.type"),
                new FeedOptions(source, contentType, backfill, rate(), config.fetching()));
        Progress progress = new Progress("feeding", total())) {
      FeedReport report = new FeedReport(topic, json, progress, feeder::totals);
      boolean kept = keepJournal(feeder, report);
      Thread stop = new Thread(() -> stop(feeder, report, kept), "stop");
      Runtime.getRuntime().addShutdownHook(stop);
      boolean ended;
      try {
        feed(feeder, report);
      } finally {
        ended = isRemoved(stop);
      }
      if (!ended) {
        return 1; // whoever stopped us says the rest
      }
      report.end();
      if (kept && feeder.isLost()) {
        report.note("once Kafka is back, go on with --resume");
      }
      return feeder.totals().refused() == 0 ? 0 : 1;
    }
  }

  private void check() {
    if (rate != null && rate < 0) {
      throw new ParameterException(spec.commandLine(), "--rate takes 0 or more, not " + rate);
    }
    if (resume && inputs.contains(RawSplitter.STDIN)) {
      throw new ParameterException(
          spec.commandLine(),
          "--resume cannot go with -: what standard input has given is gone; feed a file");
    }
    for (String input : inputs) {
      if (watch && !isFolder(input)) {
        throw new ParameterException(
            spec.commandLine(), "--watch takes folders, and " + input + " is none");
      }
    }
  }

  private static boolean isFolder(String input) {
    try {
      return Files.isDirectory(Path.of(input));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private long rate() {
    return rate != null ? rate : backfill ? BACKFILL_RATE : 0;
  }

  /** What there is to feed, if a person waits for it and it can be told soon. */
  private OptionalLong total() throws InterruptedException {
    if (watch || !Terminal.isError()) {
      return OptionalLong.empty();
    }
    long start = System.nanoTime();
    return InputSize.of(inputs, () -> System.nanoTime() - start > MEASURE_WITHIN.toNanos());
  }

  /** Whether another run could go on with this one. */
  private boolean keepJournal(Feeder feeder, FeedReport report)
      throws IOException, InterruptedException {
    if (inputs.stream().allMatch(RawSplitter.STDIN::equals)) {
      return false;
    }
    Path folder = StateFolder.ofUser().resolve("feed");
    try {
      Path journal = feeder.keepJournal(folder, inputs, resume, report::note);
      if (resume || watch) {
        report.note("the journal of this feed is " + journal);
      }
      return true;
    } catch (IOException e) {
      if (resume) {
        throw e;
      }
      report.note("no journal is kept, so --resume will not work: " + e.getMessage());
      return false;
    }
  }

  private void feed(Feeder feeder, FeedReport report) throws InterruptedException {
    if (watch) {
      report.note("watching " + String.join(", ", inputs) + "; stop with Ctrl-C");
      feeder.watch(inputs, report::take);
    } else {
      feeder.feed(inputs, System.in, report::take);
    }
  }

  /** False: the process ends already, and the hook is at work. */
  private static boolean isRemoved(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** Called by a signal. The exit code is the signal's: 130 after Ctrl-C, 143 after SIGTERM. */
  private void stop(Feeder feeder, FeedReport report, boolean kept) {
    Thread settle =
        new Thread(
            () -> {
              try {
                feeder.stop();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "settle");
    settle.setDaemon(true);
    settle.start();
    try {
      settle.join(SETTLE_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    report.end();
    report.note(
        "interrupted: "
            + String.format(Locale.ROOT, "%,d acknowledged", feeder.totals().acknowledged())
            + (kept ? "; go on with --resume" : ""));
  }
}
