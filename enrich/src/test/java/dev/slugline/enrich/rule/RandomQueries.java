package dev.slugline.enrich.rule;

import static dev.slugline.enrich.rule.QueryTree.Family.QUERY;
import static dev.slugline.enrich.rule.Vocabulary.any;

import dev.slugline.enrich.rule.RandomTexts.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Random queries of every construct of the query language, over the words of a small world. */
final class RandomQueries {
  private static final List<String> COMBINED =
      List.of(
          "AND",
          "&&",
          "OR",
          "||",
          "beside",
          "AND NOT",
          "!",
          "NOT alone",
          "+ and -",
          "OR and AND",
          "@n",
          "boost",
          "field group",
          "one of a list");

  private static final int DEPTH = 3;

  private final Random random;
  private final RandomWords words;
  private final RandomLeaves leaves;
  private final RandomIntervals intervals;

  RandomQueries(Random random, World world) {
    this.random = random;
    words = new RandomWords(random, world);
    leaves = new RandomLeaves(random, words);
    intervals = new RandomIntervals(random, words);
  }

  /** All constructs that {@link #query} can be asked for. */
  static List<String> constructs() {
    return Stream.of(COMBINED, RandomLeaves.CONSTRUCTS, RandomIntervals.CONSTRUCTS)
        .flatMap(List::stream)
        .toList();
  }

  /** A query whose outermost construct is the given one. */
  QueryTree query(String construct) {
    words.turn();
    return make(construct, DEPTH);
  }

  private QueryTree make(String construct, int depth) {
    if (RandomIntervals.CONSTRUCTS.contains(construct)) {
      return intervals.query(construct);
    }
    return RandomLeaves.CONSTRUCTS.contains(construct)
        ? leaves.leaf(construct)
        : combined(construct, depth);
  }

  private QueryTree part(int depth) {
    int choice = random.nextInt(10);
    if (depth <= 1 || choice < 6) {
      return choice == 0
          ? intervals.query(any(random, RandomIntervals.CONSTRUCTS))
          : leaves.leaf(
              any(random, random.nextBoolean() ? RandomLeaves.BARE : RandomLeaves.CONSTRUCTS));
    }
    return group("group", make(any(random, COMBINED), depth - 1));
  }

  private QueryTree combined(String construct, int depth) {
    return switch (construct) {
      case "AND", "&&" -> join(construct, " " + construct + " ", some(2, depth), 1);
      case "OR", "||" -> join(construct, " " + construct + " ", some(3, depth), 1);
      case "beside" -> join(construct, " ", some(2, depth), 1);
      case "AND NOT" -> join(construct, " AND NOT ", List.of(part(depth), part(depth)), 2);
      case "!" -> join(construct, " AND !", List.of(part(depth), part(depth)), 2);
      case "NOT alone" -> wrap(construct, any(random, List.of("NOT ", "-", "!")), part(depth), "");
      case "+ and -" -> signed(construct, depth);
      case "OR and AND" -> mixed(construct, depth);
      case "@n" -> {
        QueryTree list = join(construct, any(random, List.of(" ", " OR ")), some(3, depth), 2);
        yield wrap(construct, "(", list, ")@" + (1 + random.nextInt(3)));
      }
      case "boost" ->
          wrap(construct, "(", part(depth), ")^" + any(random, List.of("2", "0.5", "0")));
      case "field group" -> {
        QueryTree list = join(construct, any(random, List.of(" AND ", " OR ", " ")), bare(), 1);
        yield wrap(construct, any(random, List.of("title", "body")) + ":(", list, ")");
      }
      default -> join(construct, " OR ", Stream.generate(() -> listed()).limit(20).toList(), 1);
    };
  }

  /** Some parts must, some may, some must not. */
  private QueryTree signed(String construct, int depth) {
    List<QueryTree> parts = new ArrayList<>();
    for (int i = 2 + random.nextInt(3); i > 0; i--) {
      String sign = any(random, List.of("+", "+", "-", "", ""));
      parts.add(sign.isEmpty() ? part(depth) : wrap(construct, sign, part(depth), ""));
    }
    return join(construct, " ", parts, 1);
  }

  /** Operators side by side without brackets: the parser's own precedence. */
  private QueryTree mixed(String construct, int depth) {
    List<QueryTree> pairs = new ArrayList<>();
    for (int i = 2 + random.nextInt(2); i > 0; i--) {
      String joint = any(random, List.of(" AND ", " AND NOT ", " "));
      pairs.add(join(construct, joint, List.of(part(depth), part(depth)), 1));
    }
    return join(construct, any(random, List.of(" OR ", " OR NOT ", " ")), pairs, 1);
  }

  private List<QueryTree> some(int least, int depth) {
    return Stream.generate(() -> part(depth)).limit(least + random.nextInt(2)).toList();
  }

  /** Parts that name no field, so that a field can stand before them all. */
  private List<QueryTree> bare() {
    return Stream.generate(() -> leaves.leaf(any(random, RandomLeaves.BARE)))
        .limit(2 + random.nextInt(2))
        .toList();
  }

  /** As of a long list of names: most stand in no text. */
  private QueryTree listed() {
    return random.nextInt(20) > 0
        ? QueryTree.leaf(QUERY, "word", "acme" + random.nextInt(1000))
        : leaves.leaf("word");
  }

  private static QueryTree group(String construct, QueryTree part) {
    return wrap(construct, "(", part, ")");
  }

  private static QueryTree wrap(String construct, String open, QueryTree part, String close) {
    return new QueryTree(QUERY, construct, open, "", close, List.of(part), 1);
  }

  private static QueryTree join(String construct, String joint, List<QueryTree> parts, int least) {
    return new QueryTree(QUERY, construct, "", joint, "", parts, least);
  }
}
