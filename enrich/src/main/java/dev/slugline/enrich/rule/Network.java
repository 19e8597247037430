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
 * @param level of each node: one more than that of its highest child
 * @param levels how many there are
 * @param must of each node: how many parts have to be met
 * @param least of each node: how many of the other parts have to be met
 * @param detail of each node: of a term, its atom; of a phrase, where it stands in {@code phrases};
 *     of an interval function, which of {@code intervals} it is
 * @param ofAtom the nodes of a single atom, and the phrases that are looked for where it occurs
 * @param parents of each node: the parent's number times four, and the role in it
 * @param clauses of each node: those that it decides
 * @param phrases each: slop, number of terms, their atoms, their positions
 * @param always the atom that every text has
 */
record Network(
    Lexicon lexicon,
    Map<String, Lexicon> values,
    Map<String, List<Range>> numbers,
    int atoms,
    byte[] kind,
    byte[] mask,
    int[] level,
    int levels,
    int[] must,
    int[] least,
    int[] detail,
    Lists ofAtom,
    Lists parents,
    Lists clauses,
    int[] phrases,
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

  /** A range of numbers, both ends included, and its node. */
  record Range(long low, long high, int node) {}

  int nodes() {
    return kind.length;
  }
}
