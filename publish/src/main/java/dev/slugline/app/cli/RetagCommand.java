package dev.slugline.app.cli;

import dev.slugline.app.config.SluglineConfig;
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
      String since,
      @Nullable String until,
      String catalogue,
      long sequence,
      long records,
      @Nullable Long sent) {}

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
        out.line("no retag is unfinished");
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

  private static String came(Retag.Span span) {
    String since = "since " + span.since().truncatedTo(ChronoUnit.SECONDS);
    return span.until() == null
        ? since
        : since + " and before " + span.until().truncatedTo(ChronoUnit.SECONDS);
  }

  private int show(Retag.Span span, Applied current) {
    if (json) {
      out.json(line(span, current, null));
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
    long began = System.nanoTime();
    Retag.Done done;
    try (Progress progress = Progress.ofRecords("retagging", span.records())) {
      done =
          resume
              ? retag.resume(PATIENCE, progress::at)
              : retag.run(
                  Objects.requireNonNull(since), until, current.sequence(), PATIENCE, progress::at);
    } catch (IOException e) {
      throw new IOException(
          e.getMessage() + "; 'slugline retag --resume --execute' goes on where it stopped", e);
    }
    if (json) {
      out.json(line(span, current, done.sent()));
    } else {
      double seconds = Math.max(1, (System.nanoTime() - began) / 1_000_000) / 1_000.0;
      out.line(
          String.format(
              Locale.ROOT,
              "retagged %,d revision%s in %.1f s (%,.0f/s); %,d retraction%s passed over",
              done.sent(),
              done.sent() == 1 ? "" : "s",
              seconds,
              done.sent() / seconds,
              done.withdrawn(),
              done.withdrawn() == 1 ? "" : "s"));
    }
    Applied now = RulesWriting.existing(config).read().current().orElse(current);
    if (now.sequence() != span.sequence()) {
      System.err.println(
          "slugline: the catalogue changed since it began (sequence "
              + now.sequence()
              + " now): what was sent before that has the tags of the older one; retag again");
    }
    return 0;
  }

  private Line line(Retag.Span span, Applied current, @Nullable Long sent) {
    return new Line(
        sent != null,
        span.since().toString(),
        span.until() == null ? null : span.until().toString(),
        current.manifest().hash(),
        span.sequence(),
        span.records(),
        sent);
  }
}
