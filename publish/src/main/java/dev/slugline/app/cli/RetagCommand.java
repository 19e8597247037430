package dev.slugline.app.cli;

import static java.util.stream.Collectors.joining;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.retag.Refusals;
import dev.slugline.app.retag.Retag;
import dev.slugline.enrich.catalogue.RuleHistory;
import dev.slugline.enrich.catalogue.RuleHistory.Applied;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tags stored articles again, by the catalogue that holds. */
@Command(
    name = "retag",
    description = {
      "Sends the articles that came since a time through enrich again, so that they get the tags of"
          + " the catalogue that holds. A topic gets a record only where something changed. It is"
          + " never more than about a second of work ahead, so that live articles do not wait.",
      "Without --execute it shows what it would do. One that was interrupted goes on with --resume."
          + " Ends with 1 where articles became dead letters."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline retag --since 30d",
      "         slugline retag --since 2026-03-01 --until 2026-04-01 --execute",
      "         slugline retag --resume --execute"
    })
final class RetagCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Moment.class,
      description = "What came since then: 2026-03-01T12:00:00Z, 2026-03-01, 90m, 2h, 30d.")
  @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = Moment.class,
      description = "Only what came before then; default: all that is there now.")
  @Nullable Instant until;

  @Option(names = "--resume", description = "Go on with the one that was interrupted.")
  boolean resume;

  @Option(
      names = "--restart",
      description = "Begin, though one that was interrupted is not finished; it is forgotten.")
  boolean restart;

  @Option(names = "--execute", description = "Do it, rather than show what would be done.")
  boolean execute;

  @Option(names = "--json", description = "A JSON line of what was done, or would be.")
  boolean json;

  @Spec CommandSpec spec = CommandSpec.create();

  private final Output out = new Output();

  /** The outcome as {@code --json} shows it. */
  private record Line(
      boolean executed,
      @Nullable String since,
      @Nullable String until,
      String catalogue,
      long sequence,
      long records,
      @Nullable Long sent,
      @Nullable Long refused) {}

  @Override
  public Integer call() throws Exception {
    if (resume == (since != null) || (resume && (until != null || restart))) {
      throw new ParameterException(
          spec.commandLine(), "give --since TIME (with --until or --restart), or --resume alone");
    }
    Moment.checkOrder(spec, since, until);
    SluglineConfig config = kafka.load();
    RuleHistory history = RulesWriting.existing(config).read();
    Applied current =
        history.current().orElseThrow(() -> new IOException("no catalogue was applied yet"));
    try (Retag retag = new Retag(config)) {
      Retag.Span left = retag.unfinished();
      if (resume && left == null) {
        nothing(current);
        return 0;
      }
      if (!resume && left != null && !restart) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "a retag of what came %s, by the catalogue of sequence %d, is unfinished: up to"
                    + " %,d records are left. Go on with --resume, or forget it with --restart",
                came(left),
                left.sequence(),
                left.records()));
      }
      Retag.Span span =
          resume
              ? Objects.requireNonNull(left)
              : retag.plan(Objects.requireNonNull(since), until, current.sequence());
      return execute ? run(retag, span, current, config) : show(span, current);
    }
  }

  /** Says that there is nothing to go on with. */
  private void nothing(Applied current) {
    String why =
        "no unfinished retag is known; how far one came the broker forgets after"
            + " offsets.retention.minutes, by default 7 days: begin again with --since then";
    if (json) {
      Long none = execute ? 0L : null;
      out.json(
          new Line(
              execute, null, null, current.manifest().hash(), current.sequence(), 0, none, none));
      System.err.println("slugline: " + why);
    } else {
      out.line(why);
    }
  }

  private static String came(Retag.Span span) {
    String since = "since " + span.since().truncatedTo(ChronoUnit.SECONDS);
    return span.until() == null
        ? since
        : since + " and before " + span.until().truncatedTo(ChronoUnit.SECONDS);
  }

  private int show(Retag.Span span, Applied current) {
    if (json) {
      out.json(line(span, current, null, null));
      return 0;
    }
    out.line(
        String.format(
            Locale.ROOT,
            "would send through enrich again what came %s, up to %,d records, by catalogue %s (%d"
                + " rules, sequence %d)",
            came(span),
            span.records(),
            current.manifest().hash(),
            current.manifest().rules().size(),
            current.sequence()));
    out.line("nothing was sent; add --execute");
    return 0;
  }

  private int run(Retag retag, Retag.Span span, Applied current, SluglineConfig config)
      throws Exception {
    try (Refusals refusals = new Refusals(config, resume ? span.began() : null)) {
      long began = System.nanoTime();
      Retag.Done done = send(retag, span, current);
      double seconds = Math.max(1, (System.nanoTime() - began) / 1_000_000) / 1_000.0;
      refusals.read();
      if (json) {
        out.json(line(span, current, done.sent(), refusals.count()));
      } else {
        out.line(line(done, seconds, refusals.count() == 0));
      }
      tell(refusals);
      tellIfItChanged(span, current, config);
      return refusals.count() == 0 ? 0 : 1;
    }
  }

  private Retag.Done send(Retag retag, Retag.Span span, Applied current) throws IOException {
    try (Progress progress = Progress.ofRecords("retagging", span.records())) {
      return resume
          ? retag.resume(PATIENCE, progress::at)
          : retag.run(
              Objects.requireNonNull(since), until, current.sequence(), PATIENCE, progress::at);
    } catch (IOException e) {
      throw new IOException(
          e.getMessage() + "; 'slugline retag --resume --execute' goes on where it stopped", e);
    }
  }

  private static String line(Retag.Done done, double seconds, boolean whole) {
    return String.format(
        Locale.ROOT,
        "%s %,d revision%s in %.1f s (%,.0f/s); %,d retraction%s passed over",
        whole ? "retagged" : "sent",
        done.sent(),
        done.sent() == 1 ? "" : "s",
        seconds,
        done.sent() / seconds,
        done.withdrawn(),
        done.withdrawn() == 1 ? "" : "s");
  }

  private static void tell(Refusals refusals) {
    if (refusals.count() == 0) {
      return;
    }
    String which =
        refusals.counts().keySet().stream().map(it -> "--error " + it + " ").collect(joining())
            + "--since "
            + refusals.first().truncatedTo(ChronoUnit.SECONDS);
    System.err.println(
        String.format(
            Locale.ROOT,
            "slugline: %,d article%s of it became dead letters (%s), the first: %s%n"
                + "slugline: 'slugline dead-letters list --each %s' lists them; once that is"
                + " mended, 'slugline dead-letters replay %s --execute' sends them again",
            refusals.count(),
            refusals.count() == 1 ? "" : "s",
            refusals.counts().entrySet().stream()
                .map(it -> String.format(Locale.ROOT, "%,d %s", it.getValue(), it.getKey()))
                .collect(joining(", ")),
            Printable.line(refusals.reason()),
            which,
            which));
  }

  private static void tellIfItChanged(Retag.Span span, Applied current, SluglineConfig config)
      throws Exception {
    Applied now = RulesWriting.existing(config).read().current().orElse(current);
    if (now.sequence() != span.sequence()) {
      System.err.println(
          "slugline: the catalogue changed since it began (sequence "
              + now.sequence()
              + " now): what was sent before that has the tags of the older one; retag again");
    }
  }

  private Line line(Retag.Span span, Applied current, @Nullable Long sent, @Nullable Long refused) {
    return new Line(
        sent != null,
        span.since().toString(),
        span.until() == null ? null : span.until().toString(),
        current.manifest().hash(),
        span.sequence(),
        span.records(),
        sent,
        refused);
  }
}
