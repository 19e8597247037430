package dev.slugline.app.cli;

import dev.slugline.app.explain.ArticleExplanation;
import dev.slugline.enrich.rule.Evidence;
import dev.slugline.enrich.rule.Explanation;
import dev.slugline.enrich.rule.Explanation.About;
import dev.slugline.enrich.rule.Explanation.ClauseResult;
import dev.slugline.ingest.article.Article;
import java.util.ArrayList;
import java.util.List;

/** Why a rule tags an article or does not, as a tree for a person. */
final class ExplainedText {
  private ExplainedText() {}

  static List<String> tree(ArticleExplanation explained) {
    Article article = explained.enriched().article();
    Explanation explanation = explained.explanation();
    List<String> lines = new ArrayList<>();
    lines.add(Printable.line(article.title() == null ? article.id() : article.title()));
    int missing = explanation.threshold() - explanation.score();
    lines.add(
        "└─ %s: %s, score %d of %d%s"
            .formatted(
                explanation.rule().id(),
                explained.tagged() ? "tagged, relevance " + relevance(explanation) : "not tagged",
                explanation.score(),
                explanation.threshold(),
                explained.why().equals("too-short")
                    ? "; the text is too short to be tagged"
                    : missing > 0 ? ", " + missing + " short" : ""));
    List<ClauseResult> clauses = new ArrayList<>(explanation.clauses());
    clauses.sort((a, b) -> Boolean.compare(b.fired(), a.fired())); // those that fired first
    for (int i = 0; i < clauses.size(); i++) {
      boolean last = i == clauses.size() - 1;
      clause(clauses.get(i), "   " + (last ? "└─ " : "├─ "), "   " + (last ? "   " : "│  "), lines);
    }
    return lines;
  }

  private static void clause(ClauseResult clause, String head, String under, List<String> lines) {
    String counts = clause.counted() > 1 ? " × " + clause.counted() : "";
    String outcome = clause.fired() ? "fired" : "did not fire";
    lines.add("%s%s (%+d%s) %s".formatted(head, clause.clause(), clause.weight(), counts, outcome));
    List<String> parts = new ArrayList<>();
    clause.evidence().forEach(it -> parts.add(place(it)));
    String why = clause.company() == null ? "ignored" : "ignored, or without its company";
    clause.left().forEach(it -> parts.add("does not count, " + why + ": " + place(it)));
    clause.missing().forEach(it -> parts.add("missing: " + it));
    for (int i = 0; i < parts.size(); i++) {
      lines.add(under + (i == parts.size() - 1 ? "└─ " : "├─ ") + parts.get(i));
    }
  }

  private static String place(Evidence evidence) {
    return "%s %d-%d: %s"
        .formatted(
            evidence.field(), evidence.start(), evidence.end(), Printable.line(evidence.text()));
  }

  private static String relevance(Explanation explanation) {
    About about = explanation.about();
    return "%d (title %d, lead %d, spread %d)"
        .formatted(explanation.relevance(), about.title(), about.lead(), about.spread());
  }
}
