package dev.slugline.ingest.identity;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.CorrectionNote;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the text of a version, and none of the text: enough to tell how much of it
 * the next one changes.
 *
 * @param title hash of the title
 * @param words see {@link WordSketch}; not to be changed
 * @param facts see {@link Facts}
 * @param note hash of the correction note in it; 0: there is none
 */
public record Wording(int title, byte[] words, long facts, int note) {
  /** A larger part of the words than one in so many is no small edit. */
  private static final int SMALL_PART = 100;

  static Wording of(Article article) {
    String title = Objects.requireNonNullElse(article.title(), "");
    String text = title + "\n" + article.body();
    return new Wording(
        title.hashCode(), WordSketch.of(text), Facts.of(text), note(article.edNote()));
  }

  static int note(@Nullable String edNote) {
    String note = CorrectionNote.in(edNote);
    return note == null ? 0 : note.hashCode() | 1;
  }

  /** Whether less than one word in a hundred changed since, and no number and no name. */
  boolean isSmallEditOf(Wording before) {
    return before.facts == facts
        && WordSketch.changed(before.words, words) * SMALL_PART < WordSketch.total(before.words);
  }
}
