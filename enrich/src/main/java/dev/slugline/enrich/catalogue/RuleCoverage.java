package dev.slugline.enrich.catalogue;

import dev.slugline.enrich.rule.Catalogue;
import dev.slugline.enrich.rule.CatalogueException;
import dev.slugline.enrich.rule.Clause;
import dev.slugline.enrich.rule.Match;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.enrich.rule.Rule.Counting;
import dev.slugline.enrich.rule.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which clauses of a catalogue fire over texts, and how often its tags stand together. A clause
 * counts where its query matches, has its company and is not ignored, whatever its rule makes of
 * that. Not thread-safe.
 */
public final class RuleCoverage {
  /**
   * A clause, and in how many texts it fired.
   *
   * @param texts that were read in its language
   */
  public record Fired(
      String rule, String language, String clause, int weight, int fired, int texts) {}

  /**
   * Two tags, the id that sorts first first.
   *
   * @param overlap texts that have both, of those that have either: 0 to 1
   */
  public record Pair(
      String first, String second, int ofFirst, int ofSecond, int both, double overlap) {}

  private record Spot(String rule, String language, Clause clause) {}

  private record Two(String first, String second) {}

  private final List<Rule> rules;

  /** By the id that the clause has as a rule of its own. */
  private final Map<String, Spot> spots = new LinkedHashMap<>();

  private final Catalogue clauses;
  private final Map<String, Integer> fired = new HashMap<>();
  private final Map<String, Integer> texts = new TreeMap<>();
  private final Map<String, Integer> tags = new HashMap<>();
  private final Map<Two, Integer> together = new HashMap<>();

  /** A count of a catalogue's clauses and tags, at nothing yet. */
  public RuleCoverage(LoadedCatalogue loaded) {
    rules = loaded.catalogue().rules();
    List<Rule> alone = new ArrayList<>();
    for (Rule rule : rules) {
      new TreeMap<>(rule.clauses())
          .forEach(
              (language, list) -> {
                for (Clause clause : list) {
                  String id = Integer.toString(spots.size());
                  spots.put(id, new Spot(rule.id(), language, clause));
                  alone.add(alone(id, rule, language, clause));
                }
              });
    }
    clauses = compile(alone);
  }

  /** A clause as a rule of its own, which fires where its query matches. */
  private static Rule alone(String id, Rule rule, String language, Clause clause) {
    return new Rule(
        id,
        id,
        List.of(),
        "",
        1,
        false,
        rule.stemmed(),
        Counting.ONCE,
        Map.of(language, rule.ignore().getOrDefault(language, List.of())),
        Map.of(language, List.of(weighing(1, clause))),
        "");
  }

  private static Clause weighing(int weight, Clause clause) {
    return new Clause(clause.name(), weight, clause.query(), clause.company());
  }

  /**
   * Counts a text.
   *
   * @param given the ids of its tags
   */
  public void add(Text text, Collection<String> given) {
    texts.merge(text.language(), 1, Integer::sum);
    for (Match match : clauses.match(text).all()) {
      fired.merge(match.rule().id(), 1, Integer::sum);
    }
    List<String> sorted = given.stream().sorted().toList();
    for (int i = 0; i < sorted.size(); i++) {
      tags.merge(sorted.get(i), 1, Integer::sum);
      for (int j = i + 1; j < sorted.size(); j++) {
        together.merge(new Two(sorted.get(i), sorted.get(j)), 1, Integer::sum);
      }
    }
  }

  /**
   * The clauses of the languages that were read, by rule and language, in the order of the rule.
   * One that could not be evaluated on a text did not fire there.
   */
  public List<Fired> clauses() {
    List<Fired> all = new ArrayList<>();
    spots.forEach(
        (id, spot) -> {
          int read = texts.getOrDefault(spot.language(), 0);
          if (read > 0) {
            all.add(
                new Fired(
                    spot.rule(),
                    spot.language(),
                    spot.clause().label(),
                    spot.clause().weight(),
                    fired.getOrDefault(id, 0),
                    read));
          }
        });
    return all;
  }

  /** The languages with clauses that no text was read in, with how many clauses: not judged. */
  public Map<String, Integer> unread() {
    Map<String, Integer> unread = new TreeMap<>();
    for (Spot spot : spots.values()) {
      if (!texts.containsKey(spot.language())) {
        unread.merge(spot.language(), 1, Integer::sum);
      }
    }
    return unread;
  }

  /** The tags that no text has, of those with clauses for a language that was read, by id. */
  public List<String> unused() {
    Set<String> languages = texts.keySet();
    Set<String> unused = new TreeSet<>();
    for (Rule rule : rules) {
      if (!tags.containsKey(rule.id())
          && rule.clauses().keySet().stream().anyMatch(languages::contains)) {
        unused.add(rule.id());
      }
    }
    return List.copyOf(unused);
  }

  /**
   * The pairs of tags that nearly coincide, the closest first.
   *
   * @param overlap the least that counts
   * @param atLeast how many texts each tag must have
   */
  public List<Pair> pairs(double overlap, int atLeast) {
    List<Pair> pairs = new ArrayList<>();
    together.forEach(
        (two, both) -> {
          int first = tags.getOrDefault(two.first(), 0);
          int second = tags.getOrDefault(two.second(), 0);
          double share = (double) both / (first + second - both);
          if (share >= overlap && Math.min(first, second) >= atLeast) {
            pairs.add(new Pair(two.first(), two.second(), first, second, both, share));
          }
        });
    pairs.sort(
        Comparator.comparingDouble(Pair::overlap)
            .reversed()
            .thenComparing(Pair::first)
            .thenComparing(Pair::second));
    return pairs;
  }

  private static Catalogue compile(List<Rule> rules) {
    try {
      return Catalogue.compile(rules);
    } catch (CatalogueException e) {
      throw new IllegalArgumentException("the rules were not sound: " + e.getMessage(), e);
    }
  }
}
