package dev.slugline.app.cli;

import dev.slugline.app.cli.TrialReport.Entry;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.StoredArticles;
import dev.slugline.app.prose.Sentence;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.EnrichedArticle.Span;
import dev.slugline.enrich.Tagger;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.ChangedRules;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.catalogue.RuleHistory;
import dev.slugline.enrich.catalogue.RuleTrial;
import dev.slugline.enrich.catalogue.RuleTrial.Difference;
import dev.slugline.enrich.rule.Text;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.stream.Embargo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows which articles would gain or lose a tag by changed rules, and why. */
@Command(
    name = "try",
    description = {
      "Shows which articles would gain or lose a tag by changed rules, with the sentences that earn"
          + " it or earned it, and what moved the score: articles of files (--on), or those that the"
          + " stream has (--since), each in its last revision, withdrawn ones left out.",
      "Exit code 0 whatever changes; 1 if an input or a rule is refused, or no article is in a"
          + " language of the changed rules."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline rules try --rules sanctions.yaml --on news.jsonl",
      "         slugline rules try --rules my-rules --base old-rules --on a.xml b.warc.gz --json",
      "         slugline rules try --rules sanctions.yaml --since 30d"
    })
final class RulesTryCommand implements Callable<Integer> {
  private static final int SENTENCES = 3;

  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--rules",
      required = true,
      paramLabel = "PATH",
      description =
          "A rule, which takes the place of the one of its id or is new; or a folder, a whole"
              + " catalogue: what is not in it is deleted.")
  Path rules = Path.of("");

  @Option(
      names = "--on",
      paramLabel = "FILE|-",
      arity = "1..*",
      description = "The articles: files of any accepted format; -: standard input.")
  List<String> inputs = new ArrayList<>();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Moment.class,
      description =
          "The articles of the stream whose last revision came since then: 2026-03-01T12:00:00Z,"
              + " 2026-03-01, 90m, 2h, 30d.")
  @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = Moment.class,
      description = "With --since: only those whose last revision came before then.")
  @Nullable Instant until;

  @Option(
      names = "--base",
      paramLabel = "PATH",
      description =
          "What runs now, a rule or a folder of them; default: with --on the shipped catalogue, with"
              + " --since the one that holds in the stream.")
  @Nullable Path base;

  @Option(
      names = "--show",
      paramLabel = "COUNT",
      description =
          "So many articles of each list, the first ones; the others are counted. Default: 10.")
  int show = 10;

  @Option(names = "--json", description = "A JSON line an article and tag, all of them.")
  boolean json;

  @Spec CommandSpec spec = CommandSpec.create();

  private final Output out = new Output();

  @Override
  public Integer call() throws Exception {
    if (show < 0) {
      throw new ParameterException(spec.commandLine(), "--show must be 0 or more");
    }
    if (inputs.isEmpty() == (since == null) || (until != null && since == null)) {
      throw new ParameterException(
          spec.commandLine(), "give --on FILE…, or --since TIME (with --until TIME if wanted)");
    }
    Moment.checkOrder(spec, since, until);
    RuleTrial trial = ChangedRules.fromPath(rules).trial(running());
    TrialReport report = new TrialReport(trial, show, Terminal.columns(), Terminal.isColoured());
    Map<String, RuleTrial.Edit> edits = trial.edits();
    if (!json) {
      report.head().forEach(out::line);
    }
    if (edits.isEmpty()) {
      return 0;
    }
    // without rules: it says which language an article has, and whether it is long enough
    LoadedCatalogue nothing = CatalogueLoader.fromTexts(Map.of());
    Tagger tagger = new Tagger(() -> nothing, Slugline.VERSION);
    boolean sound = read((input, article) -> take(input, article, tagger, report));
    if (!json) {
      report.lines().forEach(out::line);
    }
    if (report.compared() == 0) {
      System.err.println("slugline: no article in a language of the changed rules");
      return 1;
    }
    return sound ? 0 : 1;
  }

  private LoadedCatalogue running() throws Exception {
    if (base != null) {
      return CatalogueLoader.fromPath(base);
    }
    if (since == null) {
      return CatalogueLoader.shipped();
    }
    RuleHistory history = RulesWriting.existing(kafka.load()).read();
    return history.catalogue(
        history
            .current()
            .orElseThrow(() -> new IOException("no catalogue was applied yet; give --base"))
            .manifest()
            .hash());
  }

  /** False: something was refused. */
  private boolean read(OfflineArticles.Sink sink) throws Exception {
    SluglineConfig config = kafka.load();
    if (since == null) {
      return OfflineArticles.of(config, Embargo.refuse)
          .read(inputs, (input, article) -> article.retracts() || sink.take(input, article));
    }
    try (Progress progress = Progress.ofRecords("reading")) {
      new StoredArticles(config, since, until)
          .read(
              (place, article) ->
                  OfflineArticles.isHeld(article, Embargo.refuse) || sink.take(place, article),
              progress::at);
    }
    return true;
  }

  /** Whether more articles are wanted. */
  private boolean take(String input, Article article, Tagger tagger, TrialReport report) {
    EnrichedArticle enriched = tagger.tag(article, Instant.now());
    Article.Language language = enriched.article().language();
    String code = language == null ? "und" : language.code();
    if ("too-short".equals(enriched.untagged())) {
      report.tooShort();
      return true;
    }
    if (!report.trial().hasLanguage(code)) {
      report.otherLanguage(code);
      return true;
    }
    Text text = Tagger.text(enriched.article(), code);
    for (Difference difference : report.compare(text)) {
      if (json && !out.json(entry(input, article, difference, text, report.trial()).json())) {
        return false;
      }
      if (!json && report.wants(difference)) {
        report.add(entry(input, article, difference, text, report.trial()));
      }
    }
    return true;
  }

  private static Entry entry(
      String input, Article article, Difference difference, Text text, RuleTrial trial) {
    List<Span> evidence =
        difference.match().evidence().stream()
            .map(it -> new Span(it.field(), it.start(), it.end(), it.text(), it.clause()))
            .toList();
    return new Entry(
        input,
        article.id(),
        article.title(),
        difference.rule(),
        difference.gained(),
        difference.match().relevance(),
        Sentence.best(article, evidence, SENTENCES),
        trial.explain(difference, text));
  }
}
