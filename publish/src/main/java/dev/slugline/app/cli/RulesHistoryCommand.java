package dev.slugline.app.cli;

import dev.slugline.enrich.catalogue.RuleEdit;
import dev.slugline.enrich.catalogue.RuleHistory;
import dev.slugline.enrich.catalogue.RuleHistory.Applied;
import dev.slugline.enrich.catalogue.RuleLog;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows every catalogue that was ever applied. */
@Command(
    name = "history",
    description =
        "Shows every catalogue that was applied, the oldest first: who did it, when, and which"
            + " rules it made new (+), changed (~) or deleted (-).",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: slugline rules history -b 127.0.0.1:9092"})
final class RulesHistoryCommand implements Callable<Integer> {
  private static final int NAMED = 5;

  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--json", description = "A JSON line a catalogue.")
  boolean json;

  private final Output out = new Output();

  /** A catalogue as {@code --json} shows it. */
  private record Line(
      long sequence,
      String at,
      String by,
      String catalogue,
      int rules,
      boolean current,
      List<Edited> changes) {}

  private record Edited(String rule, String change) {}

  @Override
  public Integer call() throws Exception {
    RuleLog log = RulesWriting.existing(kafka.load());
    RuleHistory history = log.read();
    Table table = new Table("sequence", "at", "by", "catalogue", "rules", "changes");
    Applied current = history.current().orElse(null);
    for (Applied applied : history.applied()) {
      boolean holds = applied.equals(current);
      if (json) {
        out.json(line(history, applied, holds));
      } else {
        table.row(
            Long.toString(applied.sequence()),
            applied.manifest().at().truncatedTo(ChronoUnit.SECONDS).toString(),
            applied.manifest().by(),
            applied.manifest().hash() + (holds ? " *" : ""),
            Integer.toString(applied.manifest().rules().size()),
            changes(history.edits(applied)));
      }
    }
    if (!json) {
      table.print(out);
      out.line(current == null ? "no catalogue was applied yet" : "* holds now");
    }
    return 0;
  }

  private static Line line(RuleHistory history, Applied applied, boolean holds) {
    return new Line(
        applied.sequence(),
        applied.manifest().at().toString(),
        applied.manifest().by(),
        applied.manifest().hash(),
        applied.manifest().rules().size(),
        holds,
        history.edits(applied).stream()
            .map(edit -> new Edited(edit.rule(), edit.kind().name().toLowerCase(Locale.ROOT)))
            .toList());
  }

  private static String changes(List<RuleEdit> edits) {
    if (edits.isEmpty()) {
      return "texts only";
    }
    String named =
        edits.stream().limit(NAMED).map(RulesHistoryCommand::sign).collect(Collectors.joining(" "));
    return edits.size() > NAMED ? named + " and " + (edits.size() - NAMED) + " more" : named;
  }

  private static String sign(RuleEdit edit) {
    return switch (edit.kind()) {
          case NEW -> "+";
          case DELETED -> "-";
          default -> "~";
        }
        + edit.rule();
  }
}
