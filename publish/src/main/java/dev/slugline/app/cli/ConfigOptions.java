package dev.slugline.app.cli;

import dev.slugline.app.config.ConfigProblems;
import dev.slugline.app.config.SluglineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command's settings come from. */
final class ConfigOptions {
  private static final Path DEFAULT_FILE = Path.of("slugline.properties");

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting; may be given several times.")
  List<String> sets = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings; default: slugline.properties, where it exists.")
  @Nullable Path file;

  SluglineConfig load() throws ConfigProblems, IOException {
    Path read = file == null && Files.exists(DEFAULT_FILE) ? DEFAULT_FILE : file;
    return SluglineConfig.load(read, System.getenv(), sets);
  }
}
