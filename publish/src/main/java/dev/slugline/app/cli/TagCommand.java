package dev.slugline.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.enrich.Tagger;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.ingest.article.Article;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the articles of the given files with their tags. */
@Command(
    name = "tag",
    description =
        "Prints the articles of files with language, tags and evidence, a JSON line each.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline tag article.txt",
      "         … | slugline tag --rules my.yaml -"
    })
final class TagCommand implements Callable<Integer> {
  @Mixin ConfigOptions config = new ConfigOptions();

  @Mixin RulesOption rules = new RulesOption();

  @Mixin InputOptions input = new InputOptions();

  @Override
  public Integer call() throws Exception {
    LoadedCatalogue loaded = rules.load();
    Tagger tagger = new Tagger(() -> loaded, Slugline.VERSION);
    Output out = new Output();
    OfflineArticles articles = OfflineArticles.of(config.load(), input.embargo);
    return articles.read(input.files, (file, article) -> out.json(line(file, article, tagger)))
        ? 0
        : 1;
  }

  private ObjectNode line(String file, Article article, Tagger tagger) {
    Object shown =
        article.retracts() || OfflineArticles.isHeld(article, input.embargo)
            ? article
            : tagger.tag(article, Instant.now());
    return OfflineArticles.line(file, article, shown, input.embargo);
  }
}
