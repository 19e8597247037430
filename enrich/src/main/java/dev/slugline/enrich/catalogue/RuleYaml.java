package dev.slugline.enrich.catalogue;

import dev.slugline.enrich.catalogue.RuleSource.Place;
import dev.slugline.enrich.catalogue.YamlNode.Entry;
import dev.slugline.enrich.catalogue.YamlNode.Mapping;
import dev.slugline.enrich.rule.Clause;
import dev.slugline.enrich.rule.IptcCode;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.enrich.rule.Rule.Counting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
  private static final Pattern MEDIA_TOPIC = Pattern.compile("medtop:[0-9]{8}");
  static final int MAX_WEIGHT = 1000;

  // in characters; all but the description go into every record with the tag
  private static final int MAX_LABEL = 200;
  static final int MAX_CLAUSE_NAME = 100;
  private static final int MAX_DESCRIPTION = 2_000;
  private static final int MAX_IPTC_NAME = 200;
  private static final int MAX_IPTC_CODES = 20;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String file;
  private final String yaml;
  private final FileText text;
  private final YamlValues in;
  private final ClauseYaml clauseYaml;

  /**
   * What a file says.
   *
   * @param document null: the file is no YAML at all, or no rule but a text or a list. Where there
   *     are problems it holds what could be read, and is no rule to go by
   */
  record Reading(String file, @Nullable RuleDocument document, List<RuleProblem> problems) {
    boolean isSound() {
      return document != null && problems.isEmpty();
    }
  }

  private RuleYaml(String file, String yaml, boolean bounded) {
    this.file = file;
    this.in = new YamlValues(bounded);
    this.clauseYaml = new ClauseYaml(in);
    this.yaml = yaml.startsWith(BYTE_ORDER_MARK) ? yaml.substring(1) : yaml;
    this.text = new FileText(this.yaml);
  }

  /**
   * Reads one rule and seals it with its version.
   *
   * @param file the name to report problems under
   */
  public static RuleDocument read(String file, String yaml) throws InvalidRulesException {
    Reading reading = tryRead(file, yaml, true);
    if (reading.document() == null || !reading.isSound()) {
      throw new InvalidRulesException(reading.problems());
    }
    return reading.document();
  }

  /**
   * Reads as much of a rule as there is.
   *
   * @param bounded whether its texts may be too long; those of a rule that was applied before there
   *     were bounds may not
   */
  static Reading tryRead(String file, String yaml, boolean bounded) {
    var reader = new RuleYaml(file, yaml, bounded);
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

  private @Nullable RuleDocument document(YamlNode root) {
    Mapping rule = in.mapping(root, "a rule");
    if (rule != root) {
      return null;
    }
    in.known(
        rule,
        "id",
        "label",
        "iptc",
        "description",
        "threshold",
        "publish",
        "analyzer",
        "count",
        "ignore",
        "clauses",
        "examples");
    String id = id(rule);
    String label = in.required(rule, "label", MAX_LABEL);
    Entry description = rule.entries().get("description");
    int threshold = in.integer(rule, "threshold", DEFAULT_THRESHOLD, 1, MAX_WEIGHT);
    boolean ownTopic = in.isFirst(rule, "publish", "topic", "stream");
    boolean stemmed = in.isFirst(rule, "analyzer", "language", "standard");
    Counting counting =
        in.isFirst(rule, "count", "once", "sentences") ? Counting.ONCE : Counting.SENTENCES;
    Map<String, List<Clause>> clauses = clauseYaml.clauses(rule, threshold, counting.most());
    Map<String, List<String>> ignore = clauseYaml.ignored(rule);
    ignore.keySet().stream()
        .filter(language -> !clauses.containsKey(language))
        .forEach(
            language ->
                in.problem(
                    in.placeOf(rule, "ignore"),
                    "'ignore' has '" + language + "', which the clauses have not"));
    Rule read =
        RuleVersion.seal(
            new Rule(
                id,
                label,
                iptc(rule),
                description == null
                    ? ""
                    : in.text(description.value(), "description", MAX_DESCRIPTION),
                threshold,
                ownTopic,
                stemmed,
                counting,
                ignore,
                clauses,
                ""));
    return new RuleDocument(
        read,
        examples(rule, clauses.keySet()),
        new RuleSource(
            file,
            yaml,
            in.placeOf(rule, "id"),
            in.placeOf(rule, "label"),
            clauseYaml.clausePlaces(),
            clauseYaml.ignorePlaces()));
  }

  private String id(Mapping rule) {
    String id = in.required(rule, "id");
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      in.problem(
          in.placeOf(rule, "id"),
          "id " + YamlValues.quoted(id) + ": only a-z, 0-9 and '-', at most 64 characters");
    }
    if (id.equals("none")) {
      in.problem(in.placeOf(rule, "id"), "id 'none' is reserved for articles without a tag");
    }
    return id;
  }

  private List<IptcCode> iptc(Mapping rule) {
    var codes = new ArrayList<IptcCode>();
    List<YamlNode> items = in.list(rule, "iptc");
    if (items.size() > in.most(MAX_IPTC_CODES)) {
      in.problem(
          in.placeOf(rule, "iptc"),
          "'iptc' has %d entries; at most %d are allowed".formatted(items.size(), MAX_IPTC_CODES));
      return List.of();
    }
    for (YamlNode item : items) {
      Mapping code = in.mapping(item, "an entry of 'iptc'");
      in.known(code, "id", "name", "match");
      String id = in.required(code, "id");
      if (!id.isEmpty() && !MEDIA_TOPIC.matcher(id).matches()) {
        in.problem(
            in.placeOf(code, "id"),
            YamlValues.quoted(id) + " is no media topic such as medtop:20000642");
      }
      String match = in.required(code, "match");
      if (!match.isEmpty() && !Set.of("exact", "close", "broad").contains(match)) {
        in.problem(
            in.placeOf(code, "match"),
            "match is exact, close or broad, not " + YamlValues.quoted(match));
      }
      codes.add(new IptcCode(id, in.required(code, "name", MAX_IPTC_NAME), match));
    }
    return codes;
  }

  /** Those of one language, or of each language. */
  private Map<String, Examples> examples(Mapping rule, Set<String> languages) {
    Entry entry = rule.entries().get("examples");
    if (entry == null) {
      return Map.of();
    }
    Mapping examples = in.mapping(entry.value(), "'examples'");
    var byLanguage = new TreeMap<String, Examples>();
    if (examples.entries().containsKey("match") || examples.entries().containsKey("reject")) {
      String language =
          languages.contains(DEFAULT_LANGUAGE) || languages.isEmpty()
              ? DEFAULT_LANGUAGE
              : new TreeSet<>(languages).first();
      byLanguage.put(language, kinds(examples));
      return byLanguage;
    }
    examples
        .entries()
        .forEach(
            (language, of) -> {
              if (!languages.contains(language)) {
                in.problem(of.keyPlace(), "'" + language + "' is no language of the clauses");
              }
              Mapping each = in.mapping(of.value(), "the examples of '" + language + "'");
              byLanguage.put(language, kinds(each));
            });
    return byLanguage;
  }

  private Examples kinds(Mapping examples) {
    in.known(examples, "match", "reject");
    return new Examples(in.texts(examples, "match"), in.texts(examples, "reject"));
  }
}
