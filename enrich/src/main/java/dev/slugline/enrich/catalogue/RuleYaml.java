package dev.slugline.enrich.catalogue;

import dev.slugline.enrich.catalogue.RuleSource.Place;
import dev.slugline.enrich.catalogue.YamlNode.Entry;
import dev.slugline.enrich.catalogue.YamlNode.Mapping;
import dev.slugline.enrich.catalogue.YamlNode.Scalar;
import dev.slugline.enrich.catalogue.YamlNode.Sequence;
import dev.slugline.enrich.rule.Clause;
import dev.slugline.enrich.rule.IptcCode;
import dev.slugline.enrich.rule.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one rule from its YAML. Everything that is wrong is reported at once, each with its place;
 * unknown keys are wrong, since a misspelt one would silently change what the rule does. Queries
 * are not parsed here: that is the catalogue's part.
 */
public final class RuleYaml {
  static final int DEFAULT_THRESHOLD = 10;
  static final String DEFAULT_LANGUAGE = "en";

  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
  private static final Pattern MEDIA_TOPIC = Pattern.compile("medtop:[0-9]{8}");
  private static final int MAX_WEIGHT = 1000;

  private final String file;
  private final String yaml;
  private final List<RuleProblem> problems = new ArrayList<>();
  private final Map<String, Place> clausePlaces = new HashMap<>();

  private RuleYaml(String file, String yaml) {
    this.file = file;
    this.yaml = yaml;
  }

  /**
   * Reads one rule and seals it with its version.
   *
   * @param file the name to report problems under
   */
  public static RuleDocument read(String file, String yaml) throws InvalidRulesException {
    var reader = new RuleYaml(file, yaml);
    RuleDocument document = null;
    try {
      document = reader.document(YamlNode.parse(yaml, reader::problem));
    } catch (YamlNode.Malformed e) {
      reader.problem(e.place, e.reason());
    }
    if (document == null || !reader.problems.isEmpty()) {
      throw new InvalidRulesException(reader.problems);
    }
    return document;
  }

  private RuleDocument document(YamlNode root) {
    Mapping rule = mapping(root, "a rule");
    known(
        rule,
        Set.of(
            "id", "label", "iptc", "description", "threshold", "publish", "clauses", "examples"));
    String id = id(rule);
    String label = required(rule, "label");
    Entry description = rule.entries().get("description");
    int threshold = integer(rule, "threshold", DEFAULT_THRESHOLD, 1, MAX_WEIGHT);
    boolean ownTopic = ownTopic(rule);
    Map<String, List<Clause>> clauses = clauses(rule, threshold);
    Rule read =
        RuleVersion.seal(
            new Rule(
                id,
                label,
                iptc(rule),
                description == null ? "" : text(description.value(), "description"),
                threshold,
                ownTopic,
                clauses,
                ""));
    return new RuleDocument(read, examples(rule), new RuleSource(file, yaml, clausePlaces));
  }

