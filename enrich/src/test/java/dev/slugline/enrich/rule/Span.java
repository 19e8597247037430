package dev.slugline.enrich.rule;

import java.util.Comparator;

/** A place in a text: UTF-16 offsets into the title or the body. In order: title, then body. */
record Span(String field, int start, int end) implements Comparable<Span> {
  private static final Comparator<Span> IN_TEXT =
      Comparator.comparing(Span::field)
          .reversed()
          .thenComparingInt(Span::start)
          .thenComparingInt(Span::end);

  @Override
  public int compareTo(Span other) {
    return IN_TEXT.compare(this, other);
  }

  boolean covers(Span other) {
    return field.equals(other.field) && start <= other.start && end >= other.end;
  }

  boolean overlaps(Span other) {
    return field.equals(other.field) && start < other.end && end > other.start;
  }

  String in(Text text) {
    String value = field.equals("title") ? text.title() : text.body();
    return value == null ? "" : value.substring(start, end);
  }
}
