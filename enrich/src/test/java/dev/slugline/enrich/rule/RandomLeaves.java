package dev.slugline.enrich.rule;

import static dev.slugline.enrich.rule.QueryTree.Family.QUERY;
import static dev.slugline.enrich.rule.QueryTree.Family.WORD;
import static dev.slugline.enrich.rule.Vocabulary.any;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Random queries of one condition. */
final class RandomLeaves {
  /** Such as name no field. */
  static final List<String> BARE =
      List.of(
          "word",
          "capitals",
          "stop word",
          "phrase",
          "sloppy phrase",
          "repeats in a sloppy phrase",
          "hole in a phrase",
          "prefix",
          "inner wildcard",
          "leading wildcard",
          "fuzzy",
          "regular expression",
          "range of terms");

  private static final List<String> FIELDED =
      List.of(
          "title or body",
          "pattern in a field",
          "phrase in a field",
          "any term of a field",
          "everything",
          "keyword field",
          "pattern in a keyword field",
          "range in a keyword field",
          "wordCount",
          "day",
          "range of days");

  static final List<String> CONSTRUCTS = Stream.concat(BARE.stream(), FIELDED.stream()).toList();

  private final Random random;
  private final RandomWords words;

  RandomLeaves(Random random, RandomWords words) {
    this.random = random;
    this.words = words;
  }

  QueryTree leaf(String construct) {
    return switch (construct) {
      case "phrase" -> phrase(construct, "", words.passage(2 + random.nextInt(2)), "");
      case "sloppy phrase" ->
          phrase(construct, "", words.passage(2 + random.nextInt(3)), "~" + random.nextInt(7));
      case "repeats in a sloppy phrase" -> phrase(construct, "", repeats(), slop());
      case "hole in a phrase" -> phrase(construct, "", holes(), random.nextBoolean() ? "" : slop());
      case "phrase in a field" -> {
        List<String> passage = words.passage(2 + random.nextInt(2));
        yield phrase(construct, textField(), passage, random.nextBoolean() ? "" : slop());
      }
      default -> QueryTree.leaf(QUERY, construct, text(construct));
    };
  }

  private String text(String construct) {
    return switch (construct) {
      case "word" -> RandomWords.escaped(words.word());
      case "capitals" -> RandomWords.escaped(words.word().toUpperCase(Locale.ROOT));
      case "stop word" -> words.stopWord();
      case "prefix" -> prefix();
      case "inner wildcard" -> wildcard();
      case "leading wildcard" -> any(random, List.of("*", "?")) + words.plain().substring(1);
      case "fuzzy" -> fuzzy(words.plain());
      case "regular expression" -> regexp(words.plain());
      case "range of terms" -> range(words.plain(), words.plain());
      case "title or body" -> textField() + RandomWords.escaped(words.word());
      case "pattern in a field" -> textField() + pattern();
      case "any term of a field" -> textField() + "*";
      case "everything" -> "*:*";
      case "keyword field" -> {
        String field = any(random, RandomTexts.keywordFields());
        String name = words.value(field, RandomTexts.names());
        yield field + ":" + (random.nextBoolean() ? "\"" + name + "\"" : RandomWords.escaped(name));
      }
      case "pattern in a keyword field" -> {
        String field = any(random, RandomTexts.keywordFields());
        yield field + ":" + namePattern(piece(words.value(field, RandomTexts.names())));
      }
      case "range in a keyword field" ->
          any(random, RandomTexts.keywordFields()) + ":" + range(piece(), piece());
      case "wordCount" -> "wordCount" + numbers();
      case "day" -> {
        String field = dayField();
        String day = words.value(field, List.of(day()));
        yield field + ":" + (random.nextInt(3) == 0 ? day.substring(0, 9) + "*" : day);
      }
      case "range of days" -> dayField() + ":" + range(day(), day());
      default -> throw new IllegalArgumentException(construct);
    };
  }

  private static QueryTree phrase(
      String construct, String field, List<String> content, String slop) {
    List<QueryTree> parts =
        content.stream().map(word -> QueryTree.leaf(WORD, "word in a phrase", word)).toList();
    return new QueryTree(QUERY, construct, field + "\"", " ", "\"" + slop, parts, 2);
  }

  /** Few different words, many times. */
  private List<String> repeats() {
    List<String> few = words.passage(2);
    return Stream.generate(() -> any(random, few)).limit(2 + random.nextInt(4)).toList();
  }

