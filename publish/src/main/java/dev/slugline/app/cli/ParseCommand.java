package dev.slugline.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the articles that ingest would make of the given files. */
@Command(
    name = "parse",
    description = "Prints the articles that ingest would make of files, a JSON line each.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline parse article.json feed.xml",
      "         … | slugline parse -",
      "         slugline parse --explain page.html"
    })
final class ParseCommand implements Callable<Integer> {
  @Mixin ConfigOptions config = new ConfigOptions();

  @Mixin InputOptions input = new InputOptions();

  @Option(
      names = "--explain",
      description =
          "Shows of web pages instead which parts were taken for the article, which not, and why.")
  boolean explain;

  @Override
  public Integer call() throws Exception {
    Output out = new Output();
    OfflineArticles articles = OfflineArticles.of(config.load(), input.embargo);
    if (explain) {
      PageReport report = new PageReport(out);
      return articles.explain(input.files, report::print) ? 0 : 1;
    }
    return articles.read(
            input.files,
            (file, article) ->
                out.json(OfflineArticles.line(file, article, article, input.embargo)))
        ? 0
        : 1;
  }
}
