package dev.slugline.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.app.prose.Paragraph;
import dev.slugline.app.prose.Sentence;
import dev.slugline.enrich.catalogue.RuleShift;
import dev.slugline.enrich.catalogue.RuleShift.Move;
import dev.slugline.enrich.catalogue.RuleTrial;
import dev.slugline.enrich.catalogue.RuleTrial.Difference;
import dev.slugline.enrich.catalogue.RuleTrial.Edit;
import dev.slugline.enrich.catalogue.RuleTrial.Tally;
import dev.slugline.enrich.rule.Explanation;
import dev.slugline.enrich.rule.Text;
import dev.slugline.ingest.article.ArticleJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a trial of rules came to, for a person: counts, and the articles that are shown. */
final class TrialReport {
  private static final String IN = "  ";
  private static final String UNDER = "       ";

  /** An article that gains or loses a tag, with what is shown of it. */
  record Entry(
      String input,
      String id,
      @Nullable String title,
      String rule,
      boolean gained,
      int relevance,
      List<Sentence> sentences,
      RuleShift shift) {

    ObjectNode json() {
      ObjectNode line = ArticleJson.mapper().createObjectNode();
      line.put("rule", rule)
          .put("change", gained ? "gained" : "lost")
          .put("input", input)
          .put("id", id)
          .put("title", title)
          .put("relevance", relevance);
      Explanation after = shift.after();
      if (after != null) { // a rule that is deleted has no score
        line.put("score", after.score()).put("threshold", after.threshold());
      }
      line.set("sentences", tree(sentences));
      line.set("clauses", tree(shift.moves()));
      return line;
    }

    private static JsonNode tree(Object value) {
      return ArticleJson.mapper().valueToTree(value);
    }
  }

  private final RuleTrial trial;
  private final int show;
  private final int width;
  private final boolean highlight;
  private final Map<String, List<Entry>> gained = new TreeMap<>();
  private final Map<String, List<Entry>> lost = new TreeMap<>();
  private final Map<String, Integer> otherLanguages = new TreeMap<>();
  private int compared;
  private int tooShort;

  /**
   * A report of nothing yet.
   *
   * @param show how many articles of each list it keeps
   * @param highlight whether marks are shown by a terminal's means
   */
  TrialReport(RuleTrial trial, int show, int width, boolean highlight) {
    this.trial = trial;
    this.show = show;
    this.width = width;
    this.highlight = highlight;
  }

  RuleTrial trial() {
    return trial;
  }

  /** How many articles the rules were asked about. */
  int compared() {
    return compared;
  }

  void tooShort() {
    tooShort++;
  }

  void otherLanguage(String code) {
    otherLanguages.merge(code, 1, Integer::sum);
  }

  List<Difference> compare(Text text) {
    compared++;
    return trial.compare(text);
  }

  /** Whether a difference is among those that are shown. */
  boolean wants(Difference difference) {
    return list(difference.rule(), difference.gained()).size() < show;
  }

  void add(Entry entry) {
    list(entry.rule(), entry.gained()).add(entry);
  }

  private List<Entry> list(String rule, boolean gains) {
    return (gains ? gained : lost).computeIfAbsent(rule, id -> new ArrayList<>());
  }

  /** What is compared with what. */
  List<String> head() {
    Map<Edit, List<String>> byEdit =
        trial.edits().entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getValue,
                    TreeMap::new,
                    Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    List<String> lines = new ArrayList<>();
    byEdit.forEach(
        (edit, ids) -> {
          String head =
              switch (edit) {
                case ADDED -> "new: ";
                case CHANGED -> "changed: ";
                case DELETED -> "deleted: ";
              };
          lines.addAll(Paragraph.lines(head + String.join(", ", ids), "", IN, width));
        });
    if (lines.isEmpty()) {
      lines.add("no rule differs from those that run; nothing to try");
    } else if (trial.same() > 0) {
      lines.add("unchanged: " + counted(trial.same(), "rule"));
    }
    return lines;
  }