  private String id(Mapping rule) {
    String id = required(rule, "id");
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      problem(placeOf(rule, "id"), "id '" + id + "': only a-z, 0-9 and '-', at most 64 characters");
    }
    if (id.equals("none")) {
      problem(placeOf(rule, "id"), "id 'none' is reserved for articles without a tag");
    }
    return id;
  }

  private boolean ownTopic(Mapping rule) {
    Entry publish = rule.entries().get("publish");
    if (publish == null) {
      return true;
    }
    String where = text(publish.value(), "publish");
    if (!where.equals("topic") && !where.equals("stream")) {
      problem(publish.value().place(), "publish is 'topic' or 'stream', not '" + where + "'");
    }
    return !where.equals("stream");
  }

  private List<IptcCode> iptc(Mapping rule) {
    var codes = new ArrayList<IptcCode>();
    for (YamlNode item : list(rule, "iptc")) {
      Mapping code = mapping(item, "an entry of 'iptc'");
      known(code, Set.of("id", "name", "match"));
      String id = required(code, "id");
      if (!id.isEmpty() && !MEDIA_TOPIC.matcher(id).matches()) {
        problem(placeOf(code, "id"), "'" + id + "' is no media topic such as medtop:20000642");
      }
      String match = required(code, "match");
      if (!match.isEmpty() && !Set.of("exact", "close", "broad").contains(match)) {
        problem(placeOf(code, "match"), "match is exact, close or broad, not '" + match + "'");
      }
      codes.add(new IptcCode(id, required(code, "name"), match));
    }
    return codes;
  }

  private Map<String, List<Clause>> clauses(Mapping rule, int threshold) {
    var byLanguage = new TreeMap<String, List<Clause>>();
    Entry entry = rule.entries().get("clauses");
    if (entry == null) {
      problem(rule.place(), "'clauses' is missing");
    } else if (entry.value() instanceof Mapping languages) {
      languages
          .entries()
          .forEach(
              (language, list) -> {
                if (!LANGUAGE.matcher(language).matches()) {
                  problem(list.keyPlace(), "'" + language + "' is no language code such as en");
                }
                byLanguage.put(language, clauses(list.value(), threshold));
              });
      if (byLanguage.isEmpty()) {
        problem(entry.value().place(), "'clauses' is empty");
      }
    } else {
      byLanguage.put(DEFAULT_LANGUAGE, clauses(entry.value(), threshold));
    }
    return byLanguage;
  }

  private List<Clause> clauses(YamlNode node, int threshold) {
    var clauses = new ArrayList<Clause>();
    var names = new HashSet<String>();
    var queries = new HashSet<String>();
    long reachable = 0;
    for (YamlNode item : items(node, "clauses")) {
      Mapping clause = mapping(item, "a clause");
      known(clause, Set.of("name", "weight", "query"));
      Entry nameEntry = clause.entries().get("name");
      String name = nameEntry == null ? null : text(nameEntry.value(), "name");
      if (name != null && !name.isEmpty() && !names.add(name)) {
        problem(placeOf(clause, "name"), "two clauses are named '" + name + "'");
      }
      int before = problems.size();
      int weight = integer(clause, "weight", null, -MAX_WEIGHT, MAX_WEIGHT);
      if (weight == 0 && problems.size() == before) {
        problem(placeOf(clause, "weight"), "a clause of weight 0 does nothing");
      }
      String query = required(clause, "query");
      Place place = placeOf(clause, "query");
      if (!query.isEmpty() && !queries.add(query)) {
        problem(place, "two clauses have this query");
      }
      var read = new Clause(name, weight, query);
      clausePlaces.putIfAbsent(read.label(), place);
      clauses.add(read);
      reachable += Math.max(0, weight);
    }
    if (clauses.isEmpty()) {
      problem(node.place(), "'clauses' is empty");
    } else if (reachable < threshold) {
      problem(
          node.place(),
          "the weights add up to "
              + reachable
              + ": the threshold "
              + threshold
              + " is out of reach");
    }
    return clauses;
  }

  private Examples examples(Mapping rule) {
    Entry entry = rule.entries().get("examples");
    if (entry == null) {
      return Examples.NONE;
    }
    Mapping examples = mapping(entry.value(), "'examples'");
    known(examples, Set.of("match", "reject"));
    return new Examples(texts(examples, "match"), texts(examples, "reject"));
  }

  private List<String> texts(Mapping parent, String key) {
    return list(parent, key).stream().map(item -> text(item, key)).toList();
  }

  private void known(Mapping mapping, Set<String> keys) {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!keys.contains(key)) {
                problem(
                    entry.keyPlace(),
                    "unknown key '" + key + "'; known: " + keys.stream().sorted().toList());
              }
            });
  }

  private Mapping mapping(YamlNode node, String what) {
    if (node instanceof Mapping mapping) {
      return mapping;
    }
    problem(node.place(), what + " must be written as 'key: value' pairs");
    return new Mapping(node.place(), Map.of());
  }

  private List<YamlNode> list(Mapping parent, String key) {
    Entry entry = parent.entries().get(key);
    return entry == null ? List.of() : items(entry.value(), key);
  }

  private List<YamlNode> items(YamlNode node, String key) {
    if (node instanceof Sequence sequence) {
      return sequence.items();
    }
    problem(node.place(), "'" + key + "' must be a list");
    return List.of();
  }

  private String required(Mapping mapping, String key) {
    Entry entry = mapping.entries().get(key);
    if (entry == null) {
      if (!mapping.entries().isEmpty()) {
        problem(mapping.place(), "'" + key + "' is missing");
      }
      return "";
    }
    return text(entry.value(), key);
  }

  private String text(YamlNode node, String key) {
    if (!(node instanceof Scalar scalar)) {
      problem(node.place(), "'" + key + "' must be a text");
      return "";
    }
    if (scalar.text() == null || scalar.text().isBlank()) {
      problem(node.place(), "'" + key + "' is empty");
      return "";
    }
    return scalar.text();
  }

  private int integer(Mapping mapping, String key, @Nullable Integer absent, int min, int max) {
    Entry entry = mapping.entries().get(key);
    if (entry == null) {
      if (absent == null) {
        problem(mapping.place(), "'" + key + "' is missing");
        return 0;
      }
      return absent;
    }
    if (entry.value() instanceof Scalar scalar && scalar.isInteger() && scalar.text() != null) {
      try {
        int value = Integer.parseInt(scalar.text());
        if (value >= min && value <= max) {
          return value;
        }
      } catch (NumberFormatException e) {
        // too long or written otherwise: reported below like any other number out of range
      }
    }
    problem(
        entry.value().place(), "'" + key + "' must be a whole number from " + min + " to " + max);
    return absent == null ? 0 : absent;
  }

  private Place placeOf(Mapping mapping, String key) {
    Entry entry = mapping.entries().get(key);
    return entry == null ? mapping.place() : entry.value().place();
  }

  private void problem(Place place, String reason) {
    problems.add(new RuleProblem(file, place.line(), place.column(), reason));
  }
}
