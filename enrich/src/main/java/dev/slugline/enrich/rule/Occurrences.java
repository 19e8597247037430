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

  private final int[] head;
  private final int[] tail;
  private final byte[] fields;
  private int[] next = new int[1024];
  private int[] token = new int[1024];
  private int count;
  private final Ints touched = new Ints();

  Occurrences(int atoms) {
    head = new int[atoms];
    tail = new int[atoms];
    fields = new byte[atoms];
    Arrays.fill(head, NONE);
  }

  /** Forgets all; costs what the last text had. */
  void clear() {
    for (int i = 0; i < touched.size(); i++) {
      head[touched.get(i)] = NONE;
      fields[touched.get(i)] = 0;
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
    if (head[atom] == NONE) {
      head[atom] = count;
      touched.add(atom);
    } else {
      next[tail[atom]] = count;
    }
    tail[atom] = count++;
    fields[atom] |= (byte) field;
  }

  /** The atoms that occur. */
  Ints atoms() {
    return touched;
  }

  /** In which fields an atom occurs, as bits. */
  int fields(int atom) {
    return fields[atom];
  }

  /** The first occurrence of an atom, or {@link #NONE}. */
  int first(int atom) {
    return head[atom];
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
    int occurrence = head[atom];
    while (occurrence != NONE && token[occurrence] < tokenIndex) {
      occurrence = next[occurrence];
    }
    return occurrence;
  }
}
