package dev.slugline.app.cli;

import dev.slugline.app.config.ConfigProblems;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.config.SluglineConfig.Setting;
import dev.slugline.app.http.HttpSettings;
import java.io.IOException;
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
    try {
      print(config.load(HttpSettings::check));
      return 0;
    } catch (ConfigProblems all) {
      print(withoutFiles(all));
      throw all;
    }
  }

  /** Whoever may not read what the HTTP side reads sees the settings all the same. */
  private SluglineConfig withoutFiles(ConfigProblems all) throws ConfigProblems, IOException {
    try {
      return config.load();
    } catch (ConfigProblems ofValues) {
      throw all;
    }
  }

  private void print(SluglineConfig settings) {
    Output out = new Output();
    if (json) {
      for (Setting it : settings.settings()) {
        if (!out.json(it)) {
          return;
        }
      }
      return;
    }
    Table table = new Table("setting", "value", "set by", "what it is");
    for (Setting it : settings.settings()) {
      String value = it.value().isEmpty() ? "-" : Printable.line(it.value());
      table.row(Printable.line(it.key()), value, Printable.line(it.origin()), it.doc());
    }
    table.print(out);
  }
}
