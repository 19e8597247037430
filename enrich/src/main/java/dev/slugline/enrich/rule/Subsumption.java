package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.Condition.Bool;
import dev.slugline.enrich.rule.Condition.Constant;
import dev.slugline.enrich.rule.Condition.Interval;
import dev.slugline.enrich.rule.Condition.Numbers;
import dev.slugline.enrich.rule.Condition.Phrase;
import dev.slugline.enrich.rule.Condition.Term;
import dev.slugline.enrich.rule.Condition.Terms;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What follows from conditions themselves, whatever the text. The reasoning is simple: what it says
 * is true, but it does not find all that is true.
 */
final class Subsumption {
  private Subsumption() {}

  /** Whether every text that meets {@code b} meets {@code a} too. */
  static boolean covers(Condition a, Condition b) {
    if (a instanceof Constant constant && constant.all()) {
      return true;
    }
    return leaf(a, b)
        || (a instanceof Bool wide && allOf(wide, b))
        || (b instanceof Bool narrow && byParts(a, narrow));
  }

  /** Whether no text can meet a condition. */
  static boolean never(Condition condition) {
    if (condition instanceof Constant constant) {
      return !constant.all();
    } else if (condition instanceof Numbers numbers) {
      return numbers.low() > numbers.high();
    } else if (condition instanceof Phrase phrase) {
      return phrase.terms().isEmpty();
    } else if (condition instanceof Interval interval) {
      return never(interval.needs());
    } else if (condition instanceof Bool bool) {
      Predicate<Condition> dead =
          part -> never(part) || bool.not().stream().anyMatch(not -> covers(not, part));
      return bool.must().stream().anyMatch(dead)
          || bool.should().stream().filter(dead.negate()).count() < required(bool)
          || bool.not().stream().anyMatch(not -> not instanceof Constant all && all.all());
    }
    return false;
  }

  /** How many of the optional parts have to be met. */
  static int required(Bool bool) {
    return Math.max(bool.minimum(), bool.must().isEmpty() ? 1 : 0);
  }

  /** Whether a condition is met by any one of its parts and by nothing else. */
  static boolean isChoice(Condition condition) {
    return condition instanceof Bool bool
        && bool.must().isEmpty()
        && bool.not().isEmpty()
        && bool.minimum() <= 1;
  }

  /** A text that is the same for two conditions only if they mean the same. */
  static String form(Condition condition) {
    if (condition instanceof Terms terms) {
      return terms.field() + ":" + terms.prefix() + "\0" + terms.words();
    } else if (condition instanceof Interval interval) {
      return interval.field() + ":\1" + interval.words();
    } else if (condition instanceof Phrase phrase && !phrase.terms().isEmpty()) {
      return phrase.field() + ":" + phrase.terms() + steps(phrase) + phrase.slop();
    } else if (condition instanceof Bool bool) {
      if (bool.must().size() + bool.should().size() == 1 && bool.not().isEmpty()) {
        List<Condition> parts = bool.must().isEmpty() ? bool.should() : bool.must();
        if (bool.minimum() <= bool.should().size()) {
          return form(parts.get(0));
        }
      }
      return "("
          + forms(bool.must(), "+", true)
          + forms(bool.should(), " ", required(bool) <= 1)
          + forms(bool.not(), "-", true)
          + "@"
          + required(bool)
          + ")";
    }
    return condition.words();
  }

  private static String forms(List<Condition> parts, String sign, boolean onceIsEnough) {
    Stream<String> forms = parts.stream().map(Subsumption::form).sorted();
    return (onceIsEnough ? forms.distinct() : forms).collect(Collectors.joining(sign, sign, ""));
  }

  // ---- the parts of a query that have no parts

