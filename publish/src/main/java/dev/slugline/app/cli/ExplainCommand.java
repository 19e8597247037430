package dev.slugline.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.app.explain.ArticleExplanation;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.Tagger;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.rule.Evidence;
import dev.slugline.enrich.rule.Explanation;
import dev.slugline.enrich.rule.Explanation.About;
import dev.slugline.enrich.rule.Explanation.ClauseResult;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.Embargo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says why a rule tags the articles of a file, or does not. */
@Command(
    name = "explain",
    description =
        "Says why a rule tags the articles of a file or does not: which clauses fired, on which"
            + " words, which did not, and how far it is from the threshold.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: slugline explain article.txt --tag sanctions"})
final class ExplainCommand implements Callable<Integer> {
  @Mixin ConfigOptions config = new ConfigOptions();
  @Mixin RulesOption rules = new RulesOption();

  @Option(names = "--tag", required = true, paramLabel = "TAG", description = "The rule's id.")
  String tag = "";

  @Option(names = "--json", description = "A JSON line an article.")
  boolean json;

  @Parameters(paramLabel = "FILE|-", arity = "1..*", description = "Files; -: standard input.")
  List<String> inputs = new ArrayList<>();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Output out = new Output();

  @Override
  public Integer call() throws Exception {
    LoadedCatalogue loaded = rules.load();
    if (loaded.catalogue().rules().stream().noneMatch(rule -> rule.id().equals(tag))) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no rule '"
              + tag
              + "'; there are: "
              + loaded.catalogue().rules().stream()
                  .map(rule -> rule.id())
                  .collect(Collectors.joining(", ")));
    }
    Tagger tagger = new Tagger(() -> loaded, Slugline.VERSION);
    OfflineArticles articles = OfflineArticles.of(config.load());
    return articles.read(inputs, (input, article) -> explain(input, article, tagger, loaded))
        ? 0
        : 1;
  }

  private boolean explain(String input, Article article, Tagger tagger, LoadedCatalogue loaded) {
    if (article.retracts() || OfflineArticles.isHeld(article, Embargo.hold)) {
      System.err.println(
          input
              + ": "
              + article.id()
              + (article.retracts() ? " is a retraction" : " is embargoed"));
      return true;
    }
    EnrichedArticle enriched = tagger.tag(article, Instant.now());
    Article.Language language = enriched.article().language();
    String code = language == null ? "und" : language.code();
    if (!loaded.catalogue().hasLanguage(code)) {
      System.err.println(input + ": " + article.id() + ": no rules for the language " + code);
      return true;
    }
    ArticleExplanation explained = ArticleExplanation.of(loaded, enriched, tag);
    if (!json) {
      return tree(article, explained.explanation(), explained.tagged(), explained.why()).stream()
          .allMatch(out::line);
    }
    ObjectNode line = ArticleJson.mapper().createObjectNode().put("input", input);
    return out.json(line.setAll(explained.json()));
  }

  private static List<String> tree(
      Article article, Explanation explanation, boolean tagged, String why) {
    List<String> lines = new ArrayList<>();
    lines.add(article.title() == null ? article.id() : article.title());
    int missing = explanation.threshold() - explanation.score();
    lines.add(
        "└─ %s: %s, score %d of %d%s"
            .formatted(
                explanation.rule().id(),
                tagged ? "tagged, relevance " + relevance(explanation) : "not tagged",
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
        .formatted(evidence.field(), evidence.start(), evidence.end(), evidence.text());
  }

  private static String relevance(Explanation explanation) {
    About about = explanation.about();
    return "%d (title %d, lead %d, spread %d)"
        .formatted(explanation.relevance(), about.title(), about.lead(), about.spread());
  }
}
