package dev.slugline.enrich.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Loads a catalogue: the shipped one, a rule file, or a folder of rule files. All or nothing. */
public final class CatalogueLoader {
  private CatalogueLoader() {}

  /** The catalogue that ships with the product. */
  public static LoadedCatalogue shipped() {
    try {
      return load(RuleFiles.shipped());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidRulesException e) {
      throw new IllegalStateException("the shipped rules are broken:\n" + e.getMessage(), e);
    }
  }

  /**
   * Reads rules of an analyst's own.
   *
   * @param path a rule file, or a folder whose .yaml and .yml files are rules
   */
  public static LoadedCatalogue fromPath(Path path) throws IOException, InvalidRulesException {
    return load(RuleFiles.of(path));
  }

  /** Rules by the name of the file that each would stand in. */
  public static LoadedCatalogue fromTexts(Map<String, String> texts) throws InvalidRulesException {
    return load(new RuleFiles(new TreeMap<>(texts), List.of()));
  }

  /**
   * The same of rules that were applied once, which may be older than the bounds of their texts.
   */
  static LoadedCatalogue applied(Map<String, String> texts) throws InvalidRulesException {
    return load(new RuleCheck(new RuleFiles(new TreeMap<>(texts), List.of()), false));
  }

  private static LoadedCatalogue load(RuleFiles files) throws InvalidRulesException {
    return load(new RuleCheck(files));
  }

  private static LoadedCatalogue load(RuleCheck check) throws InvalidRulesException {
    LoadedCatalogue loaded = check.load();
    if (loaded == null) {
      throw new InvalidRulesException(
          check.problems().stream().filter(RuleProblem::isError).toList());
    }
    return loaded;
  }
}
