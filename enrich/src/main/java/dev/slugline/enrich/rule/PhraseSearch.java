package dev.slugline.enrich.rule;

import java.util.Arrays;

/**
 * Finds the places of a phrase in one field, in order: those that Lucene's PhraseQuery finds. An
 * exact phrase is where all terms meet at their distances. With slop Lucene keeps one cursor a term
 * in a heap and always moves the hindmost; where a term is in the phrase more than once, cursors
 * that meet on one token are moved apart, in an order that depends on the heap's own shape, so that
 * some possible matches are not found. We take the same steps, to give the same answer. The work is
 * at most the number of occurrences of the terms, times the terms. Not thread-safe.
 */
final class PhraseSearch {
  private final Occurrences occurrences;
  private final TokenBuffer tokens;

  private int[] offset = new int[8]; // of each term within the phrase
  private int[] atom = new int[8];
  private int[] at = new int[8]; // the occurrence that each cursor is on
  private int[] place = new int[8]; // its position less the term's offset
  private int[] heap = new int[9]; // cursors; 1-based
  private int[] moved = new int[8];
  private boolean[] repeated = new boolean[8]; // whether the term is in the phrase more than once
  private int[] turn = new int[8]; // the how manieth of its equals it is, from 0
  private boolean[] toRequeue = new boolean[8]; // by turn
  private int terms;
  private int slop;
  private int size;
  private int far; // the highest place that a cursor was moved to
  private int to; // the field's last token, exclusive
  private boolean repeats;
  private boolean open; // whether more can be found
  private int lead;
  private int leadToken;

  /** What was found last: UTF-16 offsets. */
  int start;

  int end;

  PhraseSearch(Occurrences occurrences, TokenBuffer tokens) {
    this.occurrences = occurrences;
    this.tokens = tokens;
  }

  /**
   * Starts a search.
   *
   * @param phrases as in {@link Network}
   * @param phrase where in it the phrase stands
   * @param from the field's first token
   * @param until the field's last token, exclusive
   */
  void start(int[] phrases, int phrase, int from, int until) {
    terms = phrases[phrase + 1];
    slop = terms == 1 ? 0 : phrases[phrase]; // a phrase of one word is that word
    to = until;
    grow();
    open = true;
    repeats = false;
    for (int i = 0; i < terms; i++) {
      atom[i] = phrases[phrase + 2 + i];
      offset[i] = phrases[phrase + 2 + terms + i];
      at[i] = occurrences.firstFrom(atom[i], from);
      if (at[i] == Occurrences.NONE || occurrences.token(at[i]) >= to) {
        open = false;
        return;
      }
      place[i] = tokens.position[occurrences.token(at[i])] - offset[i];
      repeated[i] = false;
      turn[i] = 0;
      for (int j = 0; j < i; j++) {
        if (atom[j] == atom[i]) {
          repeats = true;
          repeated[i] = true;
          repeated[j] = true;
          turn[i]++;
        }
      }
    }
    if (slop > 0) {
      open = !repeats || moveApart();
      fill();
    }
  }

  /** Goes to the next place; false where there is no more. */
  boolean next() {
    if (!open) {
      return false;
    }
    return slop == 0 ? nextExact() : nextSloppy();
  }

  private void grow() {
    if (terms > at.length) {
      offset = new int[terms];
      atom = new int[terms];
      at = new int[terms];
      place = new int[terms];
      heap = new int[terms + 1];
      moved = new int[terms];
      repeated = new boolean[terms];
      turn = new int[terms];
      toRequeue = new boolean[terms];
    }
  }

  /** Moves a cursor to its next occurrence; false where there is none: it stays. */
  private boolean move(int cursor) {
    int next = occurrences.next(at[cursor]);
    if (next == Occurrences.NONE || occurrences.token(next) >= to) {
      return false;
    }
    at[cursor] = next;
    place[cursor] = tokens.position[occurrences.token(next)] - offset[cursor];
    return true;
  }

  private boolean nextExact() {
    int aim = place[0];
    for (int i = 0; i < terms; ) {
      if (place[i] < aim) {
        if (!move(i)) {
          open = false;
          return false;
        }
      } else if (place[i] > aim) {
        aim = place[i];
        i = 0;
      } else {
        i++;
      }
    }
    start = tokens.start[occurrences.token(at[0])];
    end = tokens.end[occurrences.token(at[terms - 1])];
    open = move(0);
    return true;
  }

