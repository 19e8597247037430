package dev.slugline.enrich.catalogue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The texts of rules by the name of the file that each stands in.
 *
 * @param problems of files that cannot be read as text
 */
record RuleFiles(SortedMap<String, String> texts, List<RuleProblem> problems) {
  private static final String SHIPPED = "rules/";
  private static final String INDEX = SHIPPED + "index";

  /** Those that ship with the product. */
  static RuleFiles shipped() throws IOException {
    var texts = new TreeMap<String, String>();
    for (String name : resource(INDEX).lines().filter(line -> !line.isBlank()).toList()) {
      texts.put(name, resource(SHIPPED + name));
    }
    return new RuleFiles(texts, List.of());
  }

  /** A rule file, or a folder whose .yaml and .yml files are rules. */
  static RuleFiles of(Path path) throws IOException {
    var problems = new ArrayList<RuleProblem>();
    var texts = new TreeMap<String, String>();
    for (Path file : files(path)) {
      try {
        texts.put(file.toString(), Files.readString(file));
      } catch (CharacterCodingException e) {
        problems.add(RuleProblem.ofFile(file.toString(), "encoding", "the file is not UTF-8"));
      }
    }
    if (texts.isEmpty() && problems.isEmpty()) {
      problems.add(RuleProblem.ofFile(path.toString(), "file", "no .yaml file in this folder"));
    }
    return new RuleFiles(texts, problems);
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
    try (InputStream stream = RuleFiles.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new FileNotFoundException("no resource " + name + " beside the catalogue classes");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
