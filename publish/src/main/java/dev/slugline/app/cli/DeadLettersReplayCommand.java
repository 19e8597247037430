package dev.slugline.app.cli;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.AwaitedReceipts;
import dev.slugline.app.kafka.RecordSender;
import dev.slugline.app.letters.Letter;
import dev.slugline.app.letters.Letters;
import dev.slugline.app.letters.Replay;
import dev.slugline.app.letters.Replay.Plan;
import dev.slugline.app.letters.Selection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Feeds again what broke. */
@Command(
    name = "replay",
    description =
        "Sends dead letters to where they broke: ingest's to be parsed again, the others, which are"
            + " articles, to be tagged again. Shows what it would send, and sends it with --execute.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline dead-letters replay --error no-topic",
      "         slugline dead-letters replay --error no-topic --execute",
      "         slugline dead-letters replay 2-17 0-3 --execute"
    })
final class DeadLettersReplayCommand implements Callable<Integer> {
  @Mixin KafkaOptions kafka = new KafkaOptions();
  @Mixin LetterOptions letters = new LetterOptions();

  @Parameters(paramLabel = "ID", arity = "0..*", description = "Letters by their ids.")
  List<String> ids = new ArrayList<>();

  @Option(names = "--all", description = "All letters that were not replayed yet.")
  boolean all;

  @Option(names = "--again", description = "Those too that were replayed before.")
  boolean again;

  @Option(
      names = "--max-attempts",
      paramLabel = "COUNT",
      description = "Leave out what was tried so often already; default: 5.")
  int maxAttempts = 5;

  @Option(
      names = "--rate",
      paramLabel = "COUNT",
      description = "Letters a second, so that live articles need not wait; default: 500.")
  int rate = 500;

  @Option(names = "--execute", description = "Send them; without it, they are shown only.")
  boolean execute;

  @Option(names = "--json", description = "A JSON line a letter.")
  boolean json;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    List<Letter.Id> places = places();
    SluglineConfig config = kafka.load();
    ReplayReport report = new ReplayReport(new Output(), json, execute);
    try (Letters read = new Letters(config);
        Replay replay = new Replay(config)) {
      if (execute) {
        execute(config, read, places, replay, report);
      } else {
        walk(read, places, replay, report, report::planned);
      }
    }
    int missing = places.size() - (places.isEmpty() ? 0 : report.seen());
    if (missing > 0) {
      System.err.printf("slugline: %,d of these letters are not there%n", missing);
    }
    report.end();
    return missing == 0 && (!execute || report.isComplete()) ? 0 : 1;
  }

  private void execute(
      SluglineConfig config,
      Letters read,
      List<Letter.Id> places,
      Replay replay,
      ReplayReport report)
      throws IOException {
    try (AwaitedReceipts receipts = new AwaitedReceipts(config);
        RecordSender<ReplayReport.Told> sender =
            new RecordSender<>(config, rate, report.sending(receipts))) {
      walk(
          read,
          places,
          replay,
          report,
          (letter, plan) -> sender.send(ReplayReport.told(letter, plan, json), plan.record()));
      sender.finish();
      report.await(receipts);
    }
  }

  /** What is done with a letter that is to be sent. */
  private interface Step {
    void take(Letter letter, Plan.Send plan) throws IOException;
  }

  private void walk(
      Letters read, List<Letter.Id> places, Replay replay, ReplayReport report, Step step)
      throws IOException {
    Letters.Visitor visitor =
        (letter, replayed) -> {
          report.see();
          if (replayed && !again) {
            return report.replayedBefore(letter, !places.isEmpty());
          }
          if (letter.attempt() >= maxAttempts) {
            return report.leftOut(
                letter, "tried %d times (see --max-attempts)".formatted(letter.attempt()));
          }
          Plan plan = replay.plan(letter);
          if (plan instanceof Plan.Impossible impossible) {
            return report.leftOut(letter, impossible.why());
          }
          step.take(letter, (Plan.Send) plan);
          return report.isRead();
        };
    if (places.isEmpty()) {
      read.each(letters.selection(), visitor);
    } else {
      read.each(places, visitor);
    }
  }

  private List<Letter.Id> places() {
    Selection selection = letters.selection();
    if (ids.isEmpty() && selection.isAll() && !all) {
      throw usage("which letters? Give ids, --error, --stage, --since, --until, --key or --all");
    }
    if (!ids.isEmpty() && (all || !selection.isAll())) {
      throw usage("ids go without --all and without filters");
    }
    if (maxAttempts < 1 || rate < 1) {
      throw usage("--max-attempts and --rate must be at least 1");
    }
    List<Letter.Id> places = new ArrayList<>();
    for (String id : ids) {
      Letter.Id place = Letter.Id.of(id);
      if (place == null) {
        throw usage("'" + id + "' is no letter's id: <partition>-<offset>, such as 2-17");
      }
      if (!places.contains(place)) {
        places.add(place);
      }
    }
    return places;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
