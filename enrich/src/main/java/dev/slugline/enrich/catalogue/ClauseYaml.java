package dev.slugline.enrich.catalogue;

import dev.slugline.enrich.catalogue.RuleSource.ClauseSource;
import dev.slugline.enrich.catalogue.RuleSource.Clauses;
import dev.slugline.enrich.catalogue.RuleSource.QuerySource;
import dev.slugline.enrich.catalogue.YamlNode.Entry;
import dev.slugline.enrich.catalogue.YamlNode.Mapping;
import dev.slugline.enrich.rule.Clause;
import dev.slugline.enrich.rule.Clause.Company;
import dev.slugline.enrich.rule.Clause.Within;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the clauses and ignored queries of a rule, and where they stand. Not thread-safe. */
final class ClauseYaml {
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

  private final YamlValues in;
  private final Map<String, Clauses> clausePlaces = new HashMap<>();
  private final Map<String, List<QuerySource>> ignorePlaces = new HashMap<>();

  ClauseYaml(YamlValues in) {
    this.in = in;
  }

  Map<String, Clauses> clausePlaces() {
    return clausePlaces;
  }

  Map<String, List<QuerySource>> ignorePlaces() {
    return ignorePlaces;
  }

  /**
   * The clauses by language.
   *
   * @param most how often one can count
   */
  Map<String, List<Clause>> clauses(Mapping rule, int threshold, int most) {
    if (!rule.entries().containsKey("clauses")) {
      in.problem(rule.place(), "'clauses' is missing");
    }
    // of what could not be read nothing follows
    boolean known = isReadable(rule, "threshold") && isReadable(rule, "count");
    int wanted = known ? threshold : 0;
    return byLanguage(rule, "clauses", (language, node) -> clauses(language, node, wanted, most));
  }

  private boolean isReadable(Mapping rule, String key) {
    return !rule.entries().containsKey(key) || in.isSound(in.placeOf(rule, key));
  }

  /** The ignored queries by language. */
  Map<String, List<String>> ignored(Mapping rule) {
    return byLanguage(rule, "ignore", this::ignored);
  }

  /** A list, which is English, or a list for each language. */
  private <T> Map<String, List<T>> byLanguage(
      Mapping rule, String key, BiFunction<String, YamlNode, List<T>> list) {
    var byLanguage = new TreeMap<String, List<T>>();
    Entry entry = rule.entries().get(key);
    if (entry != null && entry.value() instanceof Mapping languages) {
      languages
          .entries()
          .forEach(
              (language, of) -> {
                if (!LANGUAGE.matcher(language).matches()) {
                  in.problem(of.keyPlace(), "'" + language + "' is no language code such as en");
                }
                byLanguage.put(language, list.apply(language, of.value()));
              });
      if (byLanguage.isEmpty()) {
        in.problem(entry.value().place(), "'" + key + "' is empty");
      }
    } else if (entry != null) {
      byLanguage.put(
          RuleYaml.DEFAULT_LANGUAGE, list.apply(RuleYaml.DEFAULT_LANGUAGE, entry.value()));
    }
    return byLanguage;
  }

  private List<String> ignored(String language, YamlNode node) {
    var places = new ArrayList<QuerySource>();
    for (YamlNode item : in.items(node, "ignore")) {
      places.add(new QuerySource(item.place(), in.text(item, "ignore")));
    }
    ignorePlaces.put(language, places);
    return places.stream().map(QuerySource::text).toList();
  }

  private List<Clause> clauses(String language, YamlNode node, int threshold, int most) {
    var clauses = new ArrayList<Clause>();
    var names = new HashSet<String>();
    var places = new ArrayList<ClauseSource>();
    long reachable = 0;
    boolean weighed = true;
    for (YamlNode item : in.items(node, "clauses")) {
      Mapping clause = in.mapping(item, "a clause");
      Clause read = clause(clause, places);
      String name = read.name();
      if (name != null && !name.isEmpty() && !names.add(name)) {
        in.problem(in.placeOf(clause, "name"), "two clauses are named '" + name + "'");
      }
      clauses.add(read);
      weighed &= in.isSound(in.placeOf(clause, "weight"));
      reachable += (long) most * Math.max(0, read.weight());
    }
    clausePlaces.put(language, new Clauses(node.place(), places));
    if (clauses.isEmpty()) {
      in.problem(node.place(), "'clauses' is empty");
    } else if (weighed && reachable < threshold) {
      String message =
          "the weights add up to "
              + reachable
              + ": the threshold "
              + threshold
              + " is out of reach";
      in.problem(node.place(), "never-fires", message);
    }
    return clauses;
  }

  private Clause clause(Mapping clause, List<ClauseSource> places) {
    in.known(clause, "name", "weight", "query", "with", "without", "within");
    Entry nameEntry = clause.entries().get("name");
    String name =
        nameEntry == null ? null : in.text(nameEntry.value(), "name", RuleYaml.MAX_CLAUSE_NAME);
    int weight = in.integer(clause, "weight", null, -RuleYaml.MAX_WEIGHT, RuleYaml.MAX_WEIGHT);
    String query = in.required(clause, "query");
    QuerySource with = beside(clause, "with");
    QuerySource without = beside(clause, "without");
    Clause read = new Clause(name, weight, query, company(clause, with, without));
    places.add(
        new ClauseSource(
            read.label(),
            in.placeOf(clause, "weight"),
            new QuerySource(in.placeOf(clause, "query"), query),
            with,
            without));
    return read;
  }

  private @Nullable QuerySource beside(Mapping clause, String key) {
    Entry entry = clause.entries().get(key);
    return entry == null
        ? null
        : new QuerySource(entry.value().place(), in.text(entry.value(), key));
  }

  private @Nullable Company company(
      Mapping clause, @Nullable QuerySource with, @Nullable QuerySource without) {
    boolean sentence = in.isFirst(clause, "within", "sentence", "paragraph");
    if (with == null && without == null) {
      if (clause.entries().containsKey("within")) {
        String message =
            "'within' says how near 'with' or 'without' has to be, and there is neither";
        in.problem(in.placeOf(clause, "within"), message);
      }
      return null;
    }
    return new Company(
        with == null ? null : with.text(),
        without == null ? null : without.text(),
        sentence ? Within.SENTENCE : Within.PARAGRAPH);
  }
}
