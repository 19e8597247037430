package dev.slugline.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the articles that ingest would make of the given files. */
@Command(
    name = "parse",
    description = "Prints the articles that ingest would make of files, a JSON line each.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: slugline parse article.json feed.xml", "         … | slugline parse -"})
final class ParseCommand implements Callable<Integer> {
  @Mixin ConfigOptions config = new ConfigOptions();

  @Mixin InputOptions input = new InputOptions();

  @Override
  public Integer call() throws Exception {
    Output out = new Output();
    OfflineArticles articles = OfflineArticles.of(config.load(), input.embargo);
    return articles.read(
            input.files,
            (file, article) ->
                out.json(OfflineArticles.line(file, article, article, input.embargo)))
        ? 0
        : 1;
  }
}
