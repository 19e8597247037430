package dev.slugline.app.cli;

import dev.slugline.app.AllTopics;
import dev.slugline.app.TopicAdmin;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.enrich.catalogue.ChangedRules;
import dev.slugline.enrich.catalogue.InvalidRulesException;
import dev.slugline.enrich.catalogue.RuleChange;
import dev.slugline.enrich.catalogue.RuleEdit;
import dev.slugline.enrich.catalogue.RuleExamples.Failure;
import dev.slugline.enrich.catalogue.RuleHistory;
import dev.slugline.enrich.catalogue.RuleLog;
import dev.slugline.ingest.stream.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
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
          + " examples. Instances that run take the catalogue at their next start.",
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
  private static final int ANSWER_MILLIS = 10_000;

  @Mixin KafkaOptions kafka = new KafkaOptions();

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

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who applies it, for the log; default: the user's name.")
  String by = System.getProperty("user.name", "unknown");

  @Option(names = "--json", description = "A JSON line a rule that differs, then one of the whole.")
  boolean json;

  @Spec CommandSpec spec = CommandSpec.create();

  private final Output out = new Output();

  /** A rule as {@code --json} shows it. */
  private record Edited(
      String rule, String change, @Nullable String before, @Nullable String after) {}

  /** The whole as {@code --json} shows it. */
  private record Outcome(
      String catalogue, long sequence, int rules, @Nullable String base, boolean written) {}

  /** What is to be done, by the log as it was read. */
  record Plan(RuleLog log, RuleHistory history, RuleChange change, boolean whole) {}

  @Override
  public Integer call() throws Exception {
    Plan plan = plan();
    if (plan.change().isNothing()) {
      plan.history().current().ifPresent(it -> nothing(plan.change(), it.sequence()));
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
    SluglineConfig config = kafka.load();
    String prefix = config.text("prefix");
    make(config, List.of(RuleLog.topic(prefix)));
    RuleLog log = new RuleLog(config.clients(), prefix);
    RuleHistory history = log.read();
    return new Plan(log, history, change(history, changed), changed.whole());
  }

  private static void make(SluglineConfig config, List<? extends Topic<?, ?>> topics)
      throws TopicAdmin.Refused, InterruptedException {
    Map<String, Object> clients = new HashMap<>(config.clients());
    clients.putIfAbsent("default.api.timeout.ms", ANSWER_MILLIS);
    clients.putIfAbsent("request.timeout.ms", ANSWER_MILLIS / 2);
    try (Admin admin = Admin.create(clients)) {
      new TopicAdmin(admin, config).create(topics);
    }
  }

  private ChangedRules changed() throws IOException, InvalidRulesException {
    if ((rules == null) != shipped) {
      throw new ParameterException(spec.commandLine(), "give --rules PATH or --shipped");
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

  /**
   * Makes the topics that new tags need, then writes the plan, unless the log has another catalogue
   * by now.
   */
  void write(Plan plan) throws Exception {
    RuleChange change = plan.change();
    SluglineConfig config = kafka.load();
    make(config, AllTopics.ofTags(config.text("prefix"), change.next()));
    long sequence;
    try {
      sequence = plan.log().write(change.next(), change.base(), by);
    } catch (RuleLog.Conflict e) {
      throw new IOException(
          "the catalogue changed meanwhile (" + e.getMessage() + "): look at it and apply again",
          e);
    }
    if (json) {
      change.edits().forEach(edit -> out.json(edited(edit)));
      out.json(outcome(change, sequence, true));
    } else {
      told(change, sequence, plan.whole());
    }
    System.err.println(
        "slugline: instances that run take it at their next start ('slugline run'); until then they"
            + " tag by the rules they started with");
  }

  private void told(RuleChange change, long sequence, boolean whole) {
    Table table = new Table("rule", "change", "before", "now");
    for (RuleEdit edit : change.edits()) {
      Edited row = edited(edit);
      table.row(row.rule(), row.change(), dash(row.before()), dash(row.after()));
    }
    table.print(out);
    if (change.base() == null && !whole) {
      out.line("the log was empty: the other rules are those that ship with this version");
    }
    out.line(
        "%d rules, catalogue %s, sequence %d; before: %s"
            .formatted(
                change.next().documents().size(),
                change.next().hash(),
                sequence,
                change.base() == null ? "none" : change.base()));
  }

  private void nothing(RuleChange change, long sequence) {
    if (json) {
      out.json(outcome(change, sequence, false));
    } else {
      out.line(
          "no rule differs from the catalogue that holds, %s, sequence %d; nothing was written"
              .formatted(change.next().hash(), sequence));
    }
  }

  private static Outcome outcome(RuleChange change, long sequence, boolean written) {
    return new Outcome(
        change.next().hash(), sequence, change.next().documents().size(), change.base(), written);
  }

  private static Edited edited(RuleEdit edit) {
    return new Edited(
        edit.rule(), edit.kind().name().toLowerCase(Locale.ROOT), edit.before(), edit.after());
  }

  private static String dash(@Nullable String version) {
    return version == null ? "–" : version;
  }
}
