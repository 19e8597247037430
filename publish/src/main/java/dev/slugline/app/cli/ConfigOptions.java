package dev.slugline.app.cli;

import dev.slugline.app.config.ConfigProblems;
import dev.slugline.app.config.GivenSettings;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.config.SluglineConfig.Check;
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

  /** What other options set, unless {@code --set} does. */
  final GivenSettings weaker = new GivenSettings();

  /** What other options set, whatever {@code --set} says. */
  final GivenSettings stronger = new GivenSettings();

  SluglineConfig load() throws ConfigProblems, IOException {
    return load(Check.NONE);
  }

  /**
   * The settings.
   *
   * @param check what else is to be looked at, so that all problems are told at once
   */
  SluglineConfig load(Check check) throws ConfigProblems, IOException {
    GivenSettings given = new GivenSettings();
    Path read = file == null && Files.exists(DEFAULT_FILE) ? DEFAULT_FILE : file;
    if (read != null) {
      given.file(read);
    }
    given.environment(System.getenv()).addAll(weaker).sets(sets).addAll(stronger);
    return SluglineConfig.of(given, check);
  }
}
