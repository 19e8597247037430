package dev.slugline.app.cli;

import dev.slugline.app.audit.AuditReport;
import dev.slugline.app.audit.Finding;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** An audit's report for a person: the numbers, what could not be judged, then the problems. */
final class AuditText {
  private final Output out;

  AuditText(Output out) {
    this.out = out;
  }

  /**
   * Prints it.
   *
   * @param first the first of the problems
   */
  void print(AuditReport report, List<Finding> first) {
    counts(report);
    tags(report);
    topics(report);
    notJudged(report);
    out.line("");
    problems(report, first);
  }

  private void counts(AuditReport report) {
    Table table = new Table("what", "count", "");
    AuditReport.Raw raw = report.raw();
    row(table, "raw records", raw.records(), "worked by the stream, and still there");
    row(table, "  accounted for", raw.accounted(), "each item has its receipt");
    rowIfAny(table, "  without a receipt", raw.missing(), "of an item, or at all");
    rowIfAny(table, "  on their way", raw.onTheirWay(), "between the two hops");
    rowIfAny(table, "  beyond judging", raw.beyond(), "their receipts may have been taken");
    AuditReport.Items items = report.items();
    row(table, "items", items.all(), "of those that have receipts");
    items
        .outcomes()
        .forEach((outcome, count) -> row(table, "  " + outcome, count, told(outcome, items)));
    rowIfAny(table, "  without a receipt", items.missing(), "");
    rowIfAny(table, "  on their way", items.onTheirWay(), "");
    rowIfAny(table, "  beyond judging", items.beyond(), "");
    report
        .laterDeadLetters()
        .forEach((stage, count) -> row(table, "dead letters of " + stage, count, ""));
    AuditReport.Articles articles = report.articles();
    row(table, "articles", articles.standing() + articles.retracted(), "");
    row(table, "  standing", articles.standing(), "");
    row(table, "  retracted", articles.retracted(), "");
    table.print(out);
  }

  private static String told(String outcome, AuditReport.Items items) {
    StringJoiner told = new StringJoiner(", ");
    if (outcome.equals("held")) {
      told.add(number(items.released()) + " released");
      told.add(number(items.waiting()) + " waiting");
      told.add(number(items.dropped()) + " dropped");
    } else if (outcome.equals("dead-letter") && items.lettersWaiting() > 0) {
      told.add(number(items.lettersWaiting()) + " kept back until an embargo ends");
    }
    return told.toString();
  }

  private void tags(AuditReport report) {
    Table table = new Table("tag", "articles");
    report.tags().forEach((tag, count) -> table.row(tag, number(count)));
    if (!report.tags().isEmpty()) {
      out.line("");
    }
    table.print(out);
  }

  private void topics(AuditReport report) {
    Table table = new Table("topic", "records", "from", "to", "first offsets");
    for (AuditReport.Topic topic : report.topics()) {
      StringJoiner firsts = new StringJoiner(" ");
      topic.firstOffsets().forEach((partition, first) -> firsts.add(partition + ":" + first));
      table.row(
          topic.name(),
          number(topic.records()),
          time(topic.oldest()),
          time(topic.newest()),
          firsts.toString());
    }
    out.line("");
    table.print(out);
  }

  private void notJudged(AuditReport report) {
    for (AuditReport.Topic topic : report.topics()) {
      if (topic.cut() && topic.judgedSince() != null) {
        note(
            "beyond judging: what came before %s on %s, where retention has taken some",
            time(topic.judgedSince()), topic.name());
      }
    }
    AuditReport.Beyond beyond = report.beyond();
    noteIfAny(beyond.outputs(), "beyond judging: %s records that are due, and may have been taken");
    noteIfAny(
        beyond.rawTakenUnworked(),
        "lost: retention took up to %s raw records before the stream had worked them");
    noteIfAny(
        beyond.otherLetters(), "not judged: %s dead letters of what was no item of a raw record");
    noteIfAny(
        report.articles().moving(),
        "not judged: the tag topics of %s articles, which changed while it was read");
    AuditReport.Unworked unworked = report.unworked();
    noteIfAny(unworked.rawRecords(), "not worked yet: up to %s raw records");
    if (!unworked.running() && unworked.rawRecords() + report.raw().onTheirWay() > 0) {
      note("no instance of the stream runs");
    }
  }

  private void noteIfAny(long count, String text) {
    if (count > 0) {
      note(text, number(count));
    }
  }

  private void note(String text, Object... args) {
    out.line(String.format(Locale.ROOT, text, args));
  }

  private void problems(AuditReport report, List<Finding> first) {
    if (report.isSound()) {
      out.line("all is accounted for: nothing is missing, nothing doubled");
      return;
    }
    Table table = new Table("problem", "topic", "article", "raw", "what");
    for (Finding finding : first) {
      table.row(
          finding.problem(),
          finding.topic(),
          article(finding),
          finding.raw() == null ? "-" : finding.raw(),
          finding.what());
    }
    table.print(out);
    long all = 0;
    StringJoiner counts = new StringJoiner(", ");
    for (Map.Entry<String, Long> count : report.problems().entrySet()) {
      all += count.getValue();
      counts.add(number(count.getValue()) + " " + count.getKey());
    }
    if (all > first.size()) {
      out.line("and " + number(all - first.size()) + " more; --json shows all");
    }
    out.line(number(all) + (all == 1 ? " problem: " : " problems: ") + counts);
  }

  private static String article(Finding finding) {
    if (finding.article() == null) {
      return "-";
    }
    return finding.article() + (finding.revision() == null ? "" : "/" + finding.revision());
  }

  private static void row(Table table, String what, long count, String told) {
    table.row(what, number(count), told);
  }

  private static void rowIfAny(Table table, String what, long count, String told) {
    if (count > 0) {
      row(table, what, count, told);
    }
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "-" : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
