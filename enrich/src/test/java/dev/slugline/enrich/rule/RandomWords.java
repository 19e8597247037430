package dev.slugline.enrich.rule;

import static dev.slugline.enrich.rule.Vocabulary.any;

import dev.slugline.enrich.rule.RandomTexts.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * The words that queries are made of: mostly such as stand in the texts, as the parser wants them.
 */
final class RandomWords {
  private static final String SYNTAX = "\\+-&|!(){}[]^\"~*?:/@<>=";
  private static final Set<String> OPERATORS = Set.of("AND", "OR", "NOT", "TO");

  private final Random random;
  private final World world;
  private Text focus;
  private List<String> near;

  RandomWords(Random random, World world) {
    this.random = random;
    this.world = world;
    this.focus = world.texts().get(0);
    this.near = List.of();
    turn();
  }

  /** From now on most words come from one of the texts, so that a whole query can be met by it. */
  void turn() {
    focus = any(random, world.texts());
    near = RandomTexts.words(focus.body().replaceAll("[“”,–]|\\.(?=\\s)", " "));
  }

  /** A value of a field: often that of the text in hand, else one of some. */
  String value(String field, List<String> some) {
    List<String> values = focus.fields().getOrDefault(field, List.of());
    return any(random, values.isEmpty() || random.nextInt(3) == 0 ? some : values);
  }

  /** One of the world's words, now and then in another case, seldom one that stands nowhere. */
  String word() {
    String word =
        switch (random.nextInt(20)) {
          case 0 -> "elsewhere";
          case 1, 2, 3, 4 -> any(random, world.words());
          default -> any(random, near.isEmpty() ? world.words() : near);
        };
    return switch (random.nextInt(8)) {
      case 0 -> word.toUpperCase(Locale.ROOT);
      case 1 -> word.toLowerCase(Locale.ROOT);
      default -> word;
    };
  }

  String stopWord() {
    return any(random, Vocabulary.stopWords(world.language()));
  }

  /** In lower case, letters and digits only, not empty: to make patterns of. */
  String plain() {
    for (int i = 0; i < 5; i++) {
      String word = any(random, world.words()).toLowerCase(Locale.ROOT);
      if (word.length() > 2 && word.chars().allMatch(Character::isLetterOrDigit)) {
        return word;
      }
    }
    return "war";
  }

  /** Whether the parser takes it for an operator. */
  static boolean isOperator(String word) {
    return OPERATORS.contains(word);
  }

  /** As it stands, each sign that means something to the parser escaped. */
  static String escaped(String word) {
    StringBuilder escaped = new StringBuilder(isOperator(word) ? "\\" : "");
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (SYNTAX.indexOf(c) >= 0 || Character.isWhitespace(c)) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }

  /**
   * Some words, mostly as they follow each other in one of the texts, perhaps with one left out,
   * two exchanged, one repeated or a stop word between.
   */
  List<String> passage(int size) {
    Text text = random.nextInt(4) == 0 ? any(random, world.texts()) : focus;
    List<String> all =
        RandomTexts.words(
            random.nextInt(4) == 0 && text.title() != null ? text.title() : text.body());
    List<String> words = new ArrayList<>();
    if (all.size() >= size && random.nextInt(6) > 0) {
      int from = random.nextInt(all.size() - size + 1);
      words.addAll(all.subList(from, from + size));
    }
    while (words.size() < size) {
      words.add(word());
    }
    switch (random.nextInt(12)) {
      case 0 -> Collections.swap(words, 0, size - 1);
      case 1 -> words.set(random.nextInt(size), word());
      case 2 -> words.set(size - 1, words.get(0));
      case 3 -> words.add(1, stopWord());
      default -> {}
    }
    return words.stream().map(word -> word.replaceAll("[\"\\\\]", "")).toList();
  }
}