  private boolean nextSloppy() {
    int cursor = pop();
    lead(cursor);
    int width = far - place[cursor];
    int second = place[heap[1]];
    while (moveOn(cursor) && (!repeats || settle(cursor))) {
      if (place[cursor] > second) {
        push(cursor);
        if (width <= slop) {
          span();
          return true;
        }
        cursor = pop();
        second = place[heap[1]];
        width = far - place[cursor];
      } else {
        width = Math.min(width, far - place[cursor]);
      }
      lead(cursor);
    }
    open = false;
    if (width <= slop) {
      span();
      return true;
    }
    return false;
  }

  private void lead(int cursor) {
    lead = cursor;
    leadToken = occurrences.token(at[cursor]);
  }

  /** From the first to the last of the tokens that the cursors are on, the lead's as it was. */
  private void span() {
    start = tokens.start[leadToken];
    end = tokens.end[leadToken];
    for (int i = 0; i < terms; i++) {
      int token = occurrences.token(at[i]);
      start = Math.min(start, tokens.start[token]);
      if (i != lead) {
        end = Math.max(end, tokens.end[token]);
      }
    }
  }

  private boolean moveOn(int cursor) {
    if (!move(cursor)) {
      return false;
    }
    far = Math.max(far, place[cursor]);
    return true;
  }

  /** At the start, the n-th of equal terms is moved n times, so that no two are on one token. */
  private boolean moveApart() {
    for (int i = 0; i < terms; i++) {
      for (int j = 0; j < turn[i]; j++) {
        if (!move(i)) {
          return false;
        }
      }
    }
    return true;
  }

  /** After a move: moves the lesser of two cursors on one token on, until there are none. */
  private boolean settle(int first) {
    int cursor = first;
    int marked = 0;
    for (int other = collision(cursor); other >= 0; other = collision(cursor)) {
      cursor = lesser(cursor, other);
      if (!moveOn(cursor)) {
        Arrays.fill(toRequeue, 0, terms, false);
        return false;
      }
      if (other != first && !toRequeue[turn[other]]) {
        toRequeue[turn[other]] = true;
        marked++;
      }
    }
    int popped = 0;
    while (marked > 0) {
      int top = pop();
      moved[popped++] = top;
      // as in Lucene, any repeated term whose turn is the same counts, though it be another word
      if (repeated[top] && toRequeue[turn[top]]) {
        toRequeue[turn[top]] = false;
        marked--;
      }
    }
    while (popped > 0) {
      push(moved[--popped]);
    }
    return true;
  }

  private int collision(int cursor) {
    int token = occurrences.token(at[cursor]);
    for (int i = 0; i < terms; i++) {
      if (i != cursor && atom[i] == atom[cursor] && occurrences.token(at[i]) == token) {
        return i;
      }
    }
    return -1;
  }

  private int lesser(int a, int b) {
    return place[a] < place[b] || (place[a] == place[b] && offset[a] < offset[b]) ? a : b;
  }

  // ---- the heap: hindmost first, then by offset, then by number -----------------------------

  private void fill() {
    size = 0;
    far = Integer.MIN_VALUE;
    for (int i = 0; i < terms; i++) {
      far = Math.max(far, place[i]);
      push(i);
    }
  }

  private boolean less(int a, int b) {
    if (place[a] != place[b]) {
      return place[a] < place[b];
    }
    return offset[a] == offset[b] ? a < b : offset[a] < offset[b];
  }

  private void push(int cursor) {
    int i = ++size;
    for (int up = i >>> 1; up > 0 && less(cursor, heap[up]); up = i >>> 1) {
      heap[i] = heap[up];
      i = up;
    }
    heap[i] = cursor;
  }

  private int pop() {
    int top = heap[1];
    int sinking = heap[size--];
    int i = 1;
    for (int down = 2; down <= size; down = i << 1) {
      if (down < size && less(heap[down + 1], heap[down])) {
        down++;
      }
      if (!less(heap[down], sinking)) {
        break;
      }
      heap[i] = heap[down];
      i = down;
    }
    heap[i] = sinking;
    return top;
  }
}
