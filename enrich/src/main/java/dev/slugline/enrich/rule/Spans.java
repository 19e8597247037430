package dev.slugline.enrich.rule;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The places where one clause was met, in the order of the text and each once: title, body, then
 * the values of other fields. Not thread-safe.
 */
final class Spans {
  /** The most places that a clause gives as evidence: the first ones in the text. */
  static final int MAX = 64;

  /** The most places of a word or phrase that are looked at: the first ones in the text. */
  static final int GATHERED = 1024;

  // a span is one number, so that sorting is cheap: field, start, length
  private static final int LENGTH_BITS = 31;
  private static final long BODY = 1L << 62;

  /** A body is shorter than this, so that values sort behind it. */
  private static final int VALUES = 1 << 30;

  /** Texts of earlier evidence are used again: the same few words are found in many articles. */
  private static final int KNOWN = 1 << 13;

  private static final int MAX_KNOWN_LENGTH = 64;

  private long[] spans = new long[256];
  private int count;
  private final String[] known = new String[KNOWN];

  Spans() {
    Arrays.fill(known, "");
  }

  void clear() {
    count = 0;
  }

  void add(boolean title, int start, int end) {
    if (count == spans.length) {
      spans = Arrays.copyOf(spans, count * 2);
    }
    long span = (long) start << LENGTH_BITS | (end - start);
    spans[count++] = title ? span : span | BODY;
  }

  /** Adds a value of a field that is no text, by its number. */
  void value(int index) {
    add(false, VALUES + index, VALUES + index);
  }

  /** Puts them in the order of the text, each once; what is asked below is asked after that. */
  void arrange() {
    Arrays.sort(spans, 0, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || spans[i] != spans[i - 1]) {
        spans[kept++] = spans[i];
      }
    }
    count = kept;
  }

  int size() {
    return count;
  }

  /** Whether a span lies in the title. */
  boolean isTitle(int index) {
    return (spans[index] & BODY) == 0;
  }

  /** Whether a span is a value of a field that is no text. */
  boolean isValue(int index) {
    return start(index) >= VALUES;
  }

  /** Where a span starts in its field. */
  int start(int index) {
    return (int) ((spans[index] & ~BODY) >>> LENGTH_BITS);
  }

  private int end(int index) {
    return start(index) + (int) (spans[index] & (1L << LENGTH_BITS) - 1);
  }

  /** Drops the spans that are not to be kept. */
  void keep(IntPredicate kept) {
    int left = 0;
    for (int i = 0; i < count; i++) {
      if (kept.test(i)) {
        spans[left++] = spans[i];
      }
    }
    count = left;
  }

  /** Drops the spans of text that share a character with one of these. */
  void dropOverlapping(Spans others) {
    int[] other = {0};
    keep(
        i -> {
          while (other[0] < others.count && others.endsBefore(other[0], this, i)) {
            other[0]++;
          }
          return isValue(i) || !overlapsFrom(other[0], others, i);
        });
  }

  private boolean overlapsFrom(int from, Spans others, int i) {
    for (int o = from; o < others.count && !endsBefore(i, others, o); o++) {
      if (!others.endsBefore(o, this, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean endsBefore(int index, Spans others, int other) {
    return isTitle(index) == others.isTitle(other)
        ? end(index) <= others.start(other)
        : isTitle(index);
  }

  /** Adds the first of them as evidence for a clause. */
  void evidence(String clause, Text text, Reading reading, List<Evidence> found) {
    for (int i = 0; i < count && i < MAX; i++) {
      found.add(evidence(spans[i], clause, text, reading));
    }
  }

  private Evidence evidence(long span, String clause, Text text, Reading reading) {
    boolean title = (span & BODY) == 0;
    int start = (int) ((span & ~BODY) >>> LENGTH_BITS);
    int end = start + (int) (span & (1L << LENGTH_BITS) - 1);
    if (start >= VALUES) {
      int token = start - VALUES + reading.valuesFrom;
      String value = reading.value(token);
      return new Evidence(reading.field(token), 0, value.length(), value, clause);
    }
    String field = title && text.title() != null ? text.title() : text.body();
    return new Evidence(title ? "title" : "body", start, end, text(field, start, end), clause);
  }

  private String text(String field, int start, int end) {
    int length = end - start;
    if (length > MAX_KNOWN_LENGTH) {
      return field.substring(start, end);
    }
    int hash = length;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + field.charAt(i);
    }
    int at = (hash ^ hash >>> 15) & (KNOWN - 1);
    String text = known[at];
    if (text.length() != length || !field.startsWith(text, start)) {
      text = field.substring(start, end);
      known[at] = text;
    }
    return text;
  }
}
