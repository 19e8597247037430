package dev.slugline.app.cli;

import dev.slugline.app.config.SluglineConfig.Setting;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows every setting, its value and where that came from. */
@Command(
    name = "config",
    description = "Shows every setting, its value and where that came from.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: slugline config --set partitions=8"})
final class ConfigCommand implements Callable<Integer> {
  @Mixin ConfigOptions config = new ConfigOptions();

  @Option(names = "--json", description = "A JSON line a setting.")
  boolean json;

  @Override
  public Integer call() throws Exception {
    Output out = new Output();
    for (Setting it : config.load().settings()) {
      boolean read =
          json
              ? out.json(it)
              : out.line(
                  "%-20s %-18s %-24s %s".formatted(it.key(), it.value(), it.origin(), it.doc()));
      if (!read) {
        break;
      }
    }
    return 0;
  }
}