  private static boolean leaf(Condition a, Condition b) {
    if (b instanceof Interval narrow) {
      return sameInterval(a, narrow) || covers(a, narrow.needs());
    } else if (a instanceof Term wide) {
      return wide.equals(b) || (b instanceof Phrase phrase && word(wide, phrase));
    } else if (a instanceof Terms wide) {
      return terms(wide, b);
    } else if (a instanceof Numbers wide) {
      return b instanceof Numbers narrow
          && wide.field().equals(narrow.field())
          && wide.low() <= narrow.low()
          && wide.high() >= narrow.high();
    }
    return a instanceof Phrase wide && b instanceof Phrase narrow && phrase(wide, narrow);
  }

  private static boolean sameInterval(Condition a, Interval b) {
    return a instanceof Interval wide
        && wide.field().equals(b.field())
        && wide.words().equals(b.words());
  }

  private static boolean word(Condition a, Phrase phrase) {
    return phrase.terms().stream().anyMatch(term -> covers(a, new Term(phrase.field(), term)));
  }

  private static boolean terms(Terms a, Condition b) {
    if (b instanceof Term term) {
      Predicate<String> test = a.test();
      return a.field().equals(term.field())
          && term.term().startsWith(a.prefix())
          && (test == null || test.test(term.term()));
    } else if (b instanceof Terms narrow) {
      return a.field().equals(narrow.field())
          && (a.test() == null
              ? narrow.prefix().startsWith(a.prefix())
              : a.prefix().equals(narrow.prefix()) && a.words().equals(narrow.words()));
    }
    return b instanceof Phrase phrase && word(a, phrase);
  }

  /** The same words at least as far apart, or an exact phrase within an exact phrase. */
  private static boolean phrase(Phrase a, Phrase b) {
    if (!a.field().equals(b.field()) || a.terms().isEmpty() || a.slop() < b.slop()) {
      return false;
    }
    if (a.terms().equals(b.terms()) && steps(a).equals(steps(b))) {
      return a.slop() == b.slop() || noWordTwice(a);
    }
    if (b.slop() > 0 || (a.slop() > 0 && !noWordTwice(a))) {
      return false;
    }
    int size = a.terms().size();
    for (int from = 0; from + size <= b.terms().size(); from++) {
      List<Integer> places = b.positions().subList(from, from + size);
      Phrase part = new Phrase(b.field(), b.terms().subList(from, from + size), places, 0);
      if (a.terms().equals(part.terms()) && steps(a).equals(steps(part))) {
        return true;
      }
    }
    return false;
  }

  /** Positions from the first term on. */
  private static List<Integer> steps(Phrase phrase) {
    return phrase.positions().stream().map(it -> it - phrase.positions().get(0)).toList();
  }

  /** Lucene's sloppy phrases treat a repeated word in a way of their own. */
  private static boolean noWordTwice(Phrase phrase) {
    return new HashSet<>(phrase.terms()).size() == phrase.terms().size();
  }

  // ---- the others

  /** All that {@code a} asks for is asked for by {@code b} as well. */
  private static boolean allOf(Bool a, Condition b) {
    return a.must().stream().allMatch(part -> covers(part, b))
        && a.not().stream().allMatch(not -> excludes(b, not))
        && atLeast(required(a), a.should(), b);
  }

  private static boolean atLeast(int required, List<Condition> parts, Condition b) {
    return required == 0
        || parts.stream().filter(part -> covers(part, b)).limit(required).count() == required;
  }

  private static boolean excludes(Condition condition, Condition not) {
    return never(not)
        || (condition instanceof Bool bool
            && bool.not().stream().anyMatch(excluded -> covers(excluded, not)));
  }

  /** A part that {@code b} cannot do without leads to {@code a}. */
  private static boolean byParts(Condition a, Bool b) {
    if (b.must().stream().anyMatch(part -> covers(a, part))) {
      return true;
    }
    int required = required(b);
    long elsewhere = b.should().stream().filter(part -> !covers(a, part)).limit(required).count();
    return required > 0 && elsewhere < required;
  }
}
