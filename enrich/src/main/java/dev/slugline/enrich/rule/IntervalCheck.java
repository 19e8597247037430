package dev.slugline.enrich.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.queries.intervals.IntervalIterator;
import org.apache.lucene.queries.intervals.IntervalMatchesIterator;

/**
 * Asks Lucene's interval sources about one article. What they throw, as where a wildcard means more
 * terms of the article than a function may expand to, is an {@link IllegalStateException} with
 * Lucene's message. Thread-safe, but an {@link ArticleReader} is not.
 */
final class IntervalCheck {
  private IntervalCheck() {}

  /**
   * Where an interval is in a text. Positions, not offsets: an extended interval and one with a
   * hole in it have none in Lucene.
   *
   * @param start the first position; an extended interval may begin before the text
   * @param end the last position, included; an extended one may end behind it
   */
  record Span(int start, int end) {}

  /** Whether the article has any such interval, as an IntervalQuery has it. */
  static boolean matches(ArticleReader article, Condition.Interval interval) {
    try {
      IntervalIterator found = interval.source().intervals(interval.field(), article.getContext());
      return found != null
          && found.nextDoc() == 0
          && found.nextInterval() != IntervalIterator.NO_MORE_INTERVALS;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first intervals in the order that Lucene finds them, at most so many. */
  static List<Span> spans(ArticleReader article, Condition.Interval interval, int most) {
    try {
      List<Span> spans = new ArrayList<>();
      IntervalMatchesIterator found =
          interval.source().matches(interval.field(), article.getContext(), 0);
      while (found != null && spans.size() < most && found.next()) {
        spans.add(new Span(found.startPosition(), found.endPosition()));
      }
      return spans;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
