package dev.slugline.enrich.rule;

import java.util.function.Predicate;

/**
 * Whether a term can be made of another by at most so many edits, each of which inserts, deletes or
 * replaces a character or exchanges two neighbours that no other edit touches: the very terms that
 * Lucene's Levenshtein automata take, without the memory of an automaton for each term. Characters
 * are code points. Thread-safe.
 */
final class EditDistance implements Predicate<String> {
  private final int[] term;
  private final int edits;

  EditDistance(String term, int edits) {
    this.term = term.codePoints().toArray();
    this.edits = edits;
  }

  @Override
  public boolean test(String other) {
    if (other.length() < term.length - edits || other.length() > 2 * (term.length + edits)) {
      return false;
    }
    int[] found = other.codePoints().toArray();
    if (Math.abs(found.length - term.length) > edits) {
      return false;
    }
    int[] beforeLast = new int[term.length + 1];
    int[] last = new int[term.length + 1];
    int[] row = new int[term.length + 1];
    for (int j = 0; j <= term.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= found.length; i++) {
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
      row[0] = i;
      int least = i;
      for (int j = 1; j <= term.length; j++) {
        int distance = last[j - 1] + (found[i - 1] == term[j - 1] ? 0 : 1);
        distance = Math.min(distance, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && found[i - 1] == term[j - 2] && found[i - 2] == term[j - 1]) {
          distance = Math.min(distance, beforeLast[j - 2] + 1);
        }
        row[j] = distance;
        least = Math.min(least, distance);
      }
      if (least > edits + 1) {
        return false;
      }
    }
    return row[term.length] <= edits;
  }
}
