package dev.slugline.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the articles that ingest would make of the given files. */
@Command(
    name = "parse",
    description = "Prints the articles that ingest would make of files, a JSON line each.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: slugline parse article.json feed.xml", "         … | slugline parse -"})
final class ParseCommand implements Callable<Integer> {
  @Mixin ConfigOptions config = new ConfigOptions();

  @Option(
      names = "--embargo",
      paramLabel = "hold|mark",
      description = "hold (default): an embargoed article shows no text.")
  String embargo = "hold";

  @Parameters(paramLabel = "FILE|-", description = "Files; -: standard input (default).")
  List<String> inputs = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Output out = new Output();
    OfflineArticles articles = new OfflineArticles(config.load().limits());
    return articles.read(
            inputs,
            (input, article) -> out.json(OfflineArticles.line(input, article, article, embargo)))
        ? 0
        : 1;
  }
}
