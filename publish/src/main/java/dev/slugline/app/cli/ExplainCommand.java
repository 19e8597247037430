package dev.slugline.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.explain.ArticleExplanation;
import dev.slugline.app.kafka.RawRetraction;
import dev.slugline.app.kafka.StandingArticles;
import dev.slugline.app.kafka.StoredArticle;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.EnrichedArticle.Tag;
import dev.slugline.enrich.Tagger;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.catalogue.RuleHistory;
import dev.slugline.ingest.RawSplitter;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.identity.CanonicalUrl;
import dev.slugline.ingest.stream.Embargo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says why a rule tags an article, or does not. */
@Command(
    name = "explain",
    description = {
      "Says why a rule tags an article or does not: which clauses fired, on which words, which did"
          + " not, and how far it is from the threshold.",
      "What is no file is looked up in the stream, by article id or URL, as it was last published."
          + " It is explained by the catalogue that holds there, a file by the shipped one, each"
          + " by --rules where that is given."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline explain article.txt --tag sanctions",
      "         slugline explain 5bmv3rtquuqgw3xk --tag sanctions -b 127.0.0.1:9092"
    })
final class ExplainCommand implements Callable<Integer> {
  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Mixin RulesOption rules = new RulesOption();

  @Option(names = "--tag", required = true, paramLabel = "TAG", description = "The rule's id.")
  String tag = "";

  @Option(names = "--json", description = "A JSON line an article.")
  boolean json;

  @Parameters(
      paramLabel = "FILE|ID|URL|-",
      arity = "1..*",
      description = "Files, article ids as tail shows them, URLs; -: standard input.")
  List<String> inputs = new ArrayList<>();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Output out = new Output();

  /** That of files; null: not needed yet. */
  private @Nullable LoadedCatalogue ofFiles;

  /** That of the stream; null: not needed yet. */
  private @Nullable LoadedCatalogue ofStream;

  @Override
  public Integer call() throws Exception {
    SluglineConfig config = kafka.load();
    boolean sound = true;
    for (String input : inputs) {
      boolean file = input.equals(RawSplitter.STDIN) || Files.exists(Path.of(input));
      String url = file ? null : CanonicalUrl.of(input);
      if (url != null) {
        sound &= withUrl(config, input, url);
      } else if (!file && RawRetraction.isId(input)) {
        sound &= withId(config, input, input);
      } else {
        sound &= file(config, input);
      }
    }
    return sound ? 0 : 1;
  }

  private boolean file(SluglineConfig config, String input) throws Exception {
    LoadedCatalogue loaded = ofFiles();
    Tagger tagger = new Tagger(() -> loaded, Slugline.VERSION);
    return OfflineArticles.of(config)
        .read(
            List.of(input),
            (named, article) -> {
              if (article.retracts() || OfflineArticles.isHeld(article, Embargo.hold)) {
                String why = article.retracts() ? " is a retraction" : " is embargoed";
                System.err.println(named + ": " + article.id() + why);
                return true;
              }
              return explain(named, tagger.tag(article, Instant.now()), loaded, null);
            });
  }

  private boolean withUrl(SluglineConfig config, String input, String url) throws Exception {
    Map<String, String> found = StandingArticles.withUrl(config, url);
    if (found.size() == 1) {
      return withId(config, input, found.keySet().iterator().next());
    }
    System.err.println(
        input
            + (found.isEmpty()
                ? ": no article with this URL stands, and there is no such file"
                : ": several articles have this URL: " + String.join(", ", found.keySet())));
    return false;
  }

  private boolean withId(SluglineConfig config, String input, String id) throws Exception {
    StoredArticle stored = StoredArticle.withId(config, id);
    EnrichedArticle then = stored == null ? null : stored.article();
    if (then == null) {
      System.err.println(
          input
              + (stored == null
                  ? ": no article of this id was published, and there is no such file"
                  : ": the article is retracted"));
      return false;
    }
    LoadedCatalogue loaded = ofStream(config);
    Tagger tagger = new Tagger(() -> loaded, Slugline.VERSION);
    return explain(input, tagger.tag(then.article(), Instant.now()), loaded, then);
  }

