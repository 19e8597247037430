package dev.slugline.enrich.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the queries ask of single words: terms, and tests that a term can pass. Each of these atoms
 * has a number. A word of a text is looked up once and its atoms are kept by the {@link Workspace},
 * so a prefix costs what a term costs. Filled by the {@link NetworkBuilder}, then only read.
 */
final class Lexicon {
  private record Test(int atom, @Nullable Predicate<String> test) {}

  private final Map<String, Integer> exact = new HashMap<>();
  private final Map<String, List<Test>> byPrefix = new HashMap<>();
  private final TreeSet<Integer> prefixLengths = new TreeSet<>();

  /** Takes what went wrong in the test of an atom. */
  interface Failure {
    void in(int atom, Throwable cause);
  }

  /** The atom of a term; a new one gets the number that is next. */
  int term(String term, int next) {
    Integer known = exact.putIfAbsent(term, next);
    return known == null ? next : known;
  }

  void test(String prefix, @Nullable Predicate<String> test, int atom) {
    byPrefix.computeIfAbsent(prefix, p -> new ArrayList<>(1)).add(new Test(atom, test));
    prefixLengths.add(prefix.length());
  }

  /**
   * Adds the atoms of a term to a list; false where a test failed, so that it may be asked again.
   */
  boolean find(String term, Ints atoms, Failure failure) {
    Integer own = exact.get(term);
    if (own != null) {
      atoms.add(own);
    }
    boolean sound = true;
    for (int length : prefixLengths) {
      if (length > term.length()) {
        break;
      }
      for (Test test : byPrefix.getOrDefault(term.substring(0, length), List.of())) {
        try {
          if (test.test() == null || test.test().test(term)) {
            atoms.add(test.atom());
          }
        } catch (RuntimeException | StackOverflowError e) {
          failure.in(test.atom(), e);
          sound = false;
        }
      }
    }
    return sound;
  }
}
