package dev.slugline.app.demo;

import dev.slugline.app.demo.Report.Account;
import dev.slugline.app.demo.Report.LeftOut;
import dev.slugline.app.demo.Report.RemovedLine;
import dev.slugline.app.demo.Report.Tagged;
import dev.slugline.app.demo.Report.TakenBack;
import dev.slugline.app.demo.Report.Untagged;
import dev.slugline.app.prose.Paragraph;
import dev.slugline.app.prose.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A report for a person. */
public final class ReportText {
  /** Of a long list so many are shown. */
  private static final int MOST = 12;

  private static final int EXPLAINED = 5;
  private static final Set<String> UNCOUNTED = Set.of("stale", "withdrawn", "held", "skipped");
  private static final String IN = "  ";

  private final int width;
  private final boolean highlight;
  private final List<String> lines = new ArrayList<>();

  private ReportText(int width, boolean highlight) {
    this.width = width;
    this.highlight = highlight;
  }

  /**
   * The report's lines.
   *
   * @param width at which they wrap
   * @param highlight whether marks are shown by a terminal's means
   */
  public static List<String> lines(Report report, int width, boolean highlight) {
    ReportText text = new ReportText(width, highlight);
    text.tags(report);
    text.untagged(report);
    text.why(report);
    text.takenBack(report);
    text.leftOut(report);
    text.removed(report);
    text.account(report);
    return text.lines;
  }

