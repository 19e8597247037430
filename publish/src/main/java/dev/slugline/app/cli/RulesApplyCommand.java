package dev.slugline.app.cli;

import dev.slugline.enrich.catalogue.ChangedRules;
import dev.slugline.enrich.catalogue.InvalidRulesException;
import dev.slugline.enrich.catalogue.RuleChange;
import dev.slugline.enrich.catalogue.RuleExamples.Failure;
import dev.slugline.enrich.catalogue.RuleHistory;
import dev.slugline.enrich.catalogue.RuleLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes changed rules part of the catalogue that an installation tags with. */
@Command(
    name = "apply",
    description = {
      "Writes changed rules to the rule log, all or nothing, makes the topics of new tags, and"
          + " shows what they change: each rule with its version before and now (text: only its"
          + " examples, comments or layout differ).",
      "Refuses what 'rules check' calls an error, and a new or changed rule that fails one of its"
          + " examples. Instances that run take the catalogue within two seconds.",
      "Exit code 0 also where nothing differs; 1 if nothing could be written."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline rules apply --rules sanctions.yaml",
      "         slugline rules apply --rules my-rules -b 127.0.0.1:9092",
      "         slugline rules apply --shipped"
    })
final class RulesApplyCommand implements Callable<Integer> {
  @Mixin RulesWriting writing = new RulesWriting();

  @Option(
      names = "--rules",
      paramLabel = "PATH",
      description =
          "A rule, which takes the place of the one of its id or is new; or a folder, a whole"
              + " catalogue: what is not in it is deleted.")
  @Nullable Path rules;

  @Option(
      names = "--shipped",
      description = "The catalogue that ships with this version, as a whole.")
  boolean shipped;

  @Spec CommandSpec spec = CommandSpec.create();

  /** What is to be done, by the log as it was read. */
  record Plan(RuleLog log, RuleHistory history, RuleChange change, boolean whole) {}

  @Override
  public Integer call() throws Exception {
    Plan plan = plan();
    if (plan.change().isNothing()) {
      plan.history().current().ifPresent(it -> writing.nothing(plan.change(), it.sequence()));
      return 0;
    }
    List<Failure> failures = plan.change().failures();
    if (!failures.isEmpty()) {
      failures.forEach(failure -> System.err.println("slugline: " + failure));
      System.err.printf(
          "slugline: %d example%s of the changed rules failed; nothing was written%n",
          failures.size(), failures.size() == 1 ? "" : "s");
      return 1;
    }
    write(plan);
    return 0;
  }

  /** Reads the rules, then the log, whose topic is made where it is missing. */
  Plan plan() throws Exception {
    ChangedRules changed = changed();
    RuleLog log = writing.log();
    RuleHistory history = log.read();
    return new Plan(log, history, change(history, changed), changed.whole());
  }

  private ChangedRules changed() throws IOException, InvalidRulesException {
    if ((rules == null) != shipped) {
      throw new ParameterException(
          spec.commandLine(), "give --rules PATH or --shipped" + (shipped ? ", not both" : ""));
    }
    return rules == null ? ChangedRules.shipped() : ChangedRules.fromPath(rules);
  }

  private static RuleChange change(RuleHistory history, ChangedRules changed) throws IOException {
    try {
      return RuleChange.of(history, changed);
    } catch (InvalidRulesException e) {
      throw new IOException(
          "no single rule can be changed in the catalogue that holds, since this version cannot"
              + " read it; a folder or --shipped can take its place\n"
              + e.getMessage(),
          e);
    }
  }

  /** Writes the plan, unless the log has another catalogue by now. */
  void write(Plan plan) throws Exception {
    boolean beside = plan.change().base() == null && !plan.whole();
    writing.write(
        plan.log(),
        plan.change(),
        beside ? "the log was empty: the other rules are those that ship with this version" : "");
  }
}