  /** The rules with their articles, and the sum of all. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    Map<String, Tally> tallies = trial.tallies();
    tallies.forEach(
        (rule, tally) -> {
          if (tally.differs() || tally.faults() > 0) {
            lines.add("");
            List<String> head = Paragraph.lines(rule + ": " + told(tally), "", IN, width);
            lines.add(bold(rule) + head.get(0).substring(rule.length()));
            lines.addAll(head.subList(1, head.size()));
            articles("gained", list(rule, true), tally.gained(), lines);
            articles("lost", list(rule, false), tally.lost(), lines);
          }
        });
    List<String> still =
        tallies.entrySet().stream()
            .filter(it -> !it.getValue().differs() && it.getValue().faults() == 0)
            .map(it -> it.getKey() + " (" + it.getValue().kept() + " keep it)")
            .toList();
    lines.add("");
    if (!still.isEmpty()) {
      String text = "no article is tagged otherwise: " + String.join(", ", still);
      lines.addAll(Paragraph.lines(text, "", IN, width));
    }
    lines.addAll(Paragraph.lines(sum(tallies), "", IN, width));
    return lines;
  }

  private String bold(String text) {
    return highlight ? "\033[1m" + text + "\033[0m" : text;
  }

  private static String told(Tally tally) {
    String changes =
        tally.changes() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                " (another relevance in %,d of them, %+.1f on average)",
                tally.changes(),
                (double) tally.moved() / tally.changes());
    String faults =
        tally.faults() == 0 ? "" : String.format(Locale.ROOT, "; %,d not judged", tally.faults());
    return counted(tally.gained(), "article")
        + (tally.gained() == 1 ? " gains it, " : " gain it, ")
        + String.format(Locale.ROOT, "%,d ", tally.lost())
        + (tally.lost() == 1 ? "loses it, " : "lose it, ")
        + String.format(Locale.ROOT, "%,d ", tally.kept())
        + (tally.kept() == 1 ? "keeps it" : "keep it")
        + changes
        + faults;
  }

  private void articles(String head, List<Entry> shown, int all, List<String> lines) {
    if (all == 0) {
      return;
    }
    if (!shown.isEmpty()) {
      lines.add(IN + head);
    }
    shown.forEach(entry -> article(entry, lines));
    if (all > shown.size()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s%,d %s %s; --show %d shows them",
              IN,
              all - shown.size(),
              shown.isEmpty() ? "are" : "more are",
              head,
              all));
    }
  }

  private void article(Entry entry, List<String> lines) {
    String title = entry.title() == null ? "(no title)" : entry.title();
    lines.addAll(
        Paragraph.lines(
            title + " (" + entry.id() + ")", "  %3d  ".formatted(entry.relevance()), UNDER, width));
    for (Sentence sentence : entry.sentences()) {
      lines.addAll(Paragraph.marked(sentence, UNDER + "- ", UNDER + IN, width, highlight));
    }
    lines.addAll(Paragraph.lines(reason(entry.shift()), UNDER, UNDER + IN, width));
  }

  private static String reason(RuleShift shift) {
    Explanation before = shift.before();
    Explanation after = shift.after();
    if (after == null) {
      return "the rule is deleted";
    }
    int missing = after.threshold() - after.score();
    String score = "score " + after.score() + " of " + after.threshold();
    if (missing > 0) {
      score += ", " + missing + " short";
    }
    if (before != null) {
      score += "; was " + before.score() + " of " + before.threshold();
    }
    List<Move> moves = shift.moves();
    return moves.isEmpty()
        ? score
        : score + ": " + moves.stream().map(TrialReport::told).collect(Collectors.joining("; "));
  }

  private static String told(Move move) {
    String clause = "'" + move.clause() + "'";
    return switch (move.what()) {
      case "added" -> "%s (%+d) is new".formatted(clause, move.after());
      case "deleted" -> "%s (%+d) is gone".formatted(clause, move.before());
      case "fires" -> "%s (%+d) fires now".formatted(clause, move.after());
      case "silent" -> "%s (%+d) no longer fires".formatted(clause, move.before());
      default -> "%s is %+d, was %+d".formatted(clause, move.after(), move.before());
    };
  }

  private String sum(Map<String, Tally> tallies) {
    int others = otherLanguages.values().stream().mapToInt(it -> it).sum();
    String languages =
        others == 0
            ? ""
            : otherLanguages.entrySet().stream()
                .map(it -> it.getKey() + " " + it.getValue())
                .collect(Collectors.joining(", ", " (", ")"));
    return String.format(
        Locale.ROOT,
        "%s read, %,d skipped for language%s, %,d too short; %,d gained, %,d lost",
        counted(compared + tooShort + others, "article"),
        others,
        languages,
        tooShort,
        tallies.values().stream().mapToInt(Tally::gained).sum(),
        tallies.values().stream().mapToInt(Tally::lost).sum());
  }

  private static String counted(int count, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
  }
}
