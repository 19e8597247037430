package dev.slugline.app.cli;

import dev.slugline.app.config.ConfigProblems;
import dev.slugline.enrich.Tagger;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.catalogue.RuleCheck;
import dev.slugline.enrich.catalogue.RuleCosts;
import dev.slugline.enrich.catalogue.RuleCosts.Cost;
import dev.slugline.enrich.catalogue.RuleProblem;
import dev.slugline.enrich.rule.Text;
import dev.slugline.ingest.article.Article;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says all that is wrong with rules and all that is doubtful, and which of them are expensive. */
@Command(
    name = "check",
    description = {
      "Says all that is wrong with the rules, each with file, line and column: syntax, fields, ids,"
          + " rules that can never fire; and warns of what does nothing: clauses that can never"
          + " match or never matter, items and clauses that others cover, duplicates.",
      "With --articles: which rules take the most time on these articles.",
      "Exit code 1 if there is an error; with --strict, if there is a warning."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline rules check --rules my-rules --strict",
      "         slugline rules check --rules my-rules --articles news.jsonl"
    })
final class RulesCheckCommand implements Callable<Integer> {
  private static final int MOST_EXPENSIVE = 10;
  private static final Duration BUDGET = Duration.ofSeconds(30);

  @Mixin ConfigOptions config = new ConfigOptions();
  @Mixin RulesOption rules = new RulesOption();

  @Option(names = "--strict", description = "Warnings count as errors.")
  boolean strict;

  @Option(
      names = "--articles",
      paramLabel = "FILE|-",
      arity = "1..*",
      description =
          "Measures each rule alone on up to "
              + RuleCosts.MAX_TEXTS
              + " articles of these files, any accepted format, within about half a minute.")
  List<String> articles = new ArrayList<>();

  @Option(names = "--json", description = "A JSON line a problem, then one a measured rule.")
  boolean json;

  private final Output out = new Output();

  /** A rule as {@code --articles --json} shows it. */
  private record Measured(
      String rule, double microsPerArticle, double share, int matches, int articles) {}

  @Override
  public Integer call() throws Exception {
    RuleCheck check = rules.check();
    LoadedCatalogue loaded = check.load();
    List<RuleProblem> problems = check.problems();
    problems.forEach(this::print);
    long errors = problems.stream().filter(RuleProblem::isError).count();
    if (!json) {
      out.line(summary(check, loaded, errors, problems.size() - errors));
    }
    boolean read = articles.isEmpty() || loaded == null || measure(loaded);
    return loaded == null || !read || errors > 0 || (strict && !problems.isEmpty()) ? 1 : 0;
  }

  private void print(RuleProblem problem) {
    if (json) {
      out.json(problem);
    } else {
      out.line(problem.toString());
      if (!problem.excerpt().isEmpty()) {
        out.line(problem.excerpt());
      }
    }
  }

  private static String summary(
      RuleCheck check, @Nullable LoadedCatalogue loaded, long errors, long warnings) {
    String doubts = warnings == 0 ? "" : ", " + counted(warnings, "warning");
    if (loaded == null) {
      return counted(errors, "error") + doubts + " in " + counted(check.files(), "file");
    }
    return counted(loaded.documents().size(), "rule")
        + (doubts.isEmpty() ? " without a problem" : doubts)
        + ", catalogue "
        + loaded.hash();
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private boolean measure(LoadedCatalogue loaded) throws IOException, ConfigProblems {
    Tagger tagger = new Tagger(() -> loaded, Slugline.VERSION);
    List<Text> texts = new ArrayList<>();
    boolean read =
        OfflineArticles.of(config.load())
            .read(
                articles,
                (input, article) -> {
                  add(article, tagger, loaded, texts);
                  return texts.size() < RuleCosts.MAX_TEXTS;
                });
    if (texts.isEmpty()) {
      System.err.println("slugline: no article in a language that there are rules for");
      return false;
    }
    RuleCosts costs = RuleCosts.measure(loaded.catalogue().rules(), texts, BUDGET);
    List<Cost> top = costs.costs().stream().limit(MOST_EXPENSIVE).toList();
    Table table = new Table("rule", "µs an article", "share", "matches");
    for (Cost cost : top) {
      if (json) {
        out.json(
            new Measured(
                cost.rule(),
                Math.round(cost.microsPerText() * 100) / 100.0,
                Math.round(cost.share() * 1000) / 1000.0,
                cost.matches(),
                costs.texts()));
      } else {
        table.row(
            cost.rule(),
            String.format(Locale.ROOT, "%.2f", cost.microsPerText()),
            String.format(Locale.ROOT, "%.1f %%", cost.share() * 100),
            Integer.toString(cost.matches()));
      }
    }
    if (!json) {
      out.line("");
      table.print(out);
      out.line(sampled(costs, top.size()));
    }
    return read;
  }

  private static void add(
      Article article, Tagger tagger, LoadedCatalogue loaded, List<Text> texts) {
    Article enriched = tagger.tag(article, Instant.now()).article();
    Article.Language language = enriched.language();
    if (!article.retracts()
        && language != null
        && loaded.catalogue().hasLanguage(language.code())) {
      texts.add(Tagger.text(enriched, language.code()));
    }
  }

  private static String sampled(RuleCosts costs, int shown) {
    return "the "
        + counted(shown, "most expensive rule")
        + " of "
        + costs.measured()
        + (costs.measured() < costs.rules() ? " sampled of " + costs.rules() : "")
        + ", each alone on "
        + counted(costs.texts(), "article")
        + String.format(
            Locale.ROOT,
            ", without the analysis of the text (%.0f µs an article)",
            costs.analysisMicrosPerText())
        + (costs.firstTexts() < costs.texts()
            ? "; chosen by a first round on " + counted(costs.firstTexts(), "article")
            : "");
  }
}
