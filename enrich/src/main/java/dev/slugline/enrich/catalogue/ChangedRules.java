package dev.slugline.enrich.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Rules that are to take the place of those that hold.
 *
 * @param given the rules, without an error
 * @param whole whether they are a whole catalogue, so that a rule that is not among them is
 *     deleted; otherwise each takes the place of the one of its id or is new, and the others stay
 */
public record ChangedRules(LoadedCatalogue given, boolean whole) {

  /**
   * Reads rules of an analyst's own.
   *
   * @param path a rule file; or a folder of them, a whole catalogue
   * @throws InvalidRulesException with all that {@link RuleCheck} calls an error
   */
  public static ChangedRules fromPath(Path path) throws IOException, InvalidRulesException {
    RuleCheck check = RuleCheck.fromPath(path);
    LoadedCatalogue loaded = check.load();
    List<RuleProblem> errors = check.problems().stream().filter(RuleProblem::isError).toList();
    if (loaded == null || !errors.isEmpty()) {
      throw new InvalidRulesException(errors);
    }
    return new ChangedRules(loaded, Files.isDirectory(path));
  }

  /** The catalogue that ships with the product, as a whole. */
  public static ChangedRules shipped() {
    return new ChangedRules(CatalogueLoader.shipped(), true);
  }

  /** A trial of them against the rules that run. */
  public RuleTrial trial(LoadedCatalogue running) {
    return whole ? RuleTrial.ofCatalogue(running, given) : RuleTrial.ofRules(running, given);
  }
}
