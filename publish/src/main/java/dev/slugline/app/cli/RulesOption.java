package dev.slugline.app.cli;

import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.InvalidRulesException;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.catalogue.RuleCheck;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rules a command works with. */
final class RulesOption {
  @Option(
      names = "--rules",
      paramLabel = "PATH",
      description = "A rule or a folder of them; default: the shipped catalogue.")
  @Nullable Path path;

  LoadedCatalogue load() throws IOException, InvalidRulesException {
    return path == null ? CatalogueLoader.shipped() : CatalogueLoader.fromPath(path);
  }

  RuleCheck check() throws IOException {
    return path == null ? RuleCheck.shipped() : RuleCheck.fromPath(path);
  }
}