  /**
   * Explains an article.
   *
   * @param then as it was published; null: it is of a file
   */
  private boolean explain(
      String input,
      EnrichedArticle enriched,
      LoadedCatalogue loaded,
      @Nullable EnrichedArticle then) {
    Article article = enriched.article();
    String code = article.language() == null ? "und" : article.language().code();
    if (!loaded.catalogue().hasLanguage(code)) {
      System.err.println(input + ": " + article.id() + ": no rules for the language " + code);
      return true;
    }
    ArticleExplanation explained = ArticleExplanation.of(loaded, enriched, tag);
    Published published = then == null ? null : Published.of(then, tag, loaded);
    if (json) {
      ObjectNode line = ArticleJson.mapper().createObjectNode().put("input", input);
      line.setAll(explained.json());
      line.put("catalogue", loaded.hash());
      if (published != null) {
        line.set("published", ArticleJson.mapper().valueToTree(published));
      }
      return out.json(line);
    }
    List<String> lines = ExplainedText.tree(explained);
    if (published != null) {
      lines.addAll(1, published.lines(loaded));
    }
    return lines.stream().allMatch(out::line);
  }

  /**
   * How an article was published.
   *
   * @param version of the rule that gave it the tag; null: it has it not
   * @param relevance of the tag; null: it has it not
   * @param sameCatalogue whether it was tagged by the catalogue that explains it now
   */
  private record Published(
      int revision,
      Instant enrichedAt,
      String catalogue,
      boolean sameCatalogue,
      boolean tagged,
      @Nullable Integer relevance,
      @Nullable String version) {

    static Published of(EnrichedArticle then, String tag, LoadedCatalogue now) {
      Tag had = then.tags().stream().filter(it -> it.id().equals(tag)).findFirst().orElse(null);
      return new Published(
          then.article().revision(),
          then.enrichedAt(),
          then.catalogue().hash(),
          then.catalogue().hash().equals(now.hash()),
          had != null,
          had == null ? null : had.relevance(),
          had == null ? null : had.rule().version());
    }

    List<String> lines(LoadedCatalogue now) {
      String with =
          tagged ? "with the tag, relevance " + relevance + ", rule " + version : "without the tag";
      String catalogues =
          sameCatalogue
              ? "by catalogue " + catalogue + ", which explains it here too"
              : "by catalogue " + catalogue + "; here catalogue " + now.hash() + " explains it";
      return List.of(
          "published as revision %d at %s %s,"
              .formatted(revision, enrichedAt.truncatedTo(ChronoUnit.SECONDS), with),
          catalogues);
    }
  }

  private LoadedCatalogue ofFiles() throws Exception {
    if (ofFiles == null) {
      ofFiles = withTag(rules.load());
    }
    return ofFiles;
  }

  private LoadedCatalogue ofStream(SluglineConfig config) throws Exception {
    if (rules.path != null) {
      return ofFiles();
    }
    if (ofStream == null) {
      RuleHistory history = RulesWriting.existing(config).read();
      RuleHistory.Applied holds =
          history
              .current()
              .orElseThrow(() -> new IOException("no catalogue was applied yet; give --rules"));
      ofStream = withTag(history.catalogue(holds.manifest().hash()));
    }
    return ofStream;
  }

  private LoadedCatalogue withTag(LoadedCatalogue loaded) {
    if (loaded.catalogue().rule(tag) == null) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no rule '"
              + tag
              + "'; there are: "
              + loaded.catalogue().rules().stream()
                  .map(rule -> rule.id())
                  .collect(Collectors.joining(", ")));
    }
    return loaded;
  }
}
