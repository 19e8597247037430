package dev.slugline.bench.engine;

import dev.slugline.bench.engine.Items.Item;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Makes rules in the manner of news monitoring from the words and phrases of a corpus: an OR of 4
 * to 8 items, a third of them phrases with slop 0 to 2; nearly half of the rules an AND of two such
 * groups; one in five with a NOT. Items are chosen by how many articles they occur in, so that a
 * rule matches about 2 % of the articles. The rule of a number is the same in every set of a seed.
 */
final class RuleMaker {
  private static final double MATCHES = 0.02;
  private static final double ANDS = 0.45;
  private static final double NOTS = 0.2;
  private static final double NOT_SHARE = 0.05;
  private static final int TRIES = 12;

  /** Parts the seeds of the numbers; any large prime would do. */
  private static final long PRIME = 0x7FFFFFFFFFFFFFE7L;

  private final Items items;
  private final long seed;

  RuleMaker(Items items, long seed) {
    this.items = items;
    this.seed = seed;
  }

  /**
   * A rule.
   *
   * @param items how many words and phrases it asks for
   * @param phrases how many of them are phrases
   * @param share of the articles that have its items, were all slops 0
   */
  record Made(StoredRule rule, int items, int phrases, double share) {}

  private static final class Draft {
    private final List<String> query = new ArrayList<>();
    private final BitSet in = new BitSet();
    private int items;
    private int phrases;
  }

  /** The rules of the numbers from 0. */
  List<StoredRule> rules(int count) {
    List<StoredRule> rules = new ArrayList<>(count);
    for (int number = 0; number < count; number++) {
      rules.add(make(number).rule());
    }
    return rules;
  }

  /** The rule of a number. */
  Made make(int number) {
    // split, for two seeds may lie on one sequence, a few steps apart
    SplittableRandom random = new SplittableRandom(seed + number * PRIME).split();
    double wanted = MATCHES * (0.3 + 1.4 * random.nextDouble());
    boolean and = random.nextDouble() < ANDS;
    boolean not = random.nextDouble() < NOTS;
    double scale = 1;
    Draft best = null;
    double bestMiss = Double.MAX_VALUE;
    for (int i = 0; i < TRIES && bestMiss > 1.6; i++) {
      Draft draft = draft(random, wanted, scale, and, not);
      double share = share(draft);
      double ratio = Math.max(share, 0.2 / items.articles()) / wanted;
      double miss = Math.max(ratio, 1 / ratio);
      if (miss < bestMiss) {
        bestMiss = miss;
        best = draft;
      }
      scale /= Math.sqrt(Math.min(4, Math.max(0.25, ratio)));
    }
    if (best == null) {
      throw new IllegalStateException("no try");
    }
    StoredRule rule = StoredRule.of("r%06d".formatted(number), String.join(" ", best.query));
    return new Made(rule, best.items, best.phrases, share(best));
  }

  private double share(Draft draft) {
    return draft.in.cardinality() / (double) items.articles();
  }

  private Draft draft(
      SplittableRandom random, double wanted, double scale, boolean and, boolean not) {
    Draft draft = new Draft();
    double group = Math.min(0.6, (and ? Math.sqrt(wanted) : wanted) * scale);
    boolean nested = and || not;
    draft.in.or(group(random, draft, 4 + random.nextInt(5), group, nested));
    if (and) {
      draft.query.add("AND");
      draft.in.and(group(random, draft, 4 + random.nextInt(5), group, true));
    }
    if (not) {
      draft.query.add("AND NOT");
      draft.in.andNot(group(random, draft, 1 + random.nextInt(2), NOT_SHARE, true));
    }
    return draft;
  }

  /** An OR of items that together occur in about a share of the articles. */
  private BitSet group(
      SplittableRandom random, Draft draft, int size, double share, boolean nested) {
    BitSet in = new BitSet();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      boolean phrase = random.nextInt(3) == 0;
      Item item = phrase ? items.phrase(random, share / size) : items.word(random, share / size);
      in.or(item.in());
      texts.add(phrase ? "\"" + item.text() + "\"" + slop(random.nextInt(3)) : item.text());
      draft.items++;
      draft.phrases += phrase ? 1 : 0;
    }
    String or = texts.stream().collect(Collectors.joining(" OR "));
    draft.query.add(nested ? "(" + or + ")" : or);
    return in;
  }

  private static String slop(int slop) {
    return slop == 0 ? "" : "~" + slop;
  }
}
