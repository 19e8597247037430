package dev.slugline.enrich.rule;

import static dev.slugline.enrich.rule.QueryTree.Family.INTERVAL;
import static dev.slugline.enrich.rule.QueryTree.Family.QUERY;
import static dev.slugline.enrich.rule.Vocabulary.any;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random interval functions, nested up to three deep. */
final class RandomIntervals {
  static final List<String> CONSTRUCTS =
      Stream.of(
              "ordered",
              "unordered",
              "unorderedNoOverlaps",
              "phrase",
              "or",
              "atLeast",
              "maxgaps",
              "maxwidth",
              "before",
              "after",
              "containing",
              "notContaining",
              "containedBy",
              "notContainedBy",
              "within",
              "notWithin",
              "overlapping",
              "nonOverlapping",
              "extend",
              "wildcard",
              "fuzzyTerm")
          .map(name -> "fn:" + name)
          .toList();

  private static final int DEPTH = 3;

  private final Random random;
  private final RandomWords words;

  RandomIntervals(Random random, RandomWords words) {
    this.random = random;
    this.words = words;
  }

  /** A query of one function, over both fields or one. */
  QueryTree query(String construct) {
    String field = any(random, List.of("", "", "", "title:", "body:", "body:", "keyword:"));
    return new QueryTree(QUERY, construct, field, "", "", List.of(function(construct, DEPTH)), 1);
  }

  private QueryTree function(String construct, int depth) {
    return switch (construct) {
      case "fn:ordered", "fn:unordered", "fn:phrase" ->
          call(construct, "", " ", "", passage(2 + random.nextInt(2), depth), 1);
      case "fn:or" -> call(construct, "", " ", "", parts(2 + random.nextInt(2), depth), 1);
      case "fn:atLeast" -> {
        int size = 2 + random.nextInt(3);
        yield call(construct, (1 + random.nextInt(size)) + " ", " ", "", parts(size, depth), 1);
      }
      case "fn:maxgaps", "fn:maxwidth" ->
          call(construct, random.nextInt(9) + " ", "", "", List.of(spread(depth)), 1);
      case "fn:within", "fn:notWithin" ->
          call(construct, "", " " + random.nextInt(6) + " ", "", parts(2, depth), 2);
      case "fn:extend" -> {
        String by = " " + random.nextInt(4) + " " + random.nextInt(4);
        yield call(construct, "", "", by, parts(1, depth), 1);
      }
      case "fn:containing", "fn:notContaining" ->
          call(construct, "", " ", "", List.of(spread(depth), part(depth)), 2);
      case "fn:containedBy", "fn:notContainedBy" ->
          call(construct, "", " ", "", List.of(part(depth), spread(depth)), 2);
      case "fn:overlapping", "fn:nonOverlapping" ->
          call(construct, "", " ", "", List.of(spread(depth), spread(depth)), 2);
      case "fn:wildcard" -> QueryTree.leaf(INTERVAL, construct, construct + "(" + wildcard() + ")");
      case "fn:fuzzyTerm" -> QueryTree.leaf(INTERVAL, construct, construct + "(" + fuzzy() + ")");
      default -> call(construct, "", " ", "", parts(2, depth), 2);
    };
  }

  private static QueryTree call(
      String name, String open, String joint, String close, List<QueryTree> parts, int least) {
    return new QueryTree(INTERVAL, name, name + "(" + open, joint, close + ")", parts, least);
  }

  private List<QueryTree> parts(int size, int depth) {
    return Stream.generate(() -> part(depth)).limit(size).toList();
  }

  private QueryTree part(int depth) {
    return depth > 1 && random.nextInt(3) == 0
        ? function(any(random, CONSTRUCTS), depth - 1)
        : text(random.nextInt(6) == 0 ? words.passage(2) : List.of(words.word()));
  }

  /** Parts that follow each other in a text, so that functions of order and distance meet them. */
  private List<QueryTree> passage(int size, int depth) {
    List<String> passage = words.passage(size);
    return IntStream.range(0, size)
        .mapToObj(i -> random.nextInt(3) == 0 ? part(depth) : text(List.of(passage.get(i))))
        .toList();
  }

  /** Something that mostly spans several words. */
  private QueryTree spread(int depth) {
    List<String> wide =
        List.of("fn:ordered", "fn:unordered", "fn:extend", "fn:phrase", "fn:atLeast");
    return depth > 1 && random.nextInt(4) > 0
        ? function(any(random, wide), depth - 1)
        : part(depth);
  }

  private static QueryTree text(List<String> content) {
    String all = String.join(" ", content).replaceAll("[\"\\\\]", "");
    boolean bare =
        all.chars().allMatch(Character::isLetterOrDigit)
            && !all.isEmpty()
            && !RandomWords.isOperator(all);
    return QueryTree.leaf(INTERVAL, "fn:text", bare ? all : "\"" + all + "\"");
  }

  private String wildcard() {
    String word = words.plain();
    String form =
        switch (random.nextInt(3)) {
          case 0 -> word.substring(0, 2) + "*";
          case 1 -> "*" + word.charAt(1) + "*";
          default -> word.charAt(0) + "?" + word.substring(2) + "*";
        };
    return form + any(random, List.of("", "", " 50"));
  }

  private String fuzzy() {
    String word = words.plain();
    String near = random.nextBoolean() ? word : word.substring(1) + "x";
    return near + any(random, List.of("", " 1", " 2", " 2 40"));
  }
}
