package dev.slugline.enrich.catalogue;

import dev.slugline.enrich.rule.Catalogue;
import dev.slugline.enrich.rule.CatalogueException;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.enrich.rule.RuleError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Loads a catalogue: the shipped one, a rule file, or a folder of rule files. All or nothing. */
public final class CatalogueLoader {
  private static final String SHIPPED = "rules/";
  private static final String INDEX = SHIPPED + "index";

  private CatalogueLoader() {}

  /** The catalogue that ships with the product. */
  public static LoadedCatalogue shipped() {
    try {
      var texts = new TreeMap<String, String>();
      for (String name : resource(INDEX).lines().filter(line -> !line.isBlank()).toList()) {
        texts.put(name, resource(SHIPPED + name));
      }
      return fromTexts(texts);
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
    var problems = new ArrayList<RuleProblem>();
    var texts = new TreeMap<String, String>();
    for (Path file : files(path)) {
      try {
        texts.put(file.toString(), Files.readString(file));
      } catch (CharacterCodingException e) {
        problems.add(new RuleProblem(file.toString(), 1, 1, "the file is not UTF-8"));
      }
    }
    if (texts.isEmpty() && problems.isEmpty()) {
      problems.add(new RuleProblem(path.toString(), 1, 1, "no .yaml file in this folder"));
    }
    return load(texts, problems);
  }

  /** Rules by the name of the file that each would stand in. */
  public static LoadedCatalogue fromTexts(Map<String, String> texts) throws InvalidRulesException {
    return load(texts, new ArrayList<>());
  }

  private static LoadedCatalogue load(Map<String, String> texts, List<RuleProblem> problems)
      throws InvalidRulesException {
    var byId = new TreeMap<String, RuleDocument>();
    for (var text : new TreeMap<>(texts).entrySet()) {
      try {
        RuleDocument document = RuleYaml.read(text.getKey(), text.getValue());
        RuleDocument first = byId.putIfAbsent(document.rule().id(), document);
        if (first != null) {
          problems.add(
              new RuleProblem(
                  text.getKey(),
                  1,
                  1,
                  "rule '" + first.rule().id() + "' stands in " + first.source().file() + " too"));
        }
      } catch (InvalidRulesException e) {
        problems.addAll(e.problems());
      }
    }
    // compiled even after problems, so that one run also tells what is wrong with the queries
    Catalogue catalogue = null;
    List<Rule> rules = byId.values().stream().map(RuleDocument::rule).toList();
    try {
      catalogue = Catalogue.compile(rules);
      catalogue.unreachable().forEach(error -> problems.add(locate(error, byId)));
    } catch (CatalogueException e) {
      e.errors().forEach(error -> problems.add(locate(error, byId)));
    }
    if (catalogue == null || !problems.isEmpty()) {
      problems.sort(
          Comparator.comparing(RuleProblem::file)
              .thenComparingInt(RuleProblem::line)
              .thenComparingInt(RuleProblem::column));
      throw new InvalidRulesException(problems);
    }
    return new LoadedCatalogue(
        catalogue, new ArrayList<>(byId.values()), RuleVersion.ofCatalogue(rules));
  }

  private static RuleProblem locate(RuleError error, Map<String, RuleDocument> byId) {
    RuleDocument document = byId.get(error.ruleId());
    String reason =
        "clause '"
            + error.clause()
            + "': "
            + error.reason()
            + (error.position() >= 0 ? " (at character " + (error.position() + 1) + ")" : "");
    return document == null
        ? new RuleProblem(error.ruleId(), 1, 1, reason)
        : document.source().problemAt(error.clause(), reason);
  }

  private static Collection<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
          .sorted()
          .toList();
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = CatalogueLoader.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new FileNotFoundException("no resource " + name + " beside the catalogue classes");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
