package dev.slugline.app.cli;

import dev.slugline.app.prose.Paragraph;
import dev.slugline.app.prose.Sentence;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.EnrichedArticle.Span;
import dev.slugline.enrich.EnrichedArticle.Tag;
import dev.slugline.ingest.article.Article;
import dev.slugline.publish.PublishTopics;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A record for a person, in a few lines and an empty one.
 *
 * @param columns of the terminal
 */
record TailText(TailFilter filter, int columns, boolean coloured) {
  private static final int MOST_SENTENCES = 3;

  List<String> lines(TailRecord shown) {
    List<String> lines = new ArrayList<>(body(shown));
    lines.add(0, head(shown));
    lines.add("");
    return lines;
  }

  private static String head(TailRecord shown) {
    String at = shown.at().truncatedTo(ChronoUnit.SECONDS) + "  " + Printable.line(shown.id());
    if (shown.problem() != null) {
      return at + "  unreadable: " + Printable.line(shown.problem());
    }
    EnrichedArticle enriched = shown.article();
    String revision = enriched == null ? "" : "revision " + enriched.article().revision() + ", ";
    String gone = shown.kind() == TailRecord.Kind.ARTICLE ? "" : gone(shown.lost());
    return at + "  " + revision + Printable.line(shown.cause() + gone);
  }

  private static String gone(List<String> lost) {
    if (lost.isEmpty()) {
      return "";
    }
    return lost.equals(List.of(PublishTopics.NONE))
        ? ", no longer without a tag"
        : ", no longer tagged " + String.join(", ", lost);
  }

  private List<String> body(TailRecord shown) {
    EnrichedArticle enriched = shown.article();
    if (enriched == null) {
      return List.of();
    }
    Article article = enriched.article();
    List<String> lines = new ArrayList<>();
    String title = article.title() == null ? "(no title)" : Printable.line(article.title());
    lines.add("  " + (coloured ? "\033[1m" + title + "\033[0m" : title));
    lines.add("  " + about(article));
    lines.add("  " + tags(enriched));
    for (Sentence sentence : sentences(shown, enriched)) {
      lines.addAll(
          Paragraph.marked(Printable.sentence(sentence), "    ", "    ", columns, coloured));
    }
    return lines;
  }

  private static String about(Article article) {
    List<String> parts = new ArrayList<>();
    add(parts, article.source() == null ? null : article.source().name());
    add(parts, article.language() == null ? null : article.language().code());
    parts.add("%,d words".formatted(article.wordCount()));
    add(parts, article.url());
    return String.join(" · ", parts);
  }

  private static void add(List<String> parts, @Nullable String part) {
    if (part != null) {
      parts.add(Printable.line(part));
    }
  }

  private static String tags(EnrichedArticle enriched) {
    return enriched.tags().isEmpty()
        ? "no tag: " + enriched.untagged()
        : enriched.tags().stream()
            .map(tag -> tag.id() + " " + tag.relevance())
            .collect(Collectors.joining(", "));
  }

  /** Those that show best the words of the query, or of the tags that were asked for. */
  private List<Sentence> sentences(TailRecord shown, EnrichedArticle enriched) {
    if (filter.query() != null) {
      return Sentence.best(enriched.article(), shown.found(), 1);
    }
    List<Tag> tags =
        filter.asked(enriched).stream()
            .limit(filter.tags().isEmpty() ? 1 : MOST_SENTENCES)
            .toList();
    List<Span> evidence = tags.stream().flatMap(tag -> tag.evidence().stream()).toList();
    return Sentence.best(enriched.article(), evidence, tags.size());
  }
}
