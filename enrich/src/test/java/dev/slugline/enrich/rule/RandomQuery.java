package dev.slugline.enrich.rule;

import java.util.List;
import java.util.Random;

/** Queries of every construct, most of them valid. */
final class RandomQuery {
  private static final List<String> FIELDS = List.of("", "", "", "title:", "body:");
  private static final List<String> FUNCTIONS =
      List.of(
          "ordered",
          "unordered",
          "or",
          "phrase",
          "before",
          "after",
          "containing",
          "notContaining",
          "containedBy",
          "notContainedBy",
          "overlapping",
          "nonOverlapping",
          "unorderedNoOverlaps");
  private final Random random;
  private final List<String> words;

  RandomQuery(Random random, List<String> words) {
    this.random = random;
    this.words = words;
  }

  String query(int depth) {
    StringBuilder query = new StringBuilder();
    int clauses = 1 + random.nextInt(4);
    for (int i = 0; i < clauses; i++) {
      if (i > 0) {
        query.append(pick(List.of(" ", " OR ", " AND ", " || ", " && ")));
      }
      query.append(pick(List.of("", "", "", "", "+", "-", "NOT ", "!")));
      query.append(clause(depth)).append(random.nextInt(12) == 0 ? "^2.5" : "");
    }
    return query.toString();
  }

  private String clause(int depth) {
    if (depth > 0 && random.nextInt(3) == 0) {
      String minimum = random.nextInt(4) == 0 ? "@" + random.nextInt(4) : "";
      return pick(FIELDS) + "(" + query(depth - 1) + ")" + minimum;
    }
    String word = word();
    return switch (random.nextInt(16)) {
      case 0, 1 -> pick(FIELDS) + '"' + word + " " + word() + '"' + slop();
      case 2 -> pick(FIELDS) + '"' + word + " " + word() + " " + word() + '"' + slop();
      case 3 -> pick(FIELDS) + word.substring(0, word.offsetByCodePoints(0, 1)) + "*";
      case 4 ->
          pick(FIELDS)
              + word.substring(0, word.offsetByCodePoints(0, 1))
              + "?*"
              + pick(List.of("s", "n", ""));
      case 5 -> pick(FIELDS) + pick(List.of("*", "?", "?a*", "*s", "a\\*", "b\\?*"));
      case 6 -> pick(FIELDS) + word + pick(List.of("~", "~1", "~2", "~0", "~0.5", "~0.7"));
      case 7 ->
          pick(FIELDS)
              + pick(List.of("/[st]r?a.*/", "/.a.?/", "/(war|ban)[ks]{0,2}/", "/ab&~(b.*)/"));
      case 8 -> pick(FIELDS) + range(word, word());
      case 9 -> "wordCount" + pick(List.of(":", "<", "<=", ">", ">=", "=")) + random.nextInt(30);
      case 10 -> "wordCount:" + range("" + random.nextInt(30), "" + random.nextInt(30));
      case 11 ->
          "source:"
              + pick(
                  List.of(
                      word,
                      word.substring(0, word.offsetByCodePoints(0, 1)) + "*",
                      "\"" + word + "\"",
                      word + "~1"));
      case 12 ->
          "publishedAt:"
              + pick(
                  List.of(
                      "2026-02*",
                      "2026-0?-11",
                      "2026-01-15",
                      "*",
                      "[2026-01-12 TO 2026-02-15}",
                      "{* TO 2026-02-13]"));
      case 13 -> pick(FIELDS) + function(2);
      case 14 ->
          pick(
              List.of(
                  "*:*", "the", "\"of the\"", "title" + pick(List.of("<", ">", "<=", ">=")) + "m"));
      default -> pick(FIELDS) + word;
    };
  }

  private String function(int depth) {
    String function = pick(FUNCTIONS);
    return switch (random.nextInt(12)) {
      case 0 -> "fn:maxgaps(" + random.nextInt(4) + " " + part(depth) + ")";
      case 1 -> "fn:maxwidth(" + (1 + random.nextInt(5)) + " " + part(depth) + ")";
      case 2 ->
          "fn:atLeast("
              + (1 + random.nextInt(3))
              + " "
              + part(depth)
              + " "
              + part(depth)
              + " "
              + part(0)
              + ")";
      case 3 ->
          "fn:extend(" + part(depth) + " " + random.nextInt(3) + " " + random.nextInt(3) + ")";
      case 4 -> "fn:within(" + part(depth) + " " + random.nextInt(4) + " " + part(depth) + ")";
      case 5 -> "fn:notWithin(" + part(depth) + " " + random.nextInt(4) + " " + part(depth) + ")";
      case 6 -> "fn:wildcard(" + pick(List.of("*a*", "b??k", "t*")) + ")";
      case 7 ->
          "fn:fuzzyTerm("
              + pick(List.of("trad", "wra", "abd"))
              + pick(List.of("", " 1", " 2", " 1 9"))
              + ")";
      default -> "fn:" + function + "(" + part(depth) + " " + part(depth) + ")";
    };
  }

  private String part(int depth) {
    if (depth > 0 && random.nextInt(2) == 0) {
      return function(depth - 1);
    }
    return random.nextInt(4) == 0 ? '"' + word() + " " + word() + '"' : word();
  }

  private String range(String low, String high) {
    return pick(List.of("[", "{"))
        + pick(List.of(low, low, "*"))
        + " TO "
        + pick(List.of(high, high, "*"))
        + pick(List.of("]", "}"));
  }

  private String slop() {
    return random.nextBoolean() ? "" : "~" + random.nextInt(5);
  }

  private String word() {
    return pick(words);
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
