package dev.slugline.app.cli;

import dev.slugline.enrich.catalogue.InvalidRulesException;
import dev.slugline.enrich.catalogue.RuleChange;
import dev.slugline.enrich.catalogue.RuleHistory;
import dev.slugline.enrich.catalogue.RuleHistory.Applied;
import dev.slugline.enrich.catalogue.RuleLog;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts a catalogue in place again that was applied before. */
@Command(
    name = "rollback",
    description = {
      "Applies a catalogue of the rule log again, as it was: the one before the one that holds, or"
          + " the one of --to. It becomes the newest; nothing is taken out of the log.",
      "Exit code 0 also where nothing differs; 1 if nothing could be written."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: slugline rules rollback", "         slugline rules rollback --to 26"})
final class RulesRollbackCommand implements Callable<Integer> {
  private static final int SHORTEST = 4;

  @Mixin RulesWriting writing = new RulesWriting();

  @Option(
      names = "--to",
      paramLabel = "CATALOGUE",
      description = "A sequence or a hash (or its beginning) of 'rules history'.")
  @Nullable String to;

  @Override
  public Integer call() throws Exception {
    RuleLog log = RulesWriting.existing(writing.kafka.load());
    RuleHistory history = log.read();
    Applied target = target(history.applied());
    RuleChange change;
    try {
      change = RuleChange.back(history, target);
    } catch (InvalidRulesException e) {
      throw new IOException(
          "the catalogue of sequence %d cannot be made by this version: %s"
              .formatted(target.sequence(), e.getMessage()),
          e);
    }
    if (change.isNothing()) {
      history.current().ifPresent(it -> writing.nothing(change, it.sequence()));
    } else {
      writing.write(log, change, "back to the catalogue of sequence " + target.sequence());
    }
    return 0;
  }

  private Applied target(List<Applied> applied) throws IOException {
    if (applied.isEmpty()) {
      throw new IOException("no catalogue was applied yet");
    }
    String now = applied.get(applied.size() - 1).manifest().hash();
    Applied found = null;
    for (Applied it : applied) {
      if (to == null ? !it.manifest().hash().equals(now) : isNamed(it)) {
        found = it; // the last of them
      }
    }
    if (found == null) {
      throw new IOException(
          to == null
              ? "there is no other catalogue in the log than the one that holds"
              : "the log has no catalogue '" + to + "'; 'slugline rules history' shows them");
    }
    return found;
  }

  private boolean isNamed(Applied it) {
    return to != null
        && (to.equals(Long.toString(it.sequence()))
            || (to.length() >= SHORTEST && it.manifest().hash().startsWith(to)));
  }
}
