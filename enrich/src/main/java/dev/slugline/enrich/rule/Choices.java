package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.Condition.Bool;
import dev.slugline.enrich.rule.Condition.Interval;
import dev.slugline.enrich.rule.Condition.Phrase;
import dev.slugline.enrich.rule.Condition.Term;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The items of the ORs of a query, and which of them another one makes needless. */
final class Choices {
  private static final int SHOWN = 60;

  /** How many pairs of one OR are looked at; beyond it, nothing more is said of it. */
  private static final int MAX_PAIRS = 2_000_000;

  private Choices() {}

  /** An item that matches nowhere but where {@code by} matches; {@code equal}: and the reverse. */
  record Needless(Condition item, Condition by, boolean equal) {}

  /** The needless items of all ORs of a query, those of an outer one first. */
  static List<Needless> needless(Condition query) {
    List<Needless> found = new ArrayList<>();
    search(query, found);
    return found;
  }

  private static void search(Condition condition, List<Needless> found) {
    if (!(condition instanceof Bool bool) || isPair(condition)) {
      return;
    }
    if (Subsumption.isChoice(bool)) {
      List<Condition> items = new ArrayList<>();
      flatten(bool, items);
      compare(items, found);
      items.forEach(item -> search(item, found));
    } else {
      for (List<Condition> parts : List.of(bool.must(), bool.should(), bool.not())) {
        parts.forEach(part -> search(part, found));
      }
    }
  }

  private static void flatten(Bool choice, List<Condition> items) {
    for (Condition item : choice.should()) {
      if (item instanceof Bool inner && Subsumption.isChoice(inner) && !isPair(inner)) {
        flatten(inner, items);
      } else {
        items.add(item);
      }
    }
  }

  private static void compare(List<Condition> items, List<Needless> found) {
    List<Set<String>> terms = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    for (Condition item : items) {
      Set<String> of = new TreeSet<>();
      terms(item, of);
      terms.add(of);
      of.forEach(term -> counts.merge(term, 1, Integer::sum));
    }
    Map<String, List<Integer>> byKey = new HashMap<>();
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Set<String> keys = new TreeSet<>();
      if (keys(items.get(i), counts, keys)) {
        for (String key : keys) {
          byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
        }
      } else {
        open.add(i);
      }
    }
    int pairs = 0;
    for (int i = 0; i < items.size() && pairs < MAX_PAIRS; i++) {
      Set<Integer> candidates = new TreeSet<>(open);
      terms.get(i).forEach(term -> candidates.addAll(byKey.getOrDefault(term, List.of())));
      pairs += candidates.size();
      Needless needless = needless(i, items, candidates);
      if (needless != null) {
        found.add(needless);
      }
    }
  }

  private static @Nullable Needless needless(
      int i, List<Condition> items, Collection<Integer> candidates) {
    Condition item = items.get(i);
    for (int j : candidates) {
      Condition other = items.get(j);
      if (i != j && Subsumption.covers(other, item)) {
        boolean equal = Subsumption.covers(item, other);
        if (!equal || j < i) { // of two equal items it is the later one
          return new Needless(item, other, equal);
        }
      }
    }
    return null;
  }

  /** Collects the terms that a condition names. */
  private static void terms(Condition condition, Set<String> terms) {
    if (condition instanceof Term term) {
      terms.add(term.words());
    } else if (condition instanceof Phrase phrase) {
      phrase.terms().forEach(term -> terms.add(new Term(phrase.field(), term).words()));
    } else if (condition instanceof Interval interval) {
      terms(interval.needs(), terms);
    } else if (condition instanceof Bool bool) {
      bool.must().forEach(part -> terms(part, terms));
      bool.should().forEach(part -> terms(part, terms));
    }
  }

  /**
   * Collects terms of which every condition names at least one that this one covers, rare ones
   * where there is a choice; false: there are no such terms.
   */
  private static boolean keys(Condition condition, Map<String, Integer> counts, Set<String> keys) {
    if (condition instanceof Bool bool) {
      if (!bool.must().isEmpty()) {
        return keys(bool.must().get(0), counts, keys);
      }
      for (Condition part : bool.should()) {
        if (!keys(part, counts, keys)) {
          return false;
        }
      }
      return !bool.should().isEmpty();
    }
    if (!(condition instanceof Term) && !(condition instanceof Phrase)) {
      return false;
    }
    Set<String> named = new TreeSet<>();
    terms(condition, named);
    return named.stream().min(Comparator.comparing(counts::get)).map(keys::add).isPresent();
  }

  /** Whether a condition is what a word or a phrase without a field becomes: title or body. */
  private static boolean isPair(Condition condition) {
    return condition instanceof Bool bool
        && Subsumption.isChoice(bool)
        && bool.should().size() == 2
        && Subsumption.form(bool.should().get(0))
            .replace("title:", "body:")
            .equals(Subsumption.form(bool.should().get(1)));
  }

  /** A condition as an analyst would write it, cut where it is long. */
  static String shown(Condition condition) {
    String words = words(condition);
    return words.length() <= SHOWN ? words : words.substring(0, SHOWN - 1).stripTrailing() + "…";
  }

  private static String words(Condition condition) {
    if (!(condition instanceof Bool bool)) {
      return condition.words();
    }
    if (isPair(bool)) {
      return bool.should().get(1).words().replace("body:", "");
    }
    List<String> parts = new ArrayList<>();
    String sign = bool.must().isEmpty() ? "" : "+";
    bool.must().forEach(part -> parts.add(sign + words(part)));
    bool.should().forEach(part -> parts.add(words(part)));
    bool.not().forEach(part -> parts.add("-" + words(part)));
    return "(" + String.join(Subsumption.isChoice(bool) ? " OR " : " ", parts) + ")";
  }
}
