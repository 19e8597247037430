package dev.slugline.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.enrich.rule.Evidence;
import dev.slugline.enrich.rule.Explanation;
import dev.slugline.enrich.rule.Explanation.About;
import dev.slugline.enrich.rule.Explanation.ClauseResult;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.ArticleJson;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a rule tags an article or does not, as JSON and as a tree.
 *
 * @param tagged whether it gives the tag: too short a text is tagged by no rule, whatever fires
 * @param why there is no tag at all; empty: there is one
 */
record ExplainedText(Article article, Explanation explanation, boolean tagged, String why) {

  ObjectNode json(String input) {
    ObjectNode line = ArticleJson.mapper().createObjectNode();
    line.put("input", input)
        .put("id", article.id())
        .put("tag", explanation.rule().id())
        .put("version", explanation.rule().version())
        .put("tagged", tagged)
        .put("score", explanation.score())
        .put("threshold", explanation.threshold())
        .put("relevance", tagged ? explanation.relevance() : 0);
    if (why.equals("too-short")) {
      line.put("untagged", why);
    }
    if (tagged) {
      line.set("about", ArticleJson.mapper().valueToTree(explanation.about()));
    }
    line.set("clauses", ArticleJson.mapper().valueToTree(explanation.clauses()));
    return line;
  }

  List<String> tree() {
    List<String> lines = new ArrayList<>();
    lines.add(Printable.line(article.title() == null ? article.id() : article.title()));
    int missing = explanation.threshold() - explanation.score();
    lines.add(
        "└─ %s: %s, score %d of %d%s"
            .formatted(
                explanation.rule().id(),
                tagged ? "tagged, relevance " + relevance() : "not tagged",
                explanation.score(),
                explanation.threshold(),
                why.equals("too-short")
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

  private String relevance() {
    About about = explanation.about();
    return "%d (title %d, lead %d, spread %d)"
        .formatted(explanation.relevance(), about.title(), about.lead(), about.spread());
  }
}
