package dev.slugline.app.prose;

import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.EnrichedArticle.Span;
import dev.slugline.enrich.EnrichedArticle.Tag;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The sentence that shows best why an article has a tag.
 *
 * @param text empty: no sentence holds any of the evidence
 * @param marks the words that earned the tag, in order, none overlapping
 * @param clauses the names of the rule's clauses that fired anywhere
 */
public record Sentence(String text, List<Mark> marks, List<String> clauses) {
  /** UTF-16 offsets into the sentence. */
  public record Mark(int start, int end) {}

  /** A longer sentence is cut around its first mark. */
  private static final int LONGEST = 320;

  private static final int BEFORE = 80;

  /** The sentence with most of a tag's evidence. */
  public static Sentence of(EnrichedArticle enriched, Tag tag) {
    List<String> clauses = tag.evidence().stream().map(Span::clause).distinct().toList();
    Sentence best = new Sentence("", List.of(), clauses);
    int covered = 0;
    for (String field : List.of("body", "title")) {
      String text = text(enriched, field);
      BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
      sentences.setText(text);
      int from = sentences.first();
      for (int to = sentences.next(); to != BreakIterator.DONE; to = sentences.next()) {
        List<Mark> marks = marks(tag.evidence(), field, from, to);
        int covers = marks.stream().mapToInt(mark -> mark.end() - mark.start()).sum();
        if (covers > covered) {
          covered = covers;
          best = cut(text.substring(from, to), marks, clauses);
        }
        from = to;
      }
    }
    return best;
  }

  private static String text(EnrichedArticle enriched, String field) {
    String text = field.equals("title") ? enriched.article().title() : enriched.article().body();
    return Objects.requireNonNullElse(text, "");
  }

  /** The spans within a sentence, those that overlap or touch made one. */
  private static List<Mark> marks(List<Span> spans, String field, int from, int to) {
    List<Span> inside =
        spans.stream()
            .filter(s -> s.field().equals(field) && s.start() >= from && s.end() <= to)
            .sorted(Comparator.comparingInt(Span::start))
            .toList();
    List<Mark> marks = new ArrayList<>();
    for (Span span : inside) {
      Mark last = marks.isEmpty() ? null : marks.get(marks.size() - 1);
      int start = span.start() - from;
      int end = span.end() - from;
      if (last != null && start <= last.end()) {
        marks.set(marks.size() - 1, new Mark(last.start(), Math.max(last.end(), end)));
      } else {
        marks.add(new Mark(start, end));
      }
    }
    return marks;
  }

  private static Sentence cut(String sentence, List<Mark> marks, List<String> clauses) {
    if (sentence.length() <= LONGEST) {
      return new Sentence(sentence, marks, clauses);
    }
    int first = marks.get(0).start();
    int from = first <= BEFORE ? 0 : sentence.lastIndexOf(' ', first - BEFORE) + 1;
    int least = Math.max(from + LONGEST, marks.get(0).end());
    int space = least >= sentence.length() ? -1 : sentence.indexOf(' ', least);
    int to = space < 0 ? sentence.length() : space;
    List<Mark> kept =
        marks.stream()
            .filter(mark -> mark.end() <= to)
            .map(mark -> new Mark(mark.start() - from, mark.end() - from))
            .toList();
    return new Sentence(sentence.substring(from, to), kept, clauses);
  }
}
