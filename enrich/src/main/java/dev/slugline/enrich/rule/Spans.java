package dev.slugline.enrich.rule;

import java.util.Arrays;
import java.util.List;

/**
 * The places where one clause was met, in the order of the text and each once: title, body, then
 * the values of other fields. Not thread-safe.
 */
final class Spans {
  /** The most places that a clause gives as evidence: the first ones in the text. */
  static final int MAX = 64;

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

  /** Adds what was found as evidence for a clause. */
  void evidence(String clause, Text text, Reading reading, List<Evidence> found) {
    Arrays.sort(spans, 0, count);
    int given = 0;
    for (int i = 0; i < count && given < MAX; i++) {
      if (i == 0 || spans[i] != spans[i - 1]) {
        found.add(evidence(spans[i], clause, text, reading));
        given++;
      }
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
