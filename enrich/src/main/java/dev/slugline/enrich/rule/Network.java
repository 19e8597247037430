package dev.slugline.enrich.rule;

import java.util.List;
import java.util.Map;

/**
 * The conditions of all clauses of one language as one graph, in which what is equal exists once. A
 * node is met or not by a text; nodes that are met count for their parents, so that evaluation
 * touches only what the words of the text lead to, however many rules there are. Immutable.
 *
 * @param lexicon the atoms of title and body
 * @param values the atoms of the other fields, by field
 * @param numbers the ranges asked for, by numeric field
 * @param atoms how many atoms there are, those of all fields together
 * @param kind of each node
 * @param mask of each node: the fields in which its atoms are looked for
 * @param detail of each node: of a term, its atom; of a phrase, where it stands in {@code phrases};
 *     of an interval function, which of {@code intervals} it is; of another node with parts, where
 *     its groups stand in {@code groups}, or 0
 * @param inner how many nodes have parts; they have the first numbers
 * @param shape of each of those {@link #SIZE} numbers, as below; the first of them are for the
 *     state of evaluation
 * @param levels how many there are
 * @param ofAtom the nodes of a single atom, and the phrases that are looked for where it occurs:
 *     the node's number times 16, its mask times 2, and 1 for a phrase
 * @param parents of each node what it counts for: the parent's number times four, and the role in
 *     it; or the clause that it decides, with the role {@link #CLAUSE}
 * @param phrases each: slop, number of terms, their atoms, their positions
 * @param groups of a node, where its {@code detail} says: how many groups; of each how many leaves
 *     and those. A group is a necessary part too, met where one of its leaves is, but its leaves do
 *     not count up to the node: they are looked at where all else of the node is met
 * @param groupsOf of each leaf the nodes in whose groups it is
 * @param always the atom that every text has
 */
record Network(
    Lexicon lexicon,
    Map<String, Lexicon> values,
    Map<String, List<Range>> numbers,
    int atoms,
    byte[] kind,
    byte[] mask,
    int[] detail,
    int inner,
    int[] shape,
    int levels,
    Lists ofAtom,
    Lists parents,
    int[] phrases,
    int[] groups,
    Lists groupsOf,
    List<Condition.Interval> intervals,
    int always) {

  /** Kinds of nodes. */
  static final byte TERM = 0;

  static final byte PHRASE = 1;
  static final byte NUMBER = 2;
  static final byte INTERVAL = 3;
  static final byte BOOL = 4;

  /** Fields, as bits of a mask. */
  static final int TITLE = 1;

  static final int BODY = 2;
  static final int VALUE = 4;

  /** What a node is to its parent. */
  static final int SHOULD = 0;

  static final int MUST = 1;
  static final int NOT = 2;
  static final int CLAUSE = 3;

  /** How many numbers there are of a node with parts. */
  static final int SIZE = 4;

  /** Three of them change: how many parts are met, and the last of those. */
  static final int SHOULD_MET = 0;

  static final int MUST_MET = 1;
  static final int LAST_PART = 2;

  /** One does not: how many parts have to be met, and its level. */
  static final int NEEDS = 3;

  /** The most parts of a node that can have to be met, and the most levels. */
  static final int MAX_NEEDED = (1 << 11) - 1;

  static final int MAX_LEVEL = (1 << 9) - 1;

  /** Added to what a node needs where it has groups. */
  static final int HAS_GROUPS = 1 << 31;

  /** What a node needs: so many necessary parts, so many of the optional ones. */
  static int needs(int must, int least, int level) {
    return must << 20 | least << 9 | level;
  }

  static int must(int needs) {
    return needs >>> 20 & MAX_NEEDED;
  }

  static int least(int needs) {
    return needs >>> 9 & MAX_NEEDED;
  }

  /** One more than that of its highest part. */
  static int level(int needs) {
    return needs & MAX_LEVEL;
  }

  /** A range of numbers, both ends included, and its node. */
  record Range(long low, long high, int node) {}

  int nodes() {
    return kind.length;
  }
}