  private List<String> holes() {
    List<String> passage = words.passage(2);
    String stop = words.stopWord();
    return switch (random.nextInt(4)) {
      case 0 -> List.of(passage.get(0), stop, passage.get(1));
      case 1 -> List.of(passage.get(0), stop, stop, passage.get(1));
      case 2 -> List.of(stop, passage.get(0), passage.get(1));
      default -> List.of(passage.get(0), passage.get(1), stop);
    };
  }

  private String slop() {
    return "~" + random.nextInt(9);
  }

  private String pattern() {
    return switch (random.nextInt(5)) {
      case 0 -> prefix();
      case 1 -> wildcard();
      case 2 -> fuzzy(words.plain());
      case 3 -> regexp(words.plain());
      default -> range(words.plain(), words.plain());
    };
  }

  private String prefix() {
    String word = random.nextBoolean() ? words.plain() : words.word();
    int length = word.offsetByCodePoints(0, Math.min(2, word.codePointCount(0, word.length())));
    int end = random.nextBoolean() ? length : word.length();
    return RandomWords.escaped(word.substring(0, end)) + "*";
  }

  private String wildcard() {
    String word = words.plain();
    int at = 1 + random.nextInt(word.length() - 1);
    return switch (random.nextInt(4)) {
      case 0 -> word.substring(0, at) + "?" + word.substring(at);
      case 1 -> word.substring(0, at) + "?" + word.substring(at + 1) + "*";
      case 2 -> word.charAt(0) + "*" + word.charAt(word.length() - 1);
      default -> word.substring(0, at) + "*" + word.substring(at);
    };
  }

  private String fuzzy(String word) {
    String near =
        switch (random.nextInt(4)) {
          case 0 -> word.substring(1);
          case 1 -> word.charAt(1) + word.substring(0, 1) + word.substring(2);
          case 2 -> word + "x";
          default -> word;
        };
    return RandomWords.escaped(near) + any(random, List.of("~", "~0", "~1", "~2", "~0.7"));
  }

  private String regexp(String word) {
    int at = 1 + random.nextInt(word.length() - 1);
    String form =
        switch (random.nextInt(6)) {
          case 0 -> word.substring(0, at) + ".*";
          case 1 -> word.substring(0, at) + "." + word.substring(at + 1) + "?";
          case 2 -> word.charAt(0) + "[^0-9]+";
          case 3 -> "(" + word + "|" + words.plain() + ")";
          case 4 -> word.charAt(0) + ".{1,5}";
          default -> "[a" + word.charAt(0) + "].*";
        };
    return "/" + form + "/";
  }

  private String range(String one, String other) {
    String low = one.compareTo(other) < 0 || random.nextInt(8) == 0 ? one : other;
    String high = low.equals(one) ? other : one;
    return switch (random.nextInt(6)) {
      case 0 -> "[" + low + " TO *]";
      case 1 -> "[* TO " + high + "}";
      case 2 -> "{" + low + " TO " + high + "}";
      case 3 -> "{" + low + " TO " + high + "]";
      default -> "[" + low + " TO " + high + "]";
    };
  }

  private String numbers() {
    int low = random.nextInt(700);
    int high = low + random.nextInt(600);
    return switch (random.nextInt(7)) {
      case 0 -> ":[" + low + " TO *]";
      case 1 -> ":[* TO " + high + "}";
      case 2 -> ":{" + low + " TO " + high + "}";
      case 3 -> ":[" + low + " TO " + high + "]";
      case 4 -> any(random, List.of(">=", ">")) + low;
      case 5 -> any(random, List.of("<=", "<")) + high;
      default -> ":" + words.value("wordCount", List.of("7"));
    };
  }

  private String textField() {
    return any(random, List.of("title:", "body:", "body:"));
  }

  private String dayField() {
    return any(random, List.of("publishedAt", "updatedAt", "receivedAt"));
  }

  private String day() {
    return RandomTexts.day(random);
  }

  private String piece() {
    return piece(any(random, RandomTexts.names()));
  }

  /** The beginning of a name. */
  private static String piece(String name) {
    int space = name.indexOf(' ');
    return name.substring(0, space < 0 ? Math.min(4, name.length()) : space);
  }

  private String namePattern(String piece) {
    return switch (random.nextInt(4)) {
      case 0 -> piece + "*";
      case 1 -> piece.charAt(0) + "*" + (random.nextBoolean() ? "" : "s");
      case 2 -> fuzzy(piece);
      default -> "/" + piece + ".*/";
    };
  }
}
