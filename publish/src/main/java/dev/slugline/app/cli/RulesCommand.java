package dev.slugline.app.cli;

import dev.slugline.enrich.catalogue.InvalidRulesException;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.catalogue.RuleDocument;
import dev.slugline.enrich.catalogue.RuleExamples;
import dev.slugline.enrich.rule.Clause;
import dev.slugline.enrich.rule.IptcCode;
import dev.slugline.enrich.rule.Rule;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at the rules of a catalogue, and holds them to what they promise. */
@Command(
    name = "rules",
    description = "Lists, checks and tests the rules of a catalogue.",
    mixinStandardHelpOptions = true,
    subcommands = RulesCheckCommand.class,
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
      description = "Shows each rule, and the hash that names the catalogue.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example: slugline rules list --json"})
  int list(
      @Mixin RulesOption rules,
      @Option(names = "--json", description = "A JSON line a rule.") boolean json)
      throws IOException, InvalidRulesException {
    LoadedCatalogue loaded = rules.load();
    Output out = new Output();
    Table table =
        new Table("rule", "label", "threshold", "clauses", "languages", "version", "IPTC");
    for (RuleDocument document : loaded.documents()) {
      Listed it = Listed.of(document);
      if (json) {
        out.json(it);
      } else {
        table.row(
            it.id(),
            it.label(),
            Integer.toString(it.threshold()),
            Integer.toString(it.clauses()),
            String.join(",", it.languages()),
            it.version(),
            it.iptc().stream().map(IptcCode::name).collect(Collectors.joining(", ")));
      }
    }
    table.print(out);
    if (!json) {
      out.line(loaded.documents().size() + " rules, catalogue " + loaded.hash());
    }
    return 0;
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
