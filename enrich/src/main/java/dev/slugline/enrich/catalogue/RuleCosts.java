package dev.slugline.enrich.catalogue;

import dev.slugline.enrich.rule.Catalogue;
import dev.slugline.enrich.rule.CatalogueException;
import dev.slugline.enrich.rule.Clause;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.enrich.rule.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * What rules cost, measured: each compiled alone and matched over texts, less what a rule of one
 * word that no text has costs, which is the analysis. Where there are too many rules for the time,
 * a first round on few texts chooses those that are measured on all, and beyond that the rules are
 * a sample, the same at every run.
 *
 * @param costs of the rules that were measured, the most expensive first
 * @param rules how many rules there are
 * @param measured how many of them were measured at all
 * @param texts how many texts the first of {@code costs} were measured on
 * @param firstTexts how many texts every measured rule was measured on
 * @param analysisMicrosPerText what a text costs before any rule
 */
public record RuleCosts(
    List<Cost> costs,
    int rules,
    int measured,
    int texts,
    int firstTexts,
    double analysisMicrosPerText) {
  /** More texts than this are not used. */
  public static final int MAX_TEXTS = 200;

  private static final int FIRST_ROUNDS = 4;
  private static final int ROUNDS = 8;
  private static final int FINALISTS = 30;
  private static final int MIN_TEXTS = 5;
  private static final String NO_WORD = "qxzjvkwqxzjvkw";

  /**
   * One rule.
   *
   * @param microsPerText microseconds a text, the median of several rounds
   * @param share of the cost of all measured rules, 0 to 1
   * @param matches how many of the texts it fires on
   */
  public record Cost(String rule, double microsPerText, double share, int matches) {}

  private record Alone(Rule rule, Catalogue catalogue) {}

  private record Estimate(Alone alone, double nanosPerText) {}

  /**
   * Measures.
   *
   * @param texts in languages of the rules; the first {@link #MAX_TEXTS} count
   * @param budget about how long it may take; a bound, not an aim
   */
  public static RuleCosts measure(Collection<Rule> rules, List<Text> texts, Duration budget) {
    List<Text> used = texts.subList(0, Math.min(MAX_TEXTS, texts.size()));
    Catalogue nothing = nothing(used);
    double analysis = warm(nothing, used, budget.toNanos() / 10);
    List<Rule> sample = new ArrayList<>(rules);
    long half = budget.toNanos() * 2 / 5;
    // what a text of the first round takes: the rule, and the analysis alone
    double perText = Math.max(1, 2.5 * analysis * FIRST_ROUNDS);
    long passes = Math.max(1, (long) (half / perText / MIN_TEXTS));
    if (sample.size() > passes) {
      Collections.shuffle(sample, new Random(0));
      sample = sample.subList(0, (int) passes);
    }
    int few = (int) Math.min(used.size(), Math.max(1, half / perText / Math.max(1, sample.size())));
    few = Math.max(few, Math.min(MIN_TEXTS, used.size()));
    List<Estimate> estimates = new ArrayList<>();
    long end = System.nanoTime() + half;
    for (Rule rule : sample) {
      Alone alone = new Alone(rule, compile(rule));
      estimates.add(
          new Estimate(
              alone, cost(alone.catalogue(), nothing, used.subList(0, few), FIRST_ROUNDS)));
      if (System.nanoTime() > end) {
        break;
      }
    }
    estimates.sort(Comparator.comparingDouble(Estimate::nanosPerText).reversed());
    List<Estimate> first = estimates.subList(0, Math.min(FINALISTS, estimates.size()));
    List<Estimate> finals = new ArrayList<>();
    end = System.nanoTime() + half;
    for (Estimate estimate : first) {
      if (System.nanoTime() > end && !finals.isEmpty()) {
        break;
      }
      Catalogue alone = estimate.alone().catalogue();
      finals.add(new Estimate(estimate.alone(), cost(alone, nothing, used, ROUNDS)));
    }
    double all =
        finals.stream().mapToDouble(Estimate::nanosPerText).sum()
            + estimates.stream().skip(finals.size()).mapToDouble(Estimate::nanosPerText).sum();
    List<Cost> costs = new ArrayList<>();
    for (Estimate it : finals) {
      costs.add(
          new Cost(
              it.alone().rule().id(),
              it.nanosPerText() / 1000,
              all == 0 ? 0 : it.nanosPerText() / all,
              matches(it.alone().catalogue(), used)));
    }
    costs.sort(
        Comparator.comparingDouble(Cost::microsPerText).reversed().thenComparing(Cost::rule));
    return new RuleCosts(
        List.copyOf(costs), rules.size(), estimates.size(), used.size(), few, analysis / 1000);
  }

  /**
   * Nanoseconds a text that a rule adds: for each text the median of several rounds with it, less
   * the median of as many without, side by side; never less than nothing.
   */
  private static double cost(Catalogue alone, Catalogue nothing, List<Text> texts, int rounds) {
    double nanos = 0;
    long[] with = new long[rounds];
    long[] without = new long[rounds];
    for (Text text : texts) {
      for (int round = 0; round < rounds; round++) {
        // in turns, for the second finds the text in the processor's cache
        boolean first = round % 2 == 0;
        long before = first ? 0 : time(nothing, text);
        with[round] = time(alone, text);
        without[round] = first ? time(nothing, text) : before;
      }
      Arrays.sort(with);
      Arrays.sort(without);
      nanos += with[rounds / 2] - without[rounds / 2];
    }
    return Math.max(0, nanos / texts.size());
  }

  private static long time(Catalogue catalogue, Text text) {
    long start = System.nanoTime();
    catalogue.match(text);
    return System.nanoTime() - start;
  }

  /** Runs until the compiler has done its work; the nanoseconds a text of the fastest pass. */
  private static double warm(Catalogue nothing, List<Text> texts, long nanos) {
    long end = System.nanoTime() + nanos;
    double best = Double.MAX_VALUE;
    do {
      long start = System.nanoTime();
      texts.forEach(nothing::match);
      best = Math.min(best, (double) (System.nanoTime() - start) / texts.size());
    } while (System.nanoTime() < end);
    return best;
  }

  private static int matches(Catalogue catalogue, List<Text> texts) {
    return (int) texts.stream().filter(text -> !catalogue.match(text).all().isEmpty()).count();
  }

  private static Catalogue nothing(List<Text> texts) {
    TreeMap<String, List<Clause>> clauses = new TreeMap<>();
    for (Text text : texts) {
      String query = "title:" + NO_WORD + " OR body:" + NO_WORD;
      clauses.put(text.language(), List.of(new Clause(null, 1, query)));
    }
    return compile(Rule.of("nothing", 1, clauses));
  }

  private static Catalogue compile(Rule rule) {
    try {
      return Catalogue.compile(List.of(rule));
    } catch (CatalogueException e) {
      throw new IllegalArgumentException("rule " + rule.id() + " is not sound", e);
    }
  }
}
