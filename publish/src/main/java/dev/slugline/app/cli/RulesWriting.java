package dev.slugline.app.cli;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.AllTopics;
import dev.slugline.app.kafka.TopicAdmin;
import dev.slugline.enrich.catalogue.RuleChange;
import dev.slugline.enrich.catalogue.RuleEdit;
import dev.slugline.enrich.catalogue.RuleLog;
import dev.slugline.ingest.stream.Topic;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands share that write the rule log: where, by whom, and what is shown of it. */
final class RulesWriting {
  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who does it, for the log; default: the user's name.")
  String by = System.getProperty("user.name", "unknown");

  @Option(names = "--json", description = "A JSON line a rule that differs, then one of the whole.")
  boolean json;

  private final Output out = new Output();

  /** A rule as {@code --json} shows it. */
  private record Edited(
      String rule, String change, @Nullable String before, @Nullable String after) {}

  /** The whole as {@code --json} shows it. */
  private record Outcome(
      String catalogue, long sequence, int rules, @Nullable String base, boolean written) {}

  /** The rule log, its topic made where it is missing. */
  RuleLog log() throws Exception {
    SluglineConfig config = kafka.load();
    Topic<?, ?> topic = RuleLog.topic(config.text("prefix"));
    make(config, List.of(topic));
    return new RuleLog(config.clients(), config.text("prefix"));
  }

  /** The rule log of an installation that has one. */
  static RuleLog existing(SluglineConfig config) throws Exception {
    Topic<?, ?> topic = RuleLog.topic(config.text("prefix"));
    try (Admin admin = TopicAdmin.client(config)) {
      if (new TopicAdmin(admin, config).describe(List.of(topic)).get(0).partitions() == 0) {
        throw new IOException(
            "there is no topic "
                + topic.name()
                + " at "
                + config.clients().get("bootstrap.servers")
                + ": no catalogue was applied yet");
      }
    }
    return new RuleLog(config.clients(), config.text("prefix"));
  }

  private static void make(SluglineConfig config, List<Topic<?, ?>> topics)
      throws TopicAdmin.Refused, InterruptedException {
    try (Admin admin = TopicAdmin.client(config)) {
      new TopicAdmin(admin, config).create(topics);
    }
  }

  /**
   * Makes the topics that the new tags need, then writes, unless the log has another catalogue by
   * now.
   *
   * @param remark what else is to be told a person; empty: nothing
   */
  void write(RuleLog log, RuleChange change, String remark) throws Exception {
    SluglineConfig config = kafka.load();
    make(config, AllTopics.ofTags(config.text("prefix"), change.next()));
    long sequence;
    try {
      sequence = log.write(change.next(), change.base(), by);
    } catch (RuleLog.Conflict e) {
      throw new IOException(
          "the catalogue changed meanwhile (" + e.getMessage() + "): look at it and try again", e);
    }
    if (json) {
      change.edits().forEach(edit -> out.json(edited(edit)));
      out.json(outcome(change, sequence, true));
    } else {
      told(change, sequence, remark);
    }
    System.err.println(
        "slugline: instances that run tag by it within two seconds; what was tagged before keeps"
            + " the tags of rules that changed until 'slugline retag'");
  }

  private void told(RuleChange change, long sequence, String remark) {
    Table table = new Table("rule", "change", "before", "now");
    for (RuleEdit edit : change.edits()) {
      Edited row = edited(edit);
      table.row(row.rule(), row.change(), dash(row.before()), dash(row.after()));
    }
    table.print(out);
    if (!remark.isEmpty()) {
      out.line(remark);
    }
    out.line(
        "%d rules, catalogue %s, sequence %d; before: %s"
            .formatted(
                change.next().documents().size(),
                change.next().hash(),
                sequence,
                change.base() == null ? "none" : change.base()));
  }

  /** Says that the catalogue that holds is the one that was asked for. */
  void nothing(RuleChange change, long sequence) {
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
