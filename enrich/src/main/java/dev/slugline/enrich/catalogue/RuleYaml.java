package dev.slugline.enrich.catalogue;

import dev.slugline.enrich.catalogue.RuleSource.ClauseSource;
import dev.slugline.enrich.catalogue.RuleSource.Clauses;
import dev.slugline.enrich.catalogue.RuleSource.Place;
import dev.slugline.enrich.catalogue.YamlNode.Entry;
import dev.slugline.enrich.catalogue.YamlNode.Mapping;
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
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String file;
  private final String yaml;
  private final FileText text;
  private final YamlValues in = new YamlValues();
  private final Map<String, Clauses> clausePlaces = new HashMap<>();

  /**
   * What a file says.
   *
   * @param document null: the file is no YAML at all. Where there are problems it holds what could
   *     be read, and is no rule to go by
   */
  record Reading(String file, @Nullable RuleDocument document, List<RuleProblem> problems) {
    boolean isSound() {
      return document != null && problems.isEmpty();
    }
  }

  private RuleYaml(String file, String yaml) {
    this.file = file;
    this.yaml = yaml.startsWith(BYTE_ORDER_MARK) ? yaml.substring(1) : yaml;
    this.text = new FileText(this.yaml);
  }

  /**
   * Reads one rule and seals it with its version.
   *
   * @param file the name to report problems under
   */
  public static RuleDocument read(String file, String yaml) throws InvalidRulesException {
    Reading reading = tryRead(file, yaml);
    if (reading.document() == null || !reading.isSound()) {
      throw new InvalidRulesException(reading.problems());
    }
    return reading.document();
  }

  /** Reads as much of a rule as there is. */
  static Reading tryRead(String file, String yaml) {
    var reader = new RuleYaml(file, yaml);
    RuleDocument document = null;
    try {
      document = reader.document(YamlNode.parse(reader.yaml, reader.text, reader.in::problem));
    } catch (YamlNode.Malformed e) {
      reader.in.problem(e.place, "yaml", e.reason());
    }
    String id = document == null || document.rule().id().isEmpty() ? null : document.rule().id();
    return new Reading(
        file, document, reader.in.problems().stream().map(it -> reader.located(it, id)).toList());
  }

  private RuleProblem located(YamlValues.Problem problem, @Nullable String id) {
    Place place = problem.place();
    return new RuleProblem(
        file,
        place.line(),
        place.column(),
        id,
        null,
        RuleProblem.ERROR,
        problem.code(),
        problem.reason(),
        text.excerpt(place));
  }

  private RuleDocument document(YamlNode root) {
    Mapping rule = in.mapping(root, "a rule");
    in.known(
        rule,
        Set.of(
            "id",
            "label",
            "iptc",
            "description",
            "threshold",
            "publish",
            "analyzer",
            "clauses",
            "examples"));
    String id = id(rule);
    String label = in.required(rule, "label");
    Entry description = rule.entries().get("description");
    int threshold = in.integer(rule, "threshold", DEFAULT_THRESHOLD, 1, MAX_WEIGHT);
    boolean ownTopic = isFirst(rule, "publish", "topic", "stream");
    boolean stemmed = isFirst(rule, "analyzer", "language", "standard");
    Map<String, List<Clause>> clauses = clauses(rule, threshold);
    Rule read =
        RuleVersion.seal(
            new Rule(
                id,
                label,
                iptc(rule),
                description == null ? "" : in.text(description.value(), "description"),
                threshold,
                ownTopic,
                stemmed,
                clauses,
                ""));
    return new RuleDocument(
        read,
        examples(rule),
        new RuleSource(
            file, yaml, in.placeOf(rule, "id"), in.placeOf(rule, "label"), clausePlaces));
  }

  private String id(Mapping rule) {
    String id = in.required(rule, "id");
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      in.problem(
          in.placeOf(rule, "id"), "id '" + id + "': only a-z, 0-9 and '-', at most 64 characters");
    }
    if (id.equals("none")) {
      in.problem(in.placeOf(rule, "id"), "id 'none' is reserved for articles without a tag");
    }
    return id;
  }

  /** Whether a key has the first of its two values, which is the default. */
  private boolean isFirst(Mapping rule, String key, String first, String second) {
    Entry entry = rule.entries().get(key);
    if (entry == null) {
      return true;
    }
    String value = in.text(entry.value(), key);
    if (!value.equals(first) && !value.equals(second)) {
      in.problem(
          entry.value().place(),
          key + " is '" + first + "' or '" + second + "', not '" + value + "'");
    }
    return !value.equals(second);
  }

  private List<IptcCode> iptc(Mapping rule) {
    var codes = new ArrayList<IptcCode>();
    for (YamlNode item : in.list(rule, "iptc")) {
      Mapping code = in.mapping(item, "an entry of 'iptc'");
      in.known(code, Set.of("id", "name", "match"));
      String id = in.required(code, "id");
      if (!id.isEmpty() && !MEDIA_TOPIC.matcher(id).matches()) {
        in.problem(
            in.placeOf(code, "id"), "'" + id + "' is no media topic such as medtop:20000642");
      }
      String match = in.required(code, "match");
      if (!match.isEmpty() && !Set.of("exact", "close", "broad").contains(match)) {
        in.problem(
            in.placeOf(code, "match"), "match is exact, close or broad, not '" + match + "'");
      }
      codes.add(new IptcCode(id, in.required(code, "name"), match));
    }
    return codes;
  }

  private Map<String, List<Clause>> clauses(Mapping rule, int threshold) {
    var byLanguage = new TreeMap<String, List<Clause>>();
    Entry entry = rule.entries().get("clauses");
    if (entry == null) {
      in.problem(rule.place(), "'clauses' is missing");
    } else if (entry.value() instanceof Mapping languages) {
      languages
          .entries()
          .forEach(
              (language, list) -> {
                if (!LANGUAGE.matcher(language).matches()) {
                  in.problem(list.keyPlace(), "'" + language + "' is no language code such as en");
                }
                byLanguage.put(language, clauses(language, list.value(), threshold));
              });
      if (byLanguage.isEmpty()) {
        in.problem(entry.value().place(), "'clauses' is empty");
      }
    } else {
      byLanguage.put(DEFAULT_LANGUAGE, clauses(DEFAULT_LANGUAGE, entry.value(), threshold));
    }
    return byLanguage;
  }

  private List<Clause> clauses(String language, YamlNode node, int threshold) {
    var clauses = new ArrayList<Clause>();
    var names = new HashSet<String>();
    var places = new ArrayList<ClauseSource>();
    long reachable = 0;
    for (YamlNode item : in.items(node, "clauses")) {
      Mapping clause = in.mapping(item, "a clause");
      in.known(clause, Set.of("name", "weight", "query"));
      Entry nameEntry = clause.entries().get("name");
      String name = nameEntry == null ? null : in.text(nameEntry.value(), "name");
      if (name != null && !name.isEmpty() && !names.add(name)) {
        in.problem(in.placeOf(clause, "name"), "two clauses are named '" + name + "'");
      }
      int weight = in.integer(clause, "weight", null, -MAX_WEIGHT, MAX_WEIGHT);
      String query = in.required(clause, "query");
      var read = new Clause(name, weight, query);
      places.add(
          new ClauseSource(
              read.label(), in.placeOf(clause, "weight"), in.placeOf(clause, "query"), query));
      clauses.add(read);
      reachable += Math.max(0, weight);
    }
    clausePlaces.put(language, new Clauses(node.place(), places));
    if (clauses.isEmpty()) {
      in.problem(node.place(), "'clauses' is empty");
    } else if (reachable < threshold) {
      in.problem(
          node.place(),
          "never-fires",
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
    Mapping examples = in.mapping(entry.value(), "'examples'");
    in.known(examples, Set.of("match", "reject"));
    return new Examples(in.texts(examples, "match"), in.texts(examples, "reject"));
  }
}
