package dev.slugline.bench.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Invented words that look like English ones, and the small words of English. Immutable. */
final class Lexicon {
  /** By frequency; about half of them are stop words of Lucene's English analyser. */
  static final List<String> FUNCTION_WORDS =
      List.of(
          ("the of to and a in that for on is was with said as at by his from it he have are has but"
                  + " be an not this who they will their which had were been its about more would or"
                  + " one after also when we there than if could other into out up some what you i"
                  + " over two before while such only him can all her she then no last first so"
                  + " where them during may these those most between many how since under our"
                  + " against because through any both just still now being very should do did like"
                  + " even well around three your without within did nor yet once each few")
              .split(" "));

  private static final String[] ONSETS = {
    "b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "w", "st", "tr", "pl",
    "br", "gr", "sh", "ch", "pr", "fl", "cl", "sp"
  };
  private static final String[] VOWELS = {
    "a", "e", "i", "o", "u", "a", "e", "o", "ea", "ou", "ai", "ee"
  };
  private static final String[] CODAS = {
    "", "n", "r", "t", "l", "m", "d", "nd", "st", "ck", "p", "nt", "rt", "rd", "x", "g"
  };
  private static final String[] ENDINGS = {
    "", "", "", "", "", "", "", "s", "s", "s", "s", "ed", "ed", "ing", "ing", "ly"
  };

  private final List<String> stems;
  private final List<String> names;

  Lexicon(SplittableRandom random, int stems, int names) {
    Set<String> made = new LinkedHashSet<>(FUNCTION_WORDS);
    while (made.size() < stems + FUNCTION_WORDS.size()) {
      // frequent words are short
      int rank = made.size() - FUNCTION_WORDS.size();
      made.add(word(random, rank < 300 ? 1 : rank < 6_000 || random.nextInt(3) > 0 ? 2 : 3));
    }
    made.removeAll(FUNCTION_WORDS);
    this.stems = List.copyOf(made);
    Set<String> called = new LinkedHashSet<>();
    while (called.size() < names) {
      String name = capital(word(random, 2));
      called.add(random.nextInt(3) == 0 ? name + " " + capital(word(random, 2)) : name);
    }
    this.names = List.copyOf(called);
  }

  List<String> stems() {
    return stems;
  }

  /** Of people and places, one or two words in capitals each. */
  List<String> names() {
    return names;
  }

  /** A stem as it stands in a text: as it is, or in one of its forms. */
  static String inflected(SplittableRandom random, String stem) {
    return stem + ENDINGS[random.nextInt(ENDINGS.length)];
  }

  static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private static String word(SplittableRandom random, int syllables) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < syllables; i++) {
      parts.add(pick(random, ONSETS));
      parts.add(pick(random, VOWELS));
      if (i == syllables - 1 || random.nextInt(6) == 0) {
        parts.add(pick(random, CODAS));
      }
    }
    String word = String.join("", parts);
    return word.length() < 3 ? word + "n" : word;
  }

  private static String pick(SplittableRandom random, String[] of) {
    return of[random.nextInt(of.length)];
  }
}
