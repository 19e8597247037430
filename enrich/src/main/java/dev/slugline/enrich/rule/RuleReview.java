package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.Clause.Company;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads rules as a careful colleague would: queries that cannot be used, and clauses, items and
 * rules that do nothing. Rules are numbered in the order in which they are added. Not thread-safe.
 */
public final class RuleReview {
  /** What a finding is about. The names are for machines too and do not change. */
  public enum Code {
    QUERY("query", true),
    NEVER_FIRES("never-fires", true),
    NEVER_MATCHES("never-matches", false),
    WEIGHT_ZERO("weight-zero", false),
    NEVER_MATTERS("never-matters", false),
    STOP_WORDS("stop-words", false),
    SUBSUMED_ITEM("subsumed-item", false),
    DUPLICATE_ITEM("duplicate-item", false),
    SUBSUMED_CLAUSE("subsumed-clause", false),
    DUPLICATE_CLAUSE("duplicate-clause", false),
    DUPLICATE_LABEL("duplicate-label", false),
    DUPLICATE_RULE("duplicate-rule", false);

    private final String id;
    private final boolean isError;

    Code(String id, boolean isError) {
      this.id = id;
      this.isError = isError;
    }

    public String id() {
      return id;
    }

    /** Whether the rules cannot be used with it. */
    public boolean isError() {
      return isError;
    }
  }

  /** A part of a rule. */
  public enum Part {
    ID,
    LABEL,
    CLAUSES,
    WEIGHT,
    QUERY,
    WITH,
    WITHOUT,
    IGNORE
  }

  /**
   * A place in a rule.
   *
   * @param rule its number
   * @param language whose clauses; empty where it is about none
   * @param clause the clause's number among those of the language, or that of the ignored query; -1
   *     where it is about none
   * @param position UTF-16 offset into the query, -1 where unknown
   */
  public record Spot(int rule, String language, int clause, Part part, int position) {}

  /** What was found; {@code other}: the place that it is compared with. */
  public record Finding(Code code, Spot at, String message, @Nullable Spot other) {}

  private final List<Finding> findings = new ArrayList<>();
  private final PhraseReview phrases = new PhraseReview();
  private final Map<Analysis, QueryReader> readers = new HashMap<>();
  private final Map<String, Spot> labels = new HashMap<>();
  private final Map<String, Spot> contents = new HashMap<>();
  private int rules;

  /** What was found in the rules up to now. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /**
   * Adds a rule.
   *
   * @param sound whether the rule says what its author meant; else only its queries are looked at
   */
  public void add(Rule rule, boolean sound) {
    int number = rules++;
    boolean whole = sound;
    StringBuilder content =
        new StringBuilder()
            .append(rule.threshold())
            .append(rule.stemmed())
            .append(rule.counting())
            .append(new TreeMap<>(rule.ignore()));
    for (var entry : new TreeMap<>(rule.clauses()).entrySet()) {
      String language = entry.getKey();
      List<Clause> clauses = entry.getValue();
      List<Condition> conditions = read(number, language, rule.stemmed(), clauses, sound);
      boolean beside = beside(number, rule, language);
      if (conditions.size() < clauses.size() || !beside) {
        whole = false;
      } else if (whole) {
        new ClauseReview(number, rule, language, conditions, findings).run();
        content.append('\n').append(language);
        content.append(content(clauses, conditions));
      }
    }
    if (whole) {
      duplicate(labels, rule.label().strip().toLowerCase(Locale.ROOT), number, Part.LABEL);
      duplicate(contents, content.toString(), number, Part.ID);
    }
  }

  private List<Condition> read(
      int rule, String language, boolean stemmed, List<Clause> clauses, boolean sound) {
    QueryReader reader = readers.computeIfAbsent(Analysis.of(language, stemmed), QueryReader::of);
    List<Condition> conditions = new ArrayList<>();
    for (int i = 0; i < clauses.size(); i++) {
      String query = clauses.get(i).query();
      if (!query.isBlank()) {
        try {
          Condition condition = reader.read(query);
          conditions.add(condition);
          if (sound) {
            Spot at = new Spot(rule, language, i, Part.QUERY, -1);
            ClauseReview.items(at, query, condition, reader, findings);
            phrases.run(at, query, reader, findings);
          }
        } catch (QueryReader.Unreadable e) {
          Spot at = new Spot(rule, language, i, Part.QUERY, e.position());
          findings.add(new Finding(Code.QUERY, at, e.reason(), null));
        }
      }
    }
    return conditions;
  }

  /** Reads what stands beside the clauses; false: something cannot be used. */
  private boolean beside(int rule, Rule of, String language) {
    QueryReader reader =
        readers.computeIfAbsent(Analysis.of(language, of.stemmed()), QueryReader::of);
    boolean sound = true;
    List<Clause> clauses = of.clauses().getOrDefault(language, List.of());
    for (int i = 0; i < clauses.size(); i++) {
      Company company = clauses.get(i).company();
      if (company != null) {
        sound &= isSound(company.with(), new Spot(rule, language, i, Part.WITH, -1), reader);
        sound &= isSound(company.without(), new Spot(rule, language, i, Part.WITHOUT, -1), reader);
      }
    }
    List<String> ignored = of.ignore().getOrDefault(language, List.of());
    for (int i = 0; i < ignored.size(); i++) {
      sound &= isSound(ignored.get(i), new Spot(rule, language, i, Part.IGNORE, -1), reader);
    }
    return sound;
  }

  private boolean isSound(@Nullable String query, Spot at, QueryReader reader) {
    if (query == null || query.isBlank()) {
      return true;
    }
    try {
      Condition condition = reader.read(query);
      String refused = RuleSetBuilder.refusedBeside(condition);
      if (refused != null) {
        findings.add(new Finding(Code.QUERY, at, refused, null));
        return false;
      }
      if (Subsumption.never(condition)) {
        findings.add(new Finding(Code.NEVER_MATCHES, at, "can never match", null));
      }
      phrases.run(at, query, reader, findings);
      return true;
    } catch (QueryReader.Unreadable e) {
      Spot there = new Spot(at.rule(), at.language(), at.clause(), at.part(), e.position());
      findings.add(new Finding(Code.QUERY, there, e.reason(), null));
      return false;
    }
  }

  private static String content(List<Clause> clauses, List<Condition> conditions) {
    List<String> forms = new ArrayList<>();
    for (int i = 0; i < clauses.size(); i++) {
      forms.add(
          "\n"
              + clauses.get(i).weight()
              + " "
              + clauses.get(i).company()
              + " "
              + Subsumption.form(conditions.get(i)));
    }
    forms.sort(null);
    return String.join("", forms);
  }

  private void duplicate(Map<String, Spot> seen, String content, int rule, Part part) {
    Spot at = new Spot(rule, "", -1, part, -1);
    Spot first = seen.putIfAbsent(content, at);
    if (first != null && part == Part.LABEL) {
      findings.add(new Finding(Code.DUPLICATE_LABEL, at, "another rule has this label", first));
    } else if (first != null) {
      String message = "another rule has the same clauses and threshold";
      findings.add(new Finding(Code.DUPLICATE_RULE, at, message, first));
    }
  }
}
