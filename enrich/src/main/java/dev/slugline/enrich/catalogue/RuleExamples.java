package dev.slugline.enrich.catalogue;

import dev.slugline.enrich.rule.Explanation;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.enrich.rule.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the examples of every rule of a catalogue against the rule itself. */
public final class RuleExamples {
  private RuleExamples() {}

  /**
   * An example that the rule decides otherwise than its author meant.
   *
   * @param wanted whether the text should have got the tag
   * @param clauses one line a clause: what fired with which text, or what was missing
   */
  public record Failure(
      RuleSource source,
      String ruleId,
      boolean wanted,
      String example,
      int score,
      int threshold,
      List<String> clauses) {
    public Failure {
      clauses = List.copyOf(clauses);
    }

    @Override
    public String toString() {
      return "%s: %s should %s \"%s\": score %d of %d%s"
          .formatted(
              source.file(),
              ruleId,
              wanted ? "tag" : "leave alone",
              example,
              score,
              threshold,
              clauses.isEmpty() ? "" : "\n  " + String.join("\n  ", clauses));
    }
  }

  /** What failed, by rule id; nothing when all examples hold. */
  public static List<Failure> run(LoadedCatalogue loaded) {
    var failures = new ArrayList<Failure>();
    for (RuleDocument document : loaded.documents()) {
      document.examples().match().forEach(text -> check(loaded, document, text, true, failures));
      document.examples().reject().forEach(text -> check(loaded, document, text, false, failures));
    }
    return failures;
  }

  private static void check(
      LoadedCatalogue loaded,
      RuleDocument document,
      String example,
      boolean wanted,
      List<Failure> failures) {
    Rule rule = document.rule();
    Explanation explanation =
        loaded.catalogue().explain(rule.id(), new Text(null, example, languageOf(rule), Map.of()));
    if (explanation.tagged() == wanted) {
      return;
    }
    List<String> clauses =
        explanation.clauses().stream()
            .filter(clause -> clause.fired() || wanted)
            .map(
                clause ->
                    "%s (%+d) %s"
                        .formatted(
                            clause.clause(),
                            clause.weight(),
                            clause.fired()
                                ? "fired on "
                                    + clause.evidence().stream()
                                        .map(e -> "\"" + e.text() + "\"")
                                        .toList()
                                : "missing " + clause.missing()))
            .toList();
    failures.add(
        new Failure(
            document.source(),
            rule.id(),
            wanted,
            example,
            explanation.score(),
            explanation.threshold(),
            clauses));
  }

  private static String languageOf(Rule rule) {
    return rule.clauses().containsKey(RuleYaml.DEFAULT_LANGUAGE)
        ? RuleYaml.DEFAULT_LANGUAGE
        : rule.clauses().keySet().stream().sorted().findFirst().orElse(RuleYaml.DEFAULT_LANGUAGE);
  }
}
