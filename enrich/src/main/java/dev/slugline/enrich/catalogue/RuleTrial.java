package dev.slugline.enrich.catalogue;

import dev.slugline.enrich.rule.Catalogue;
import dev.slugline.enrich.rule.CatalogueException;
import dev.slugline.enrich.rule.Explanation;
import dev.slugline.enrich.rule.Fault;
import dev.slugline.enrich.rule.Match;
import dev.slugline.enrich.rule.Matches;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.enrich.rule.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What changed rules would do that the running ones do not, text by text. Only rules that differ
 * are asked, and of the texts nothing is kept but counts. Not thread-safe.
 */
public final class RuleTrial {
  /** What was done to a rule. */
  public enum Edit {
    ADDED,
    CHANGED,
    DELETED
  }

  /**
   * A tag that a text would get or lose.
   *
   * @param match what gives the tag, or gave it
   */
  public record Difference(String rule, boolean gained, Match match) {}

  /**
   * A rule's sum over all texts up to now.
   *
   * @param changes how many of those that keep the tag have another relevance
   * @param moved by how much in sum, ups and downs against each other
   * @param faults on how many texts the rule could not be evaluated: nothing is said of those
   */
  public record Tally(int gained, int lost, int kept, int changes, long moved, int faults) {
    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

    /** Whether any text is tagged otherwise. */
    public boolean differs() {
      return gained + lost + changes > 0;
    }

    Tally change(boolean gains) {
      return new Tally(
          gained + (gains ? 1 : 0), lost + (gains ? 0 : 1), kept, changes, moved, faults);
    }

    Tally keep(int by) {
      return new Tally(gained, lost, kept + 1, changes + (by == 0 ? 0 : 1), moved + by, faults);
    }

    Tally fault() {
      return new Tally(gained, lost, kept, changes, moved, faults + 1);
    }
  }

  private final Map<String, Rule> before;
  private final Map<String, Rule> after;
  private final Catalogue old;
  private final Catalogue young;
  private final Map<String, Tally> tallies = new TreeMap<>();
  private final int same;

  private RuleTrial(Map<String, Rule> base, Map<String, Rule> changed) {
    Set<String> equal = new HashSet<>();
    changed.forEach(
        (id, rule) -> {
          Rule running = base.get(id);
          if (running != null && running.version().equals(rule.version())) {
            equal.add(id);
          }
        });
    same = equal.size();
    before = new TreeMap<>(base);
    before.keySet().removeAll(equal);
    after = new TreeMap<>(changed);
    after.keySet().removeAll(equal);
    before.keySet().forEach(id -> tallies.put(id, Tally.NONE));
    after.keySet().forEach(id -> tallies.put(id, Tally.NONE));
    old = compile(before.values());
    young = compile(after.values());
  }

  /** A trial of rules that take the place of those of their ids, or are new; the others stay. */
  public static RuleTrial ofRules(LoadedCatalogue base, LoadedCatalogue changed) {
    Map<String, Rule> rules = byId(changed);
    Map<String, Rule> running = byId(base);
    running.keySet().retainAll(rules.keySet());
    return new RuleTrial(running, rules);
  }

  /** A trial of a whole catalogue: a rule that is not in it is deleted. */
  public static RuleTrial ofCatalogue(LoadedCatalogue base, LoadedCatalogue changed) {
    return new RuleTrial(byId(base), byId(changed));
  }

  /** What was done to each rule that differs, by id. */
  public Map<String, Edit> edits() {
    Map<String, Edit> edits = new TreeMap<>();
    for (String id : tallies.keySet()) {
      edits.put(
          id,
          !before.containsKey(id)
              ? Edit.ADDED
              : after.containsKey(id) ? Edit.CHANGED : Edit.DELETED);
    }
    return edits;
  }

  /** How many of the rules that were given are those that run, word for word. */
  public int same() {
    return same;
  }

  /** Whether any of the rules that differ has, or had, clauses for a language (ISO 639-1). */
  public boolean hasLanguage(String code) {
    return old.hasLanguage(code) || young.hasLanguage(code);
  }

  /** Counts a text; the tags that it would get or lose, by rule id. */
  public List<Difference> compare(Text text) {
    Matches was = old.match(text);
    Matches is = young.match(text);
    Set<String> faults = new HashSet<>();
    was.faults().stream().map(Fault::ruleId).forEach(faults::add);
    is.faults().stream().map(Fault::ruleId).forEach(faults::add);
    faults.forEach(id -> tallies.computeIfPresent(id, (rule, tally) -> tally.fault()));
    Map<String, Match> lost = byRule(was, faults);
    List<Difference> differences = new ArrayList<>();
    byRule(is, faults)
        .forEach(
            (id, match) -> {
              Match earlier = lost.remove(id);
              if (earlier == null) {
                differences.add(new Difference(id, true, match));
              } else {
                int by = match.relevance() - earlier.relevance();
                tallies.computeIfPresent(id, (rule, tally) -> tally.keep(by));
              }
            });
    lost.forEach((id, match) -> differences.add(new Difference(id, false, match)));
    for (Difference it : differences) {
      tallies.computeIfPresent(it.rule(), (rule, tally) -> tally.change(it.gained()));
    }
    differences.sort((a, b) -> a.rule().compareTo(b.rule()));
    return differences;
  }

  /** The sums up to now of all rules that differ, by id. */
  public Map<String, Tally> tallies() {
    return new TreeMap<>(tallies);
  }

  /** Why a text gets or loses a tag. Compiles the rule twice: far slower than to compare. */
  public RuleShift explain(Difference difference, Text text) {
    return new RuleShift(
        explain(old, before, difference.rule(), text),
        explain(young, after, difference.rule(), text));
  }

  private static @Nullable Explanation explain(
      Catalogue catalogue, Map<String, Rule> rules, String id, Text text) {
    return rules.containsKey(id) ? catalogue.explain(id, text) : null;
  }

  private static Map<String, Match> byRule(Matches matches, Set<String> but) {
    return matches.all().stream()
        .filter(match -> !but.contains(match.rule().id()))
        .collect(Collectors.toMap(match -> match.rule().id(), match -> match));
  }

  private static Map<String, Rule> byId(LoadedCatalogue loaded) {
    return loaded.catalogue().rules().stream()
        .collect(Collectors.toMap(Rule::id, Function.identity(), (a, b) -> a, TreeMap::new));
  }

  private static Catalogue compile(Collection<Rule> rules) {
    try {
      return Catalogue.compile(rules);
    } catch (CatalogueException e) {
      throw new IllegalArgumentException("the rules were not sound: " + e.getMessage(), e);
    }
  }
}
