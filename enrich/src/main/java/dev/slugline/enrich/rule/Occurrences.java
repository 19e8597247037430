package dev.slugline.enrich.rule;

import java.util.Arrays;

/**
 * Where each atom occurs in one text: for each atom a chain of tokens in order, those of the title
 * first, then those of the body, then the values of other fields. Reused from text to text. Not
 * thread-safe.
 */
final class Occurrences {
  /** The end of a chain. */
  static final int NONE = -1;

  // of each atom, side by side: its first occurrence plus one, its last one, its fields as bits,
  // and
  // the list of its nodes
  private static final int SIZE = 4;
  private static final int FIRST = 0;
  private static final int LAST = 1;
  private static final int FIELDS = 2;
  private static final int NODES = 3;

  private final int[] atoms;
  private int[] next = new int[1024];
  private int[] token = new int[1024];
  private int count;
  private final Ints touched = new Ints();

  /**
   * Of so many atoms.
   *
   * @param nodes as in {@link Network}
   */
  Occurrences(int atoms, Lists nodes) {
    this.atoms = new int[atoms * SIZE];
    for (int i = 0; i < atoms; i++) {
      this.atoms[i * SIZE + NODES] = nodes.entry(i);
    }
  }

  /** Forgets all; costs what the last text had. */
  void clear() {
    for (int i = 0; i < touched.size(); i++) {
      int at = touched.get(i) * SIZE;
      atoms[at + FIRST] = 0;
      atoms[at + FIELDS] = 0;
    }
    touched.clear();
    count = 0;
  }

  void add(int atom, int tokenIndex, int field) {
    if (count == next.length) {
      next = Arrays.copyOf(next, count * 2);
      token = Arrays.copyOf(token, count * 2);
    }
    next[count] = NONE;
    token[count] = tokenIndex;
    int at = atom * SIZE;
    if (atoms[at + FIRST] == 0) {
      atoms[at + FIRST] = count + 1;
      touched.add(atom);
    } else {
      next[atoms[at + LAST]] = count;
    }
    atoms[at + LAST] = count++;
    atoms[at + FIELDS] |= field;
  }

  /** The atoms that occur. */
  Ints atoms() {
    return touched;
  }

  /** In which fields an atom occurs, as bits. */
  int fields(int atom) {
    return atoms[atom * SIZE + FIELDS];
  }

  /** The list of the nodes of an atom, as {@link Lists#entry} gives it. */
  int nodes(int atom) {
    return atoms[atom * SIZE + NODES];
  }

  /** The first occurrence of an atom, or {@link #NONE}. */
  int first(int atom) {
    return atoms[atom * SIZE + FIRST] - 1;
  }

  int next(int occurrence) {
    return next[occurrence];
  }

  /** The index of the token. */
  int token(int occurrence) {
    return token[occurrence];
  }

  /** The first occurrence of an atom from a token on, or {@link #NONE}. */
  int firstFrom(int atom, int tokenIndex) {
    int occurrence = first(atom);
    while (occurrence != NONE && token[occurrence] < tokenIndex) {
      occurrence = next[occurrence];
    }
    return occurrence;
  }
}
