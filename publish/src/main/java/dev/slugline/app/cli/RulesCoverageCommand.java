package dev.slugline.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.EnrichedArticle.Tag;
import dev.slugline.enrich.Tagger;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.catalogue.RuleCoverage;
import dev.slugline.enrich.catalogue.RuleCoverage.Fired;
import dev.slugline.enrich.catalogue.RuleCoverage.Pair;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.ArticleJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what of a catalogue does nothing on articles: clauses, tags, and tags that coincide. */
@Command(
    name = "coverage",
    description = {
      "Shows over the articles of files which clauses never fired, which tags no article got, which"
          + " pairs of tags nearly coincide, and how many articles stay without a tag.",
      "A clause fires where its query matches, whether or not the rule reaches its threshold."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline rules coverage news.jsonl",
      "         slugline rules coverage --rules my-rules --all --json archive.warc.gz"
    })
final class RulesCoverageCommand implements Callable<Integer> {
  private static final int FEWEST_ARTICLES = 5;

  /** The articles of one language, by what became of them. */
  private static final class Language {
    int tagged;
    int noMatch;
    int noRules;
    int tooShort;

    int all() {
      return tagged + noMatch + noRules + tooShort;
    }

    void add(EnrichedArticle enriched) {
      String why = enriched.untagged() == null ? "" : enriched.untagged();
      switch (why) {
        case "" -> tagged++;
        case "language" -> noRules++;
        case "too-short" -> tooShort++;
        default -> noMatch++;
      }
    }

    void add(Language other) {
      tagged += other.tagged;
      noMatch += other.noMatch;
      noRules += other.noRules;
      tooShort += other.tooShort;
    }
  }

  @Mixin ConfigOptions config = new ConfigOptions();
  @Mixin RulesOption rules = new RulesOption();

  @Option(names = "--all", description = "All clauses, each with the articles that it fired on.")
  boolean all;

  @Option(
      names = "--overlap",
      paramLabel = "SHARE",
      description =
          "Tags coincide where so much of the articles that have either have both: 0 to 1;"
              + " default: 0.8. Only tags with "
              + FEWEST_ARTICLES
              + " articles count.")
  double overlap = 0.8;

  @Option(
      names = "--json",
      description = "A JSON line a clause, a tag that no article got, a pair, and a language.")
  boolean json;

  @Parameters(paramLabel = "FILE|-", arity = "1..*", description = "Files; -: standard input.")
  List<String> inputs = new ArrayList<>();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Output out = new Output();
  private final Map<String, Language> languages = new TreeMap<>();

  @Override
  public Integer call() throws Exception {
    if (!(overlap >= 0 && overlap <= 1)) {
      throw new ParameterException(spec.commandLine(), "--overlap must be from 0 to 1");
    }
    LoadedCatalogue loaded = rules.load();
    Tagger tagger = new Tagger(() -> loaded, Slugline.VERSION);
    RuleCoverage coverage = new RuleCoverage(loaded);
    boolean sound =
        OfflineArticles.of(config.load())
            .read(
                inputs,
                (input, article) -> {
                  if (!article.retracts()) {
                    count(tagger.tag(article, Instant.now()), coverage);
                  }
                  return true;
                });
    boolean judged = languages.values().stream().anyMatch(it -> it.tagged + it.noMatch > 0);
    if (judged) {
      clauses(coverage);
      tags(coverage);
      pairs(coverage);
    }
    articles();
    if (!judged) {
      System.err.println("slugline: no article in a language that there are rules for");
    }
    return sound && judged ? 0 : 1;
  }

  private void count(EnrichedArticle enriched, RuleCoverage coverage) {
    Article.Language language = enriched.article().language();
    String code = language == null ? "und" : language.code();
    languages.computeIfAbsent(code, it -> new Language()).add(enriched);
    String why = enriched.untagged();
    if (why == null || why.equals("no-match")) {
      List<String> tags = enriched.tags().stream().map(Tag::id).toList();
      coverage.add(Tagger.text(enriched.article(), code), tags);
    }
  }

  private void clauses(RuleCoverage coverage) {
    List<Fired> clauses = coverage.clauses();
    long silent = clauses.stream().filter(it -> it.fired() == 0).count();
    Table table = new Table("rule", "language", "weight", "articles", "clause");
    for (Fired it : clauses) {
      if (!all && it.fired() > 0) {
        continue;
      }
      if (json) {
        line("clause", it);
      } else {
        table.row(
            it.rule(),
            it.language(),
            "%+d".formatted(it.weight()),
            Integer.toString(it.fired()),
            it.clause());
      }
    }
    if (json) {
      return;
    }
    out.line(
        String.format(Locale.ROOT, "CLAUSES: %,d of %,d never fired", silent, clauses.size())
            + coverage.unread().entrySet().stream()
                .map(it -> "; " + it.getValue() + " of " + it.getKey() + " not judged")
                .collect(Collectors.joining())
            + (coverage.unread().isEmpty() ? "" : ": no article in that language"));
    table.print(out);
    out.line("");
  }

  private void tags(RuleCoverage coverage) {
    List<String> unused = coverage.unused();
    if (json) {
      unused.forEach(
          it ->
              out.json(
                  ArticleJson.mapper()
                      .createObjectNode()
                      .put("kind", "unused-tag")
                      .put("tag", it)));
      return;
    }
    out.line(
        "TAGS that no article got: " + (unused.isEmpty() ? "none" : String.join(", ", unused)));
    out.line("");
  }

  private void pairs(RuleCoverage coverage) {
    List<Pair> pairs = coverage.pairs(overlap, FEWEST_ARTICLES);
    Table table = new Table("tag", "articles", "tag", "articles", "both", "overlap");
    for (Pair it : pairs) {
      if (json) {
        line("pair", it);
      } else {
        table.row(
            it.first(),
            Integer.toString(it.ofFirst()),
            it.second(),
            Integer.toString(it.ofSecond()),
            Integer.toString(it.both()),
            String.format(Locale.ROOT, "%.2f", it.overlap()));
      }
    }
    if (!json) {
      out.line(
          "PAIRS of tags that nearly coincide, by "
              + overlap
              + " or more: "
              + (pairs.isEmpty() ? "none" : Integer.toString(pairs.size())));
      table.print(out);
      out.line("");
    }
  }

  private void articles() {
    Language sum = new Language();
    Table table = new Table("language", "articles", "tagged", "no match", "no rules", "too short");
    languages.forEach(
        (code, it) -> {
          sum.add(it);
          if (json) {
            ObjectNode line = ArticleJson.mapper().createObjectNode();
            out.json(
                line.put("kind", "language")
                    .put("language", code)
                    .put("articles", it.all())
                    .put("tagged", it.tagged)
                    .put("noMatch", it.noMatch)
                    .put("noRules", it.noRules)
                    .put("tooShort", it.tooShort));
          } else {
            row(table, code, it);
          }
        });
    if (!json) {
      row(table, "all", sum);
      out.line("ARTICLES");
      table.print(out);
    }
  }

  private static void row(Table table, String name, Language it) {
    table.row(
        name,
        Integer.toString(it.all()),
        Integer.toString(it.tagged),
        Integer.toString(it.noMatch),
        Integer.toString(it.noRules),
        Integer.toString(it.tooShort));
  }

  private void line(String kind, Object value) {
    ObjectNode line = ArticleJson.mapper().createObjectNode().put("kind", kind);
    line.setAll((ObjectNode) ArticleJson.mapper().valueToTree(value));
    out.json(line);
  }
}
