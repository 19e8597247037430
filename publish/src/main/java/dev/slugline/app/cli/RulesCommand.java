package dev.slugline.app.cli;

import dev.slugline.enrich.catalogue.InvalidRulesException;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.catalogue.RuleDocument;
import dev.slugline.enrich.catalogue.RuleExamples;
import dev.slugline.enrich.rule.Clause;
import dev.slugline.enrich.rule.IptcCode;
import dev.slugline.enrich.rule.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at the rules of a catalogue, and holds them to what they promise. */
@Command(
    name = "rules",
    description = "Lists, checks, tests, tries and applies the rules of a catalogue.",
    mixinStandardHelpOptions = true,
    subcommands = {
      RulesCheckCommand.class,
      RulesTryCommand.class,
      RulesCoverageCommand.class,
      RulesApplyCommand.class,
      RulesHistoryCommand.class,
      RulesRollbackCommand.class
    },
    footer = {"", "Example: slugline rules test --rules my-rules"})
final class RulesCommand {

  /** A rule as {@code rules list --json} shows it. */
  private record Listed(
      String id,
      String label,
      String description,
      String version,
      int threshold,
      List<String> languages,
      int clauses,
      int examples,
      String publish,
      List<IptcCode> iptc,
      String file) {
    static Listed of(RuleDocument document) {
      Rule rule = document.rule();
      return new Listed(
          rule.id(),
          rule.label(),
          rule.description(),
          rule.version(),
          rule.threshold(),
          List.copyOf(new TreeSet<>(rule.clauses().keySet())),
          rule.clauses().values().stream().mapToInt(List<Clause>::size).sum(),
          document.exampleCount(),
          rule.ownTopic() ? "topic" : "stream",
          rule.iptc(),
          document.source().file());
    }
  }

  @Command(
      description =
          "Shows each rule with the number of its clauses by language, and the hash that names the"
              + " catalogue.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example: slugline rules list --json"})
  int list(
      @Mixin RulesOption rules,
      @Option(names = "--json", description = "A JSON line a rule.") boolean json)
      throws IOException, InvalidRulesException {
    LoadedCatalogue loaded = rules.load();
    Output out = new Output();
    if (json) {
      loaded.documents().forEach(document -> out.json(Listed.of(document)));
      return 0;
    }
    List<String> languages = languages(loaded);
    List<String> heads = new ArrayList<>(List.of("rule"));
    heads.addAll(languages);
    heads.addAll(List.of("threshold", "version", "label"));
    Table table = new Table(heads.toArray(String[]::new));
    for (RuleDocument document : loaded.documents()) {
      table.row(row(document.rule(), languages));
    }
    table.print(out);
    out.line(loaded.documents().size() + " rules, catalogue " + loaded.hash());
    return 0;
  }

  /** The languages with clauses, those of most rules first. */
  private static List<String> languages(LoadedCatalogue loaded) {
    Map<String, Integer> rules = new TreeMap<>();
    for (RuleDocument document : loaded.documents()) {
      document.rule().clauses().keySet().forEach(it -> rules.merge(it, 1, Integer::sum));
    }
    return rules.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A rule with the number of its clauses in each language. */
  private static String[] row(Rule rule, List<String> languages) {
    List<String> cells = new ArrayList<>(List.of(rule.id()));
    for (String language : languages) {
      List<Clause> clauses = rule.clauses().get(language);
      cells.add(clauses == null ? "–" : Integer.toString(clauses.size()));
    }
    cells.addAll(List.of(Integer.toString(rule.threshold()), rule.version(), rule.label()));
    return cells.toArray(String[]::new);
  }

  @Command(
      description = "Runs the examples of every rule. Exit code 1 if one comes out otherwise.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example: slugline rules test --rules my-rules/sanctions.yaml"})
  int test(
      @Mixin RulesOption rules,
      @Option(names = "--json", description = "A JSON line a failure.") boolean json)
      throws IOException, InvalidRulesException {
    LoadedCatalogue loaded = rules.load();
    Output out = new Output();
    List<RuleExamples.Failure> failures = RuleExamples.run(loaded);
    for (RuleExamples.Failure failure : failures) {
      if (json) {
        out.json(failure);
      } else {
        out.line(failure.toString());
      }
    }
    if (!json) {
      int examples = loaded.documents().stream().mapToInt(RuleDocument::exampleCount).sum();
      out.line(
          "%d examples of %d rules, %d failed"
              .formatted(examples, loaded.documents().size(), failures.size()));
    }
    return failures.isEmpty() ? 0 : 1;
  }
}
