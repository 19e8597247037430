package dev.slugline.enrich.catalogue;

import dev.slugline.enrich.rule.Evidence;
import dev.slugline.enrich.rule.Explanation;
import dev.slugline.enrich.rule.Explanation.ClauseResult;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.enrich.rule.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
      new TreeMap<>(document.examples())
          .forEach(
              (language, examples) -> {
                for (String text : examples.match()) {
                  check(loaded, document, language, text, true, failures);
                }
                for (String text : examples.reject()) {
                  check(loaded, document, language, text, false, failures);
                }
              });
    }
    return failures;
  }

  private static void check(
      LoadedCatalogue loaded,
      RuleDocument document,
      String language,
      String example,
      boolean wanted,
      List<Failure> failures) {
    Rule rule = document.rule();
    Text text = new Text(null, example, language, Map.of());
    boolean tagged =
        loaded.catalogue().match(text).all().stream()
            .anyMatch(match -> match.rule().id().equals(rule.id()));
    if (tagged == wanted) {
      return;
    }
    Explanation explanation = loaded.catalogue().explain(rule.id(), text);
    List<String> clauses =
        explanation.clauses().stream()
            .filter(clause -> clause.fired() || wanted)
            .map(RuleExamples::told)
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

  private static String told(ClauseResult clause) {
    String name = "%s (%+d) ".formatted(clause.clause(), clause.weight());
    if (clause.fired()) {
      String times = clause.counted() > 1 ? " " + clause.counted() + " times" : "";
      return name + "fired" + times + " on " + words(clause.evidence());
    }
    return clause.left().isEmpty()
        ? name + "missing " + clause.missing()
        : name + "does not count on " + words(clause.left()) + ": ignored, or without its company";
  }

  private static List<String> words(List<Evidence> places) {
    return places.stream().map(place -> '"' + place.text() + '"').distinct().toList();
  }
}
