package dev.slugline.ingest.clean;

import dev.slugline.ingest.article.Article.Removed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns text as it came into text as it is read, and says which lines it took out. */
public final class TextCleaner {
  private TextCleaner() {}

  /**
   * A body after cleaning.
   *
   * @param body paragraphs apart by a blank line
   * @param removed each line taken out, in the order of the text
   * @param section the section that a leading or trailing label names
   * @param credit the sources that credit lines name; else the pictures' credits, as they stood
   * @param correction the notes that say what this version corrects, a line each
   * @param updated the first date of a line that says when it was updated, as written
   * @param published the same of a line that says when it was published
   */
  public record Cleaned(
      String body,
      List<Removed> removed,
      @Nullable String section,
      @Nullable String credit,
      @Nullable String correction,
      @Nullable String updated,
      @Nullable String published) {
    static final Cleaned NOTHING = new Cleaned("", List.of(), null, null, null, null, null);
  }

  /** One line: NFC, no control or zero-width characters, spaces folded. Null when none is left. */
  public static @Nullable String line(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String line = Characters.clean(text).replace('\n', ' ').strip();
    StringBuilder out = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) != ' ' || line.charAt(i - 1) != ' ') {
        out.append(line.charAt(i));
      }
    }
    return out.isEmpty() ? null : out.toString();
  }

  /** A text of many paragraphs from which no line is taken. Null when none is left. */
  public static @Nullable String paragraphs(@Nullable String text) {
    return text == null ? null : paragraphs(Characters.clean(text).split("\n", -1));
  }

  static @Nullable String paragraphs(String[] lines) {
    StringBuilder out = new StringBuilder();
    boolean gap = false;
    for (String raw : lines) {
      String line = raw.strip();
      if (line.isEmpty()) {
        gap = true;
        continue;
      }
      if (!out.isEmpty()) {
        out.append(gap ? "\n\n" : "\n");
      }
      out.append(line);
      gap = false;
    }
    return out.isEmpty() ? null : out.toString();
  }

  /**
   * The text of an article, without the lines that are not its text.
   *
   * @param section the article's own, where it is known: a line that repeats it is a label
   */
  public static Cleaned body(@Nullable String text, @Nullable String section) {
    String whole = paragraphs(text);
    return whole == null ? Cleaned.NOTHING : new BodyCleaner(whole, section).cleaned();
  }

  /** The text of an article of which no section is known. */
  public static Cleaned body(@Nullable String text) {
    return body(text, null);
  }
}
