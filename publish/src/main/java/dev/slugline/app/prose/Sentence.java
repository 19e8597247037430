package dev.slugline.app.prose;

import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.EnrichedArticle.Span;
import dev.slugline.enrich.EnrichedArticle.Tag;
import dev.slugline.ingest.article.Article;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sentence that shows best why an article has a tag.
 *
 * @param text empty: no sentence holds any of the evidence
 * @param marks the words that earned the tag, in order, none overlapping
 * @param clauses the names of the rule's clauses whose words are marked
 */
public record Sentence(String text, List<Mark> marks, List<String> clauses) {
  /** UTF-16 offsets into the sentence. */
  public record Mark(int start, int end) {}

  /** A longer sentence is cut around its first mark. */
  private static final int LONGEST = 320;

  private static final int BEFORE = 80;
  private static final String CUT = "…";

  /** The sentence with most of a tag's evidence. */
  public static Sentence of(EnrichedArticle enriched, Tag tag) {
    return best(enriched.article(), tag.evidence(), 1).stream()
        .findFirst()
        .orElseGet(() -> new Sentence("", List.of(), List.of()));
  }

  /**
   * The sentences of an article that show best why it has a tag, in their order: the one with most
   * of the evidence, then rather those with words of it that stand in few places.
   *
   * @param most how many at most
   */
  public static List<Sentence> best(Article article, List<Span> evidence, int most) {
    List<Candidate> open = new ArrayList<>();
    // the body first: of sentences with as much evidence it is the one that says more
    candidates(article.body(), "body", evidence, open);
    candidates(article.title(), "title", evidence, open);
    Map<String, Integer> places = new HashMap<>();
    evidence.forEach(span -> places.merge(word(span), 1, Integer::sum));
    Comparator<Candidate> byEvidence = Comparator.comparingInt(Candidate::covers);
    List<Candidate> chosen = new ArrayList<>();
    Set<String> shown = new HashSet<>();
    while (chosen.size() < most && !open.isEmpty()) {
      Candidate next =
          first(
              open,
              chosen.isEmpty()
                  ? byEvidence
                  : Comparator.comparingDouble((Candidate it) -> it.news(shown, places))
                      .thenComparing(byEvidence));
      open.remove(next);
      chosen.add(next);
      shown.addAll(next.words());
    }
    return chosen.stream()
        .sorted(
            Comparator.comparing((Candidate it) -> !it.field().equals("title"))
                .thenComparingInt(Candidate::start))
        .map(Candidate::sentence)
        .toList();
  }

  /** The first of the greatest. */
  private static Candidate first(List<Candidate> all, Comparator<Candidate> order) {
    Candidate greatest = all.get(0);
    for (Candidate it : all) {
      if (order.compare(it, greatest) > 0) {
        greatest = it;
      }
    }
    return greatest;
  }

  /** A word of the evidence as it is told from others. */
  private static String word(Span span) {
    return span.text().toLowerCase(Locale.ROOT);
  }

  /**
   * A sentence with evidence.
   *
   * @param covers how many characters of it are evidence
   */
  private record Candidate(
      String field, int start, int covers, Set<String> words, Sentence sentence) {

    /** How much it says that was not shown: a word the more, the fewer places it stands in. */
    double news(Set<String> shown, Map<String, Integer> places) {
      return words.stream()
          .filter(word -> !shown.contains(word))
          .mapToDouble(word -> 1.0 / places.getOrDefault(word, 1))
          .sum();
    }
  }

  private static void candidates(
      @Nullable String text, String field, List<Span> evidence, List<Candidate> found) {
    if (text == null) {
      return;
    }
    List<Span> spans =
        evidence.stream()
            .filter(span -> span.field().equals(field))
            .sorted(Comparator.comparingInt(Span::start))
            .toList();
    BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
    sentences.setText(text);
    int next = 0;
    int from = sentences.first();
    for (int to = sentences.next();
        to != BreakIterator.DONE && next < spans.size();
        to = sentences.next()) {
      List<Span> inside = new ArrayList<>();
      for (; next < spans.size() && spans.get(next).start() < to; next++) {
        if (spans.get(next).end() <= to) {
          inside.add(spans.get(next));
        }
      }
      if (!inside.isEmpty()) {
        List<Mark> marks = marks(inside, from);
        int covers = marks.stream().mapToInt(mark -> mark.end() - mark.start()).sum();
        Sentence sentence = cut(text.substring(from, to).stripTrailing(), marks, inside, from);
        Set<String> words = inside.stream().map(Sentence::word).collect(Collectors.toSet());
        found.add(new Candidate(field, from, covers, words, sentence));
      }
      from = to;
    }
  }

  /** The clauses of what ends no later than a place. */
  private static List<String> clauses(List<Span> evidence, int to) {
    return evidence.stream().filter(it -> it.end() <= to).map(Span::clause).distinct().toList();
  }

  /** The words of a sentence's spans, those that overlap or touch made one. */
  private static List<Mark> marks(List<Span> inside, int from) {
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

  private static Sentence cut(String sentence, List<Mark> marks, List<Span> inside, int start) {
    if (sentence.length() <= LONGEST) {
      return new Sentence(sentence, marks, clauses(inside, start + sentence.length()));
    }
    int first = marks.get(0).start();
    int from = first <= BEFORE ? 0 : sentence.lastIndexOf(' ', first - BEFORE) + 1;
    int least = Math.max(from + LONGEST, marks.get(0).end());
    int space = least >= sentence.length() ? -1 : sentence.indexOf(' ', least);
    int to = space < 0 ? sentence.length() : space;
    String before = from > 0 ? CUT : "";
    int shift = before.length() - from;
    List<Mark> kept =
        marks.stream()
            .filter(mark -> mark.end() <= to)
            .map(mark -> new Mark(mark.start() + shift, mark.end() + shift))
            .toList();
    String after = to < sentence.length() ? CUT : "";
    return new Sentence(
        before + sentence.substring(from, to) + after, kept, clauses(inside, start + to));
  }
}