  private void head(String title, String what) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    List<String> wrapped = Paragraph.lines(title + " - " + what, "", "", width);
    lines.addAll(
        highlight ? wrapped.stream().map(line -> "\033[1m" + line + "\033[0m").toList() : wrapped);
  }

  private void tags(Report report) {
    head("TAGS", "a topic each, " + report.prefix() + ".tag.<tag>; relevance from 0 to 100");
    if (report.tagged().isEmpty()) {
      lines.add(IN + "none");
      return;
    }
    Map<String, List<Tagged>> byTag =
        report.tagged().stream()
            .collect(Collectors.groupingBy(Tagged::tag, LinkedHashMap::new, Collectors.toList()));
    int column = column(byTag.keySet().stream());
    byTag.forEach(
        (tag, here) -> {
          for (int i = 0; i < Math.min(here.size(), MOST); i++) {
            Tagged it = here.get(i);
            String first = pad(i == 0 ? tag : "", column) + "%3d  ".formatted(it.relevance());
            row(first, title(it.title()));
          }
          more(here.size(), column + 5);
        });
  }

  private void untagged(Report report) {
    if (report.untagged().isEmpty()) {
      return;
    }
    head("WITHOUT A TAG", "on " + report.prefix() + ".tag.none, with the reason");
    List<Untagged> shown = report.untagged().stream().limit(MOST).toList();
    int column = column(shown.stream().map(ReportText::why));
    for (Untagged it : shown) {
      row(pad(why(it), column), title(it.title()));
    }
    more(report.untagged().size(), column);
  }

  private static String why(Untagged it) {
    return it.why().equals("language") && it.language() != null
        ? "language: " + it.language()
        : it.why();
  }

  /** The best article of some tags: those with most to show. */
  private void why(Report report) {
    Map<String, Tagged> best =
        report.tagged().stream()
            .filter(it -> !it.evidence().marks().isEmpty())
            .collect(Collectors.toMap(Tagged::tag, it -> it, (a, b) -> a));
    List<Tagged> shown =
        best.values().stream()
            .sorted(
                Comparator.comparingInt((Tagged it) -> -it.evidence().marks().size())
                    .thenComparing(Tagged::tag))
            .limit(EXPLAINED)
            .sorted(Comparator.comparing(Tagged::tag))
            .toList();
    if (shown.isEmpty()) {
      return;
    }
    head(
        "WHY",
        "words that earned the tag, in their sentence (all of them: 'slugline tag', 'evidence')");
    for (Tagged it : shown) {
      lines.addAll(Paragraph.lines(it.tag() + ": " + title(it.title()), IN, IN + IN, width));
      Sentence evidence = it.evidence();
      lines.addAll(Paragraph.marked(evidence, IN + IN, IN + IN, width, highlight));
      String clauses = "by the rule's clauses: " + String.join(", ", evidence.clauses());
      lines.addAll(Paragraph.lines(clauses, IN + IN, IN + IN + IN, width));
    }
  }

  private void takenBack(Report report) {
    if (report.takenBack().isEmpty()) {
      return;
    }
    head("TAKEN BACK", "a tombstone on the topic, since the article lost the tag or was withdrawn");
    List<TakenBack> shown = report.takenBack().stream().limit(MOST).toList();
    int topic = column(shown.stream().map(TakenBack::topic));
    int cause = column(shown.stream().map(TakenBack::cause));
    for (TakenBack it : shown) {
      row(pad(it.topic(), topic) + pad(it.cause(), cause), title(it.title()));
    }
    more(report.takenBack().size(), topic + cause);
  }

  private void leftOut(Report report) {
    if (report.leftOut().isEmpty()) {
      return;
    }
    head("NOT PUBLISHED", "what brought no new text, with its receipt's reason");
    List<LeftOut> shown =
        report.leftOut().stream()
            .collect(
                Collectors.groupingBy(LeftOut::outcome, LinkedHashMap::new, Collectors.toList()))
            .values()
            .stream()
            .flatMap(same -> same.stream().limit(MOST))
            .toList();
    int column = column(shown.stream().map(LeftOut::outcome));
    for (LeftOut it : shown) {
      String what = it.title() == null ? "" : ": " + it.title();
      String reason = it.reason() == null ? "" : " (" + it.reason() + ")";
      row(pad(it.outcome(), column), it.where() + what + reason);
    }
    int hidden = report.leftOut().size() - shown.size();
    if (hidden > 0) {
      row(pad("", column), "and %,d more".formatted(hidden));
    }
  }

  private void removed(Report report) {
    if (report.removed().isEmpty()) {
      return;
    }
    head("CLEANED", "lines that were taken out of an article's text");
    List<RemovedLine> shown = report.removed().stream().limit(MOST).toList();
    int column = column(shown.stream().map(RemovedLine::why));
    for (RemovedLine it : shown) {
      row(pad(it.why(), column), it.text());
    }
    more(report.removed().size(), column);
  }

  private void account(Report report) {
    Account account = report.account();
    head("THE ACCOUNT", "by the receipts on " + report.prefix() + ".receipts");
    String sum =
        account.outcomes().entrySet().stream()
            .map(it -> count(it.getValue(), it.getKey()))
            .collect(Collectors.joining(" + "));
    lines.addAll(
        Paragraph.lines(
            count(account.items(), "item") + " = " + (sum.isEmpty() ? "0" : sum), IN, IN, width));
    account.later().forEach((what, count) -> lines.add(IN + "later: " + count + " " + what));
    if (account.addsUp()) {
      String all =
          "It adds up: "
              + count(account.rawRecords(), "raw record")
              + " fed, each item with exactly one receipt of ingest; "
              + count(account.standing(), "article")
              + (account.standing() == 1 ? " stands" : " stand")
              + " now, each on exactly the topics of its tags.";
      lines.addAll(Paragraph.lines(all, IN, IN, width));
      return;
    }
    lines.add(IN + "IT DOES NOT ADD UP:");
    account.problems().stream()
        .limit(MOST)
        .forEach(it -> lines.addAll(Paragraph.lines(it, IN + IN, IN + IN + IN, width)));
    more(account.problems().size(), IN.length());
  }

  /** A count with its word, in the plural where the word has one. */
  private static String count(int count, String what) {
    boolean counted = count != 1 && !UNCOUNTED.contains(what);
    return "%,d %s%s".formatted(count, what.replace('-', ' '), counted ? "s" : "");
  }

  private void row(String first, String text) {
    lines.addAll(Paragraph.lines(text, IN + first, IN + " ".repeat(first.length()), width));
  }

  private void more(int size, int column) {
    if (size > MOST) {
      row(" ".repeat(column), "and %,d more".formatted(size - MOST));
    }
  }

  private static String title(@Nullable String title) {
    return Objects.requireNonNullElse(title, "(no title)");
  }

  /** The width of a column, with the gap to the next. */
  private static int column(Stream<String> words) {
    return words.mapToInt(String::length).max().orElse(0) + IN.length();
  }

  private static String pad(String word, int width) {
    return word + " ".repeat(Math.max(0, width - word.length()));
  }
}
